/** A clock that is wrong, that of the exporter or that of a report, ends no finding as if it had been fixed. */
import { describe, expect, test } from '@jest/globals';
import { beginEvaluation } from '../../../src/checks/evaluate-policy.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import type { Facts } from '../../../src/model/facts/catalogue.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import { accessKey, accountFacts, at, fact, root, serviceCredential, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';

const GENERATED = at('2026-11-22T12:00:00Z');
const daysBefore = (days: number) => GENERATED - days * 86_400;
const YEARS_BACK = daysBefore(3 * 365);
const YEARS_AHEAD = at('2099-01-01T00:00:00Z');
const EVERY_CHECK = policyWith({
  checks: Object.fromEntries(checks.map(({ id }) => [id, { enabled: true }])),
});

const alice = user({
  created: daysBefore(2000),
  password: { enabled: true, lastUsed: daysBefore(100), lastChanged: daysBefore(400), nextRotation: daysBefore(10) },
  accessKeys: [
    accessKey({ lastRotated: daysBefore(300), lastUsed: daysBefore(20) }),
    accessKey({ slot: '2', lastRotated: daysBefore(200), lastUsed: 'never' }),
  ],
});

const USERS: readonly User[] = [
  root({
    password: { enabled: true, lastUsed: daysBefore(200), lastChanged: daysBefore(900) },
    accessKeys: [accessKey({ lastRotated: daysBefore(800), lastUsed: daysBefore(700) })],
  }),
  alice,
  user({
    name: 'bob',
    created: daysBefore(500),
    accessKeys: [accessKey({ active: false, lastRotated: daysBefore(90), lastUsed: 'never' })],
  }),
  user({
    name: 'carol',
    created: daysBefore(0.5),
    accessKeys: [accessKey({ lastRotated: daysBefore(0.5), lastUsed: 'never' })],
  }),
];

/** What the exporter reads besides is dated by its own clock. */
function facts(clock: number): Facts {
  return {
    'user-details.serviceCredentials': fact(
      [
        serviceCredential({ created: daysBefore(150) }),
        serviceCredential({ slot: '2', created: daysBefore(400), expiry: daysBefore(30) }),
      ],
      clock,
    ),
  };
}

/** `check user`, and `check ?` for each that is unknown. */
function resultOf(account: AccountFacts, clock: number): { open: string[]; unknown: string[] } {
  const evaluation = beginEvaluation(EVERY_CHECK, account, clock);
  const findings = USERS.flatMap((each) => evaluation.ofUser(each));
  return {
    open: findings.map(({ check, subject }) => `${check} ${subject.user}`).sort(),
    unknown: evaluation.counts().flatMap(({ check, findings }) => (findings.unknown > 0 ? [check] : [])),
  };
}

const RIGHT = resultOf(accountFacts({ users: USERS, generatedTime: GENERATED, facts: facts(GENERATED) }), GENERATED);

test('with the right clock there is something to lose', () => {
  expect(RIGHT.open.length).toBeGreaterThan(8);
  expect(RIGHT.open).toContain('access-key-not-rotated alice');
  expect(RIGHT.open).toContain('service-credential-not-rotated alice');
  expect(RIGHT.open).toContain('user-created carol');
  expect(RIGHT.open).toContain('access-key-created carol');
});

test('a clock that is years behind the report loses no finding that it does not call unknown', () => {
  const account = accountFacts({ users: USERS, generatedTime: GENERATED, facts: facts(YEARS_BACK) });
  const { open, unknown } = resultOf(account, YEARS_BACK);

  expect(
    RIGHT.open.filter((finding) => !open.includes(finding) && !unknown.includes(finding.split(' ')[0] ?? '')),
  ).toEqual([]);
  expect(open).toContain('access-key-not-rotated alice');
  expect(open).toContain('service-credential-expired-left alice');
});

test('a report that is dated years ahead loses no finding that it does not call unknown', () => {
  const account = accountFacts({ users: USERS, generatedTime: YEARS_AHEAD, facts: facts(GENERATED) });
  const { open, unknown } = resultOf(account, GENERATED);

  expect(
    RIGHT.open.filter((finding) => !open.includes(finding) && !unknown.includes(finding.split(' ')[0] ?? '')),
  ).toEqual([]);
});

describe('root that was used within a day', () => {
  const used = root({ password: { enabled: true, lastUsed: GENERATED - 3_600 } });
  const policy = policyWith({ checks: { 'root-used': { enabled: true } } });
  const countsAt = (generatedTime: number, clock: number) => {
    const evaluation = beginEvaluation(policy, accountFacts({ users: [used], generatedTime }), clock);
    evaluation.ofUser(used);
    return evaluation.counts()[0]?.findings;
  };

  test.each([
    ['by a report that is right', GENERATED, GENERATED, { open: 1, exempt: 0, unknown: 0 }],
    ['by a report that is right, whatever the clock says', GENERATED, YEARS_BACK, { open: 1, exempt: 0, unknown: 0 }],
    ['by a report that lasts', GENERATED, GENERATED + 30 * 86_400, { open: 1, exempt: 0, unknown: 0 }],
    ['by the clock, and not by a report of the future', YEARS_AHEAD, GENERATED, { open: 0, exempt: 0, unknown: 1 }],
  ])('%s', (_what, generatedTime, clock, expected) => {
    expect(countsAt(generatedTime, clock)).toEqual(expected);
  });
});

test('an exemption that has ended by the time of the report covers nothing again', () => {
  const policy = policyWith({
    checks: { 'access-key-not-rotated': { enabled: true } },
    exemptions: [{ name: 'ended', match: {}, reason: 'a test', expiry: daysBefore(30) }],
  });
  const evaluation = beginEvaluation(policy, accountFacts({ users: USERS, generatedTime: GENERATED }), YEARS_BACK);

  expect(evaluation.ofUser(alice)).toHaveLength(2);
});
