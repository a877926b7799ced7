/** Rows of outcomes, and what is kept of them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assess } from '../../../src/checks/assess.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import type { Policy } from '../../../src/checks/policy.ts';
import { createSumming, MOST_SHOWN, type OutcomeSummary } from '../../../src/evidence/account-summary.ts';
import { beginRows, type OutcomeRow } from '../../../src/evidence/outcome-rows.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import { reportOf } from '../../../src/model/facts/account-facts.ts';
import { newUsers } from '../../../src/checks/new-users.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { hasRoot } from '../../../src/model/facts/credential-report.ts';
import { arbitraryAccounts } from '../../support/arbitrary-accounts.ts';
import { daysAgo, NOW } from '../../support/check-cases.ts';
import { accessKey, accountFacts, root, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';

const AGE = 'access-key-not-rotated';
const twoKeys = user({
  accessKeys: [accessKey({ lastRotated: daysAgo(100) }), accessKey({ slot: '2', lastRotated: daysAgo(10) })],
});

function rowsOf(policy: Policy, facts: AccountFacts): (readonly OutcomeRow[])[] {
  const rows = beginRows(policy, facts, NOW);
  const report = reportOf(facts);
  return [
    rows.ofAccount(),
    ...(hasRoot(report) ? [] : [rows.ofMissingRoot()]),
    ...[...report.users].map((each) => rows.ofUser(each)),
    ...newUsers(facts.facts).map((each) => rows.ofNewUser(each, 'activity')),
  ];
}

function summaryOf(policy: Policy, facts: AccountFacts): OutcomeSummary {
  const summing = createSumming();
  for (const rows of rowsOf(policy, facts)) summing.add(rows);
  return summing.result(reportOf(facts).skippedRowCount);
}

describe('the rows of a check', () => {
  const of = (policy: Policy, subject: User) =>
    rowsOf(policy, accountFacts({ users: [root(), subject], generatedTime: NOW }))
      .flat()
      .filter(({ check, user: name }) => check.id === AGE && name === subject.name)
      .map(({ key, policy: own, control }) => [key, own.status, control?.outcome.status]);

  test('are one for each access key', () => {
    const on = policyWith({ checks: { [AGE]: { enabled: true, values: { maxAgeDays: 365 } } } });

    expect(of(on, twoKeys)).toEqual([
      ['1', 'pass', 'open'],
      ['2', 'pass', 'pass'],
    ]);
  });

  test('are one for each access key where the policy has turned it off, too', () => {
    expect(of(policyWith(), twoKeys)).toEqual([
      ['1', 'not applicable', 'open'],
      ['2', 'not applicable', 'pass'],
    ]);
  });
});

test('a control counts a user once, however many keys it is open for', () => {
  const bothOld = user({
    accessKeys: [accessKey({ lastRotated: daysAgo(100) }), accessKey({ slot: '2', lastRotated: daysAgo(200) })],
  });
  const { controls } = summaryOf(policyWith(), accountFacts({ users: [bothOld, twoKeys], generatedTime: NOW }));

  const rotated = controls.find(({ control }) => control.securityHub === 'IAM.3');
  expect(rotated?.byControl).toMatchObject({ open: 2, pass: 0 });
});

describe('a control that two checks assess together', () => {
  const hardware = (mfaActive: boolean) => {
    const facts = accountFacts({ users: [root({ mfaActive, password: { enabled: true } })], generatedTime: NOW });
    return summaryOf(policyWith(), facts).controls.find(({ control }) => control.securityHub === 'IAM.6');
  };

  test('does not pass by one of them where the exporter does not read what the other one needs', () => {
    expect(hardware(true)).toMatchObject({ notAssessed: 'not asked', byControl: { open: 0, pass: 0 } });
  });

  test('is open by one of them all the same', () => {
    expect(hardware(false)).toMatchObject({ byControl: { open: 1 } });
    expect(hardware(false)).not.toHaveProperty('notAssessed');
  });

  test('does not pass by the policy where the policy turns the other one off', () => {
    const facts = accountFacts({
      users: [user({ accessKeys: [accessKey({ lastRotated: NOW })] })],
      generatedTime: NOW,
    });
    const policy = policyWith({ checks: { 'access-key-unused': { enabled: true } } });

    const unused = summaryOf(policy, facts).controls.find(({ control }) => control.securityHub === 'IAM.22');
    expect(unused).toMatchObject({ byPolicy: { pass: 0, 'not applicable': 1 }, byControl: { pass: 1 } });
  });
});

test('each row that could not be read is a user for whom the controls of users are unknown', () => {
  const facts = accountFacts({ users: [root({ mfaActive: true })], generatedTime: NOW });
  const summing = createSumming();
  for (const rows of rowsOf(policyWith(), facts)) summing.add(rows);

  const { controls } = summing.result(2);

  const unknown = (hub: string) => controls.find(({ control }) => control.securityHub === hub)?.byControl.unknown;
  expect([unknown('IAM.3'), unknown('IAM.9')]).toEqual([2, 0]);
});

test('of many findings the worst are kept', () => {
  const users = Array.from({ length: MOST_SHOWN + 5 }, (_each, index) =>
    user({ name: `user-${index}`, accessKeys: [accessKey({ lastRotated: daysAgo(100) })] }),
  );
  const policy = policyWith({ checks: { [AGE]: { enabled: true }, 'root-access-key': { enabled: true } } });
  const rootWithKey = root({ accessKeys: [accessKey()] });

  const { open, worst } = summaryOf(policy, accountFacts({ users: [...users, rootWithKey], generatedTime: NOW }));

  expect(open).toEqual({ critical: 1, warning: MOST_SHOWN + 5, info: 0 });
  expect(worst).toHaveLength(MOST_SHOWN);
  expect(worst[0]).toMatchObject({ check: 'root-access-key', severity: 'critical' });
});

test('the sums are those of `assess`, whatever the account has', async () => {
  const policy = policyWith({
    checks: Object.fromEntries(checks.map(({ id }) => [id, { enabled: true }])),
    exemptions: [{ name: 'some', match: {}, checks: [/^password-.*$/u], reason: 'a test', expiry: NOW + 1 }],
  });
  await fc.assert(
    fc.asyncProperty(arbitraryAccounts, async (accounts) => {
      for (const facts of accounts) {
        const { accounts: assessed } = await assess([facts], policy, NOW);
        const [{ findings, exempt, covered } = { findings: [], exempt: [], covered: new Map() }] = assessed;
        const summary = summaryOf(policy, facts);

        expect(summary.open).toEqual({
          critical: findings.filter(({ severity }) => severity === 'critical').length,
          warning: findings.filter(({ severity }) => severity === 'warning').length,
          info: findings.filter(({ severity }) => severity === 'info').length,
        });
        expect(summary.exempt).toBe(exempt.length);
        expect(summary.covered.get('some') ?? 0).toBe(covered.get('some') ?? 0);
      }
    }),
    { numRuns: 30 },
  );
});
