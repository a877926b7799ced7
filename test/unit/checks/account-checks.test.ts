/** Checks of an account as a whole: whose policy holds for them, and what their findings are about. */
import { expect, test } from '@jest/globals';
import { beginEvaluation } from '../../../src/checks/evaluate-policy.ts';
import type { Exemption, Match, Override, Policy } from '../../../src/checks/policy.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import type { FindingStatus } from '../../../src/model/finding.ts';
import { NOW, passwordPolicy, settingsWith } from '../../support/check-cases.ts';
import { accountFacts, root, user } from '../../support/model-values.ts';
import { policyWith, type PolicyValues } from '../../support/policy.ts';

const WEAK = 'password-policy-weak';
const facts = settingsWith(passwordPolicy({ minimumLength: 10, reusePrevention: 24 }));
const human = user({ password: { enabled: true } });
const heldWith = (values: PolicyValues = {}) => policyWith({ checks: { [WEAK]: { enabled: true } }, ...values });

function judgeAccount(policy: Policy, users: User[] = [root(), human]) {
  const evaluation = beginEvaluation(policy, accountFacts({ users, facts }), NOW);
  return { findings: evaluation.ofAccount(), counts: evaluation.counts() };
}

test('a check of the account finds something about nobody in particular', () => {
  expect(judgeAccount(heldWith()).findings).toStrictEqual([
    {
      accountId: '111122223333',
      accountName: 'production',
      owner: '',
      subject: { kind: 'account', user: '', key: undefined },
      check: WEAK,
      severity: 'warning',
      age: undefined,
    },
  ]);
});

test('a check of the account looks at no user', () => {
  const evaluation = beginEvaluation(heldWith(), accountFacts({ users: [root(), human], facts }), NOW);

  expect([root(), human].flatMap((one) => evaluation.ofUser(one))).toEqual([]);
});

test('a check of the account is counted under the severity of its finding', () => {
  const severities = (users: User[]) => {
    const { findings, counts } = judgeAccount(heldWith(), users);
    return [...findings, ...counts].map(({ severity }) => severity);
  };

  expect(severities([human])).toEqual(['warning', 'warning']);
  expect(severities([user()])).toEqual(['info', 'info']);
});

test.each<[string, Override[], number]>([
  [
    'of the account sets another limit',
    [override({ accounts: [/^production$/u] }, { values: { minimumLength: 10 } })],
    0,
  ],
  ['of another account', [override({ accounts: [/^sandbox$/u] }, { values: { minimumLength: 10 } })], 1],
  ['of the account turns it off', [override({ accounts: [/^production$/u] }, { enabled: false })], 0],
  ['of users in the account is not about it', [override({ users: [/^.*$/u] }, { enabled: false })], 1],
  ['of a kind of users in the account is not about it', [override({ kind: 'human' }, { enabled: false })], 1],
  [
    'of users before the one of the account leaves it to that',
    [
      override({ users: [/^.*$/u] }, { enabled: true }),
      override({ accounts: [/^production$/u] }, { values: { minimumLength: 10 } }),
    ],
    0,
  ],
])('an override %s', (_what, overrides, open) => {
  const { findings, counts } = judgeAccount(heldWith({ overrides }));

  expect(findings).toHaveLength(open);
  expect(counts.map((count) => count.findings.open)).toEqual(open === 1 ? [1] : expect.not.arrayContaining([1]));
});

test('a check of the account is not counted where an override turns it off', () => {
  const overrides = [override({ accounts: [/^production$/u] }, { enabled: false })];

  expect(judgeAccount(heldWith({ overrides })).counts).toEqual([]);
});

test.each<[string, Exemption['match'], Record<FindingStatus, number>]>([
  ['of the account covers it', { accounts: [/^production$/u] }, { open: 0, exempt: 1, unknown: 0 }],
  ['of everything covers it', {}, { open: 0, exempt: 1, unknown: 0 }],
  ['of another account does not', { accounts: [/^sandbox$/u] }, { open: 1, exempt: 0, unknown: 0 }],
  ['of users does not, even of all', { users: [/^.*$/u] }, { open: 1, exempt: 0, unknown: 0 }],
])('an exemption %s', (_what, match, expected) => {
  const exemptions = [
    { name: 'accepted', match, checks: [/^password-policy-.*$/u], reason: 'a test', expiry: NOW + 1 },
  ];
  const { findings, counts } = judgeAccount(heldWith({ exemptions }));

  expect(counts.map((count) => count.findings)).toEqual([expected]);
  expect(findings).toHaveLength(expected.open);
});

function override(match: Match, values: Override['checks'][string]): Override {
  return { match, checks: { [WEAK]: values } };
}
