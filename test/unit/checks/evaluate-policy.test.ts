/** Which limits hold for a user, which findings are raised, and which an exemption covers. */
import { describe, expect, test } from '@jest/globals';
import { enabledChecks } from '../../../src/checks/enabled-checks.ts';
import { beginEvaluation } from '../../../src/checks/evaluate-policy.ts';
import type { Exemption, Match, Override, Policy } from '../../../src/checks/policy.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { accessKey, at, root, accountFacts, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';

const NOW = at('2026-11-22T12:00:00Z');
const daysAgo = (days: number) => NOW - days * 86_400;

const CHECK = 'access-key-not-rotated';
const alice = user({ accessKeys: [accessKey({ lastRotated: daysAgo(100), lastUsed: 'never' })] });
const bob: User = { ...alice, name: 'bob', password: { enabled: true } };

/** What the check says of the user: the limit that the finding names, exempt, or nothing. */
function judge(policy: Policy, subject: User = alice, now = NOW): number | 'exempt' | 'nothing' {
  const evaluation = beginEvaluation(policy, accountFacts({ users: [subject] }), now);
  const finding = evaluation.ofUser(subject).find(({ check }) => check === CHECK);
  if (finding !== undefined) return finding.age?.limit ?? NaN;
  return evaluation.counts().some(({ findings }) => findings.exempt > 0) ? 'exempt' : 'nothing';
}

describe('a finding', () => {
  const evaluation = beginEvaluation(
    policyWith({ checks: { [CHECK]: { enabled: true, severity: 'critical' } } }),
    accountFacts({ account: { name: 'production', owner: 'payments', source: 'aws' }, users: [alice] }),
    NOW,
  );

  test('says whose it is, of which check, how old and against which limit', () => {
    expect(evaluation.ofUser(alice)).toStrictEqual([
      {
        accountId: '111122223333',
        accountName: 'production',
        owner: 'payments',
        subject: { kind: 'user', user: 'alice', key: '1' },
        check: CHECK,
        severity: 'critical',
        age: { days: 100, limit: 90 },
      },
    ]);
  });

  test('is counted under its check', () => {
    expect(evaluation.counts()).toStrictEqual([
      {
        accountId: '111122223333',
        accountName: 'production',
        owner: 'payments',
        check: CHECK,
        severity: 'critical',
        findings: { open: 1, exempt: 0, unknown: 0 },
      },
    ]);
  });
});

describe('checks that are enabled', () => {
  test('are counted from 0, and others not at all', () => {
    const policy = policyWith({ checks: { [CHECK]: { enabled: true }, 'root-used': { enabled: true } } });
    const evaluation = beginEvaluation(policy, accountFacts(), NOW);

    expect(evaluation.counts().map(({ check, findings }) => [check, findings])).toStrictEqual([
      [CHECK, { open: 0, exempt: 0, unknown: 0 }],
      ['root-used', { open: 0, exempt: 0, unknown: 0 }],
    ]);
  });

  test('by an override alone are counted too', () => {
    const overrides = [{ match: { users: [/^bob$/u] }, checks: { [CHECK]: { enabled: true } } }];

    expect(enabledChecks(policyWith({ overrides })).map(({ id }) => id)).toEqual([CHECK]);
  });

  test('in another account alone are not counted: 0 would say that somebody looked', () => {
    const overrides = [{ match: { accounts: [/^sandbox$/u] }, checks: { [CHECK]: { enabled: true } } }];

    expect(beginEvaluation(policyWith({ overrides }), accountFacts(), NOW).counts()).toEqual([]);
  });
});

describe('a check that nobody in the account is held to', () => {
  const counted = (overrides: Override[]) =>
    beginEvaluation(policyWith({ checks: { [CHECK]: { enabled: true } }, overrides }), accountFacts(), NOW)
      .counts()
      .map(({ check }) => check);
  const off = (match: Match, id = CHECK): Override => ({ match, checks: { [id]: { enabled: false } } });
  const on = (match: Match): Override => ({ match, checks: { [CHECK]: { enabled: true } } });
  const production = { accounts: [/^production$/u] };

  test.each<[string, Override[], string[]]>([
    ['an override takes it from everybody', [off(production)], []],
    ['an override takes it from some', [off({ ...production, users: [/^bob$/u] })], [CHECK]],
    ['an override takes it from one kind', [off({ ...production, kind: 'human' })], [CHECK]],
    ['one before gives it to some', [on({ users: [/^bob$/u] }), off(production)], [CHECK]],
    ['one after comes too late', [off(production), on({ users: [/^bob$/u] })], []],
    ['one that says nothing of it changes nothing', [off(production, 'user-without-mfa')], [CHECK]],
  ])('is not counted: %s', (_what, overrides, expected) => {
    expect(counted(overrides)).toEqual(expected);
  });

  test('is one of root that an override takes from root', () => {
    const policy = policyWith({
      checks: { 'root-used': { enabled: true } },
      overrides: [off({ users: [/^<root_account>$/u] }, 'root-used')],
    });

    expect(beginEvaluation(policy, accountFacts(), NOW).counts()).toEqual([]);
  });
});

test('root is held to the checks of root alone, and users to the others', () => {
  const policy = policyWith({ checks: { [CHECK]: { enabled: true }, 'root-access-key': { enabled: true } } });
  const keys = { accessKeys: alice.accessKeys };
  const evaluation = beginEvaluation(policy, accountFacts(), NOW);

  expect(evaluation.ofUser(root(keys)).map(({ check }) => check)).toEqual(['root-access-key']);
  expect(evaluation.ofUser(user(keys)).map(({ check }) => check)).toEqual([CHECK]);
});

