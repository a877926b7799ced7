/** What every check comes to for one subject; and that what is open there is what `assess` finds. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assess } from '../../../src/checks/assess.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import { newUsers } from '../../../src/checks/new-users.ts';
import { beginOutcomes, type CheckOutcome } from '../../../src/checks/outcomes.ts';
import type { Policy } from '../../../src/checks/policy.ts';
import { type AccountFacts, reportOf } from '../../../src/model/facts/account-facts.ts';
import { hasRoot, type User } from '../../../src/model/facts/credential-report.ts';
import type { ExemptFinding, Finding } from '../../../src/model/finding.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { arbitraryAccounts } from '../../support/arbitrary-accounts.ts';
import { daysAgo, NOW } from '../../support/check-cases.ts';
import { accessKey, accountFacts, type AccountFactsValues, fact, root, user } from '../../support/model-values.ts';
import { policyWith, type PolicyValues } from '../../support/policy.ts';
import { readReportFixture } from '../../support/report-fixtures.ts';

const AGE = 'access-key-not-rotated';
const alice = user({
  accessKeys: [accessKey({ lastRotated: daysAgo(100) }), accessKey({ slot: '2', lastRotated: daysAgo(10) })],
});

function outcomesOf(subject: User, policy: PolicyValues, values: AccountFactsValues = {}): readonly CheckOutcome[] {
  return beginOutcomes(policyWith(policy), accountFacts({ generatedTime: NOW, ...values }), NOW).ofUser(subject);
}

function of(id: string, outcomes: readonly CheckOutcome[]): object[] {
  return outcomes
    .filter(({ check }) => check.id === id)
    .map(({ check: { id: check }, ...rest }) => ({ check, ...rest }));
}

describe('a check of access keys', () => {
  const on = { checks: { [AGE]: { enabled: true } } };
  const first = { check: AGE, key: '1', severity: 'warning', age: { days: 100, limit: 90 } };
  const second = { check: AGE, key: '2', status: 'pass', severity: 'warning', age: { days: 10, limit: 90 } };

  test('has an outcome for each key, with its age and limit', () => {
    expect(of(AGE, outcomesOf(alice, on))).toEqual([{ ...first, status: 'open' }, second]);
  });

  test('names the exemption, which is only for what is found', () => {
    const match = { users: [/^alice$/u] };
    const exemptions = [{ name: 'later', match, reason: 'a test', expiry: NOW + 1 }];

    expect(of(AGE, outcomesOf(alice, { ...on, exemptions }))).toEqual([
      { ...first, status: 'exempt', exemption: 'later' },
      second,
    ]);
  });

  test('does not apply to a user without keys', () => {
    expect(of(AGE, outcomesOf(user(), on))).toEqual([
      { check: AGE, status: 'not applicable', why: 'nothing to judge' },
    ]);
  });

  test('is unknown where AWS did not say', () => {
    expect(of(AGE, outcomesOf(user({ accessKeys: [accessKey()] }), on))).toEqual([
      { check: AGE, key: '1', status: 'unknown', severity: 'warning', why: 'not said' },
    ]);
  });
});

test('a pass that is not by age has none: the age is over the limit, and the user passes even so', () => {
  const policy = { checks: { 'console-user-without-mfa': { enabled: true, values: { graceDays: 1 } } } };
  const person = (mfaActive: boolean, created: number) =>
    of('console-user-without-mfa', outcomesOf(user({ password: { enabled: true }, mfaActive, created }), policy));

  expect(person(true, daysAgo(3707))).toEqual([expect.not.objectContaining({ age: expect.anything() })]);
  expect(person(false, daysAgo(1))).toEqual([expect.objectContaining({ status: 'pass', age: { days: 1, limit: 1 } })]);
});

describe('a check that is not asked', () => {
  const WEAK = 'password-policy-weak';
  const ofAccount = (policy: PolicyValues, missing: AccountFacts['missing']) =>
    of(WEAK, beginOutcomes(policyWith(policy), accountFacts({ missing }), NOW).ofAccount());
  const on = { checks: { [WEAK]: { enabled: true } } };

  test('is off', () => {
    expect(of(AGE, outcomesOf(alice, {}))).toEqual([{ check: AGE, status: 'not applicable', why: 'off' }]);
  });

  test.each([
    ['the exporter does not read its fact', {}, { status: 'not applicable', why: 'not asked' }],
    ['no try to read its fact has ended', { 'account-settings': 'unread' }, { status: 'unknown', why: 'unread' }],
    [
      'its fact could not be read',
      { 'account-settings': 'failed' },
      { status: 'unknown', severity: 'warning', why: 'failed' },
    ],
  ] as const)('%s', (_what, missing, expected) => {
    expect(ofAccount(on, missing)).toEqual([{ check: WEAK, ...expected }]);
  });
});

describe('every check', () => {
  const on: PolicyValues = { checks: Object.fromEntries(checks.map(({ id }) => [id, { enabled: true }])) };
  const idsOf = (subject: string) => checks.filter((check) => check.subject === subject).map(({ id }) => id);
  const named = (outcomes: readonly CheckOutcome[]) => [...new Set(outcomes.map(({ check }) => check.id))];

  test('of users is named for a user, in the order of the catalogue, and of root for root', () => {
    expect(named(outcomesOf(alice, on))).toEqual(idsOf('user'));
    expect(named(outcomesOf(alice, {}))).toEqual(idsOf('user'));
    expect(named(outcomesOf(root(), on))).toEqual(idsOf('root'));
  });

  test('of root is unknown where the report has no row for root', () => {
    const policy = policyWith({ checks: { 'root-access-key': { enabled: true } } });
    const outcomes = beginOutcomes(policy, accountFacts({ users: [] }), NOW).ofMissingRoot();

    expect(named(outcomes)).toEqual(idsOf('root'));
    expect(of('root-access-key', outcomes)).toEqual([
      { check: 'root-access-key', status: 'unknown', severity: 'critical', why: 'not in report' },
    ]);
    expect(outcomes.filter(({ status }) => status !== 'not applicable')).toHaveLength(1);
  });
});

/** What a finding says, without whom it is about. */
type Found = Pick<Finding, 'check' | 'severity' | 'age' | 'since'> & Partial<Pick<ExemptFinding, 'exemption'>>;

