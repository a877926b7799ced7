/** Accounts as `check` has read them, and what it makes of them. */
import type { CheckOptions } from '../../../src/cli/check-options.ts';
import { type CheckResult, judge } from '../../../src/commands/judge.ts';
import type { Account } from '../../../src/model/account.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import type { GatheredAccount } from '../../../src/model/gathered-account.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { accessKey, accountFacts, at, root, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { judgeInput } from './check-input.ts';

export const NOW = at('2026-11-22T12:00:00Z');
export const production: Account = { name: 'production', owner: 'payments', source: 'aws' };
export const sandbox: Account = { name: 'sandbox', owner: '', source: 'aws' };
export const oldKey = accessKey({ slot: '2', lastRotated: NOW - 100 * 86_400, lastUsed: 'never' });
export const policy = policyWith({
  checks: {
    'access-key-not-rotated': { enabled: true },
    'inactive-access-key': { enabled: true },
    'root-access-key': { enabled: true },
  },
  exemptions: [
    { name: 'bob', match: { users: [/^bob$/u] }, reason: 'a test', expiry: NOW + 1 },
    { name: 'nobody', match: { users: [/^nobody$/u] }, reason: 'a test', expiry: NOW + 1 },
  ],
});

export function whole(facts: AccountFacts): GatheredAccount {
  return { account: facts.account, facts, failures: [] };
}

export function read(account: Account, ...users: Parameters<typeof user>[0][]): GatheredAccount {
  return whole(accountFacts({ account, users: [root(), ...users.map((values) => user(values))] }));
}

export const failed: GatheredAccount = {
  account: sandbox,
  failures: [{ fact: 'credential-report', failure: new RefreshFailure('access_denied', 'not allowed') }],
};
export const alice = { name: 'alice', accessKeys: [oldKey] };
export const bob = { name: 'bob', accessKeys: [oldKey] };
export const unknown = { name: 'carol', accessKeys: [accessKey()] };

export function check(
  accounts: GatheredAccount[],
  options: Partial<Pick<CheckOptions, 'output' | 'failOn' | 'summary'>> = {},
): Promise<CheckResult> {
  return judge(accounts, judgeInput({ policy, now: NOW, ...options }));
}

/** The words of each line. */
export const cellsOf = (out: string) => out.split('\n').map((line) => line.split(/ {2,}/));
