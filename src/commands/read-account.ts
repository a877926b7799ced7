/** Reads one account for its evidence: its facts, and the bytes of its report. */
import type { Account } from '../model/account.ts';
import type { Clock } from '../model/clock.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { gatherOnce } from '../refresh/gather-once.ts';
import type { RefreshSettings } from '../refresh/refresh-settings.ts';
import type { Asking } from './asking.ts';

export interface ReadAccount {
  readonly gathered: GatheredAccount;
  /** As they came. undefined: there is no report. */
  readonly csv: Uint8Array | undefined;
}

export async function readAccount(
  account: Account,
  { clock, sourcesOf }: { readonly clock: Clock; readonly sourcesOf: Asking['sourcesOf'] },
  settings: RefreshSettings,
): Promise<ReadAccount> {
  let csv: Uint8Array | undefined;
  const keeping = (asked: Account): AccountSources => {
    const { 'credential-report': source, ...others } = sourcesOf(asked);
    if (source === undefined) return others;
    const fetch: typeof source.fetch = async (request) => {
      const fetched = await source.fetch(request);
      csv = fetched.csv;
      return fetched;
    };
    return { ...others, 'credential-report': { fetch } };
  };
  const one = { ...settings, accounts: [account] };
  const [gathered] = await gatherOnce({ clock, sourcesOf: keeping, onAccount: () => undefined }, one);
  if (gathered === undefined) throw new Error('there is one account');
  return { gathered, csv };
}
