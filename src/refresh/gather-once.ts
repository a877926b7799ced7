import type { Account } from '../model/account.ts';
import type { Clock } from '../model/clock.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { factsAskedOf } from '../model/facts/asked-of.ts';
import type { FactName, Facts } from '../model/facts/catalogue.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import { attempt } from './attempt.ts';
import { intervalOf } from './due-time.ts';
import { asFailure, otherAccount, tooLate } from './failures.ts';
import { lookAt } from './look.ts';
import type { RefreshSettings } from './refresh-settings.ts';
import { secondEntry } from './second-entry.ts';

export interface GatherInput {
  readonly clock: Clock;
  readonly sourcesOf: (account: Account) => AccountSources;
  /** Called as each account is done, in the order in which they get done. */
  readonly onAccount: (gathered: GatheredAccount) => void;
}

/** Asks every account once for every fact, and says how each went, in the order of the configuration. */
export async function gatherOnce(input: GatherInput, settings: RefreshSettings): Promise<GatheredAccount[]> {
  const gathered = await Promise.all(
    settings.accounts.map(async (account) => {
      const result = await gather(account, input, settings);
      input.onAccount(result);
      return result;
    }),
  );
  return gathered.map((result) => refuseOther(result, gathered));
}

async function gather(account: Account, input: GatherInput, settings: RefreshSettings): Promise<GatheredAccount> {
  const { clock } = input;
  const sources = input.sourcesOf(account);
  const facts: Record<string, unknown> = {};
  const failures: { fact: FactName; failure: RefreshFailure }[] = [];
  const ask = async (fact: FactName): Promise<void> => {
    const look = lookAt(sources, fact);
    if (look === undefined || !settings.facts[fact].enabled) return;
    const interval = intervalOf(account, fact, settings);
    const { refreshTimeout: timeout, reportSizeLimit } = settings;
    const { signal } = new AbortController();
    const startedAt = clock.now() / 1000;
    try {
      const { value, asOf } = await attempt({
        look,
        interval,
        timeout,
        late: () => tooLate(fact, timeout),
        reportSizeLimit,
        clock,
        signal,
      });
      facts[fact] = { value, asOf: asOf ?? startedAt, gatheredAt: clock.now() / 1000 };
    } catch (error) {
      failures.push({ fact, failure: asFailure(error) });
    }
  };
  const names = factsAskedOf(account);
  await Promise.all(names.map(ask));
  failures.sort((one, other) => names.indexOf(one.fact) - names.indexOf(other.fact));
  const report = (facts as Facts)['credential-report'];
  if (report === undefined) return { account, failures };
  return {
    account,
    failures,
    facts: {
      account,
      facts: { ...(facts as Facts), 'credential-report': report },
      missing: Object.fromEntries(failures.map(({ fact }) => [fact, 'failed' as const])),
      refreshInterval: intervalOf(account, 'credential-report', settings) / 1000,
    },
  };
}

function refuseOther(result: GatheredAccount, all: readonly GatheredAccount[]): GatheredAccount {
  const accountId = accountIdOf(result);
  const failure =
    accountId === undefined
      ? undefined
      : (otherAccount(result.account, accountId) ?? secondEntry(result, accountId, all, accountIdOf));
  if (failure === undefined) return result;
  return { account: result.account, failures: [...result.failures, { fact: 'credential-report', failure }] };
}

function accountIdOf({ facts }: GatheredAccount): string | undefined {
  return facts?.facts['credential-report'].value.accountId;
}