describe('an override', () => {
  const heldWith = (...overrides: Override[]) => policyWith({ checks: { [CHECK]: { enabled: true } }, overrides });
  const limit = (match: Match, maxAgeDays: number): Override => ({
    match,
    checks: { [CHECK]: { values: { maxAgeDays } } },
  });

  test.each<[string, Match, number]>([
    ['the name of the account', { accounts: [/^production$/u] }, 30],
    ['the id of the account', { accounts: [/^111122223333$/u] }, 30],
    ['another account', { accounts: [/^sandbox$/u] }, 90],
    ['the user', { users: [/^al.*$/u] }, 30],
    ['another user', { users: [/^bob$/u] }, 90],
    ['the kind of the user', { kind: 'machine' }, 30],
    ['another kind', { kind: 'human' }, 90],
    ['the user, in another account', { accounts: [/^sandbox$/u], users: [/^alice$/u] }, 90],
    ['the user, but another kind', { users: [/^alice$/u], kind: 'human' }, 90],
  ])('that matches %s: the limit is as expected', (_what, match, expected) => {
    expect(judge(heldWith(limit(match, 30)))).toBe(expected);
  });

  test('that matches first holds', () => {
    expect(judge(heldWith(limit({ kind: 'machine' }, 30), limit({ users: [/^alice$/u] }, 60)))).toBe(30);
  });

  test('that does not name the check leaves it to the next one', () => {
    const other: Override = { match: { kind: 'machine' }, checks: { 'user-without-mfa': { enabled: true } } };

    expect(judge(heldWith(other, limit({ users: [/^alice$/u] }, 60)))).toBe(60);
  });

  test('can take a user out', () => {
    const off: Override = { match: { users: [/^alice$/u] }, checks: { [CHECK]: { enabled: false } } };

    expect(judge(heldWith(off))).toBe('nothing');
    expect(judge(heldWith(off), bob)).toBe(90);
  });

  test('of one user does not stick to the next', () => {
    const evaluation = beginEvaluation(heldWith(limit({ users: [/^alice$/u] }, 30)), accountFacts(), NOW);
    const limits = [alice, bob, alice].flatMap((subject) => evaluation.ofUser(subject).map(({ age }) => age?.limit));

    expect(limits).toEqual([30, 90, 30]);
  });
});

describe('an exemption', () => {
  const until = at('2027-04-01T00:00:00Z');
  const exemption = (values: Partial<Exemption> = {}): Exemption => ({
    name: 'accepted',
    match: { users: [/^alice$/u] },
    reason: 'a test',
    expiry: until,
    ...values,
  });
  const heldWith = (...exemptions: Exemption[]) => policyWith({ checks: { [CHECK]: { enabled: true } }, exemptions });

  test.each<[string, Partial<Exemption>, number | 'exempt']>([
    ['for the user', {}, 'exempt'],
    ['for another user', { match: { users: [/^bob$/u] } }, 90],
    ['for the account', { match: { accounts: [/^production$/u] } }, 'exempt'],
    ['for another account', { match: { accounts: [/^sandbox$/u] } }, 90],
    ['for the check', { checks: [/^access-key-.*$/u] }, 'exempt'],
    ['for another check', { checks: [/^password-unused$/u] }, 90],
  ])('%s: the finding is as expected', (_what, values, expected) => {
    expect(judge(heldWith(exemption(values)))).toBe(expected);
  });

  test('holds to the last second of its day and no longer: the finding comes back', () => {
    expect(judge(heldWith(exemption()), alice, until - 1)).toBe('exempt');
    expect(judge(heldWith(exemption()), alice, until)).toBe(90);
  });

  test('tells how many findings it covers, and 0 for one that covers nothing or has ended', () => {
    const evaluation = beginEvaluation(
      heldWith(
        exemption({ name: 'both', match: { users: [/^(alice|bob)$/u] } }),
        exemption({ name: 'alice too' }),
        exemption({ name: 'nobody', match: { users: [/^carol$/u] } }),
        exemption({ name: 'ended', expiry: NOW }),
      ),
      accountFacts(),
      NOW,
    );
    for (const subject of [alice, bob]) evaluation.ofUser(subject);

    expect(Object.fromEntries(evaluation.covered)).toEqual({ both: 2, 'alice too': 1, nobody: 0, ended: 0 });
  });

  test('does not hide what nobody can tell', () => {
    const unknown = user({ accessKeys: [accessKey({})] });
    const evaluation = beginEvaluation(heldWith(exemption()), accountFacts(), NOW);
    evaluation.ofUser(unknown);

    expect(evaluation.counts()[0]?.findings).toEqual({ open: 0, exempt: 0, unknown: 1 });
  });
});

describe('a report that no newer one follows', () => {
  const generatedTime = daysAgo(30);
  const old = accountFacts({ generatedTime });

  function found(check: string, subject: User): number {
    const evaluation = beginEvaluation(policyWith({ checks: { [check]: { enabled: true } } }), old, NOW);
    return evaluation.ofUser(subject).length;
  }

  test('goes on telling that root was used', () => {
    const used = root({ password: { enabled: true, lastUsed: generatedTime - 3_600 } });

    expect(found('root-used', used)).toBe(1);
  });

  test('does not make a key unused that was used when it was made', () => {
    const inUse = user({ accessKeys: [accessKey({ lastRotated: daysAgo(400), lastUsed: daysAgo(60) })] });

    expect(found('access-key-unused', inUse)).toBe(0);
  });

  test('still knows that a key gets older', () => {
    const turning = user({ accessKeys: [accessKey({ lastRotated: daysAgo(91), lastUsed: 'never' })] });

    expect(found('access-key-not-rotated', turning)).toBe(1);
  });
});