/** Each finding in one line. */
function written(user: string, key: string | undefined, { check, severity, age, since, exemption }: Found): string {
  return JSON.stringify([user, key, check, severity, age, since, exemption]);
}

/** Every subject of the account with its outcomes; '' is the account. */
function allOutcomes(policy: Policy, facts: AccountFacts): [string, CheckOutcome][] {
  const outcomes = beginOutcomes(policy, facts, NOW);
  const report = reportOf(facts);
  const named = (name: string, all: readonly CheckOutcome[]) => all.map((one): [string, CheckOutcome] => [name, one]);
  return [
    ...named('', outcomes.ofAccount()),
    ...[...report.users].flatMap((user) => named(user.name, outcomes.ofUser(user))),
    ...newUsers(facts.facts).flatMap((user) => named(user.name, outcomes.ofNewUser(user, 'activity'))),
    ...(hasRoot(report) ? [] : named('', outcomes.ofMissingRoot())),
  ];
}

/** Holds outcomes and `assess` against each other. @returns how many findings there were. */
async function expectAgreement(policy: Policy, facts: AccountFacts): Promise<number> {
  const { accounts } = await assess([facts], policy, NOW);
  const outcomes = allOutcomes(policy, facts);
  const linesOf = (status: string) =>
    outcomes
      .filter(([, outcome]) => outcome.status === status)
      .map(([user, { check, key, severity = check.severity, age, since, exemption }]) =>
        written(user, key, {
          check: check.id,
          severity,
          age,
          ...(since !== undefined && { since }),
          ...(exemption !== undefined && { exemption }),
        }),
      )
      .sort();
  const found = (findings: readonly (Finding | ExemptFinding)[]) =>
    findings.map((finding) => written(finding.subject.user, finding.subject.key, finding)).sort();
  const findings = accounts.flatMap((account) => account.findings);

  expect(linesOf('open')).toEqual(found(findings));
  expect(linesOf('exempt')).toEqual(found(accounts.flatMap(({ exempt }) => exempt)));
  for (const { check, findings: counted } of accounts.flatMap(({ counts }) => counts)) {
    const unknown = outcomes.filter(
      ([, outcome]) => outcome.check.id === check && outcome.status === 'unknown' && outcome.why !== 'unread',
    );
    // A new user is unknown until the next report, and no value that is missing.
    expect(unknown.filter(([user, { why }]) => user === '' || why !== 'not in report')).toHaveLength(counted.unknown);
  }
  return findings.length;
}

/** Every check on, with limits that find something, an override and an exemption. */
const STRICT = policyWith({
  checks: Object.fromEntries(
    checks.map(({ id, limit }) => [
      id,
      { enabled: true, values: limit === undefined ? {} : { [limit.name]: limit.least } },
    ]),
  ),
  overrides: [{ match: { kind: 'machine' }, checks: { [AGE]: { values: { maxAgeDays: 400 } } } }],
  exemptions: [
    { name: 'some', match: {}, checks: [/^(root-.*|password-.*|console-.*)$/u], reason: 'a test', expiry: NOW + 1 },
  ],
});

test('what is open is what `assess` finds, and so is what is exempt and unknown', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryAccounts, async (accounts) => {
      for (const facts of accounts) found += await expectAgreement(STRICT, facts);
    }),
    { numRuns: 40 },
  );
  expect(found).toBeGreaterThan(0);
});

test.each(['real-2026-22-columns.csv', 'every-kind-of-cell.csv', 'no-root-row-moto.csv', '16-columns-2015.csv'])(
  'what is open is what `assess` finds in %s',
  async (name) => {
    const report = fact(await parseReport(await readReportFixture(name)), NOW);
    const facts = { ...accountFacts(), facts: { 'credential-report': report } };

    expect(await expectAgreement(STRICT, facts)).toBeGreaterThan(0);
  },
);
