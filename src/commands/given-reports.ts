/** Reports that are given on the command line instead of accounts. */
import { asConfigured } from '../config/report-arguments.ts';
import type { Account } from '../model/account.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { createStandardInputSource, STANDARD_INPUT } from '../sources/standard-input.ts';
import type { Asking } from './asking.ts';
import type { Outside } from './outside.ts';

/** A report may come from standard input. */
export function withStandardInput(
  sourcesOf: Asking['sourcesOf'],
  { clock, standardInput }: Pick<Outside, 'clock' | 'standardInput'>,
): Asking['sourcesOf'] {
  return (account) =>
    account.source === 'file' && account.reportFile === STANDARD_INPUT
      ? { 'credential-report': createStandardInputSource(standardInput(), { clock }) }
      : sourcesOf(account);
}

/** A report that was given by itself, under the name that the configuration has for its account. */
export function renamed(
  { account, facts, failures }: GatheredAccount,
  configured: readonly Account[],
): GatheredAccount {
  if (facts === undefined) return { account, failures };
  const known = asConfigured(account, reportOf(facts).accountId, configured);
  return { account: known, failures, facts: { ...facts, account: known } };
}
