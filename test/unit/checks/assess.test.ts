/** Facts and policy make one assessment: what is said of an account while facts are missing, and when this program has a fault. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assess, coveredFindings } from '../../../src/checks/assess.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import type { Policy } from '../../../src/checks/policy.ts';
import type { AccountAssessment, Assessment } from '../../../src/model/assessment.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { factsAbout } from '../../support/arbitrary-facts.ts';
import { laidOutReport } from '../../support/arbitrary-report.ts';
import { daysAgo, NOW, passwordPolicy, settingsWith } from '../../support/check-cases.ts';
import {
  accessKey,
  accountFacts,
  type AccountFactsValues,
  fact,
  root,
  serviceCredential,
  signingCertificate,
  user,
} from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { COLUMNS_22, COLUMNS_23 } from '../../support/report-writer.ts';

const CERTIFICATE = 'signing-certificate-active';
const AGE = 'access-key-not-rotated';
const OLD_KEY = { accessKeys: [accessKey({ lastRotated: daysAgo(100) })] };
const TWO_CHECKS = policyWith({ checks: { [CERTIFICATE]: { enabled: true }, [AGE]: { enabled: true } } });

/** The check of certificates throws at this user, and no other does. */
const broken: User = { ...user({ name: 'broken', ...OLD_KEY }), signingCertificates: null as never };
const carol = user({ name: 'carol', ...OLD_KEY, signingCertificates: [signingCertificate()] });

function account(name: string, values: AccountFactsValues = {}): AccountFacts {
  return accountFacts({ account: { name, owner: '', source: 'aws' }, generatedTime: NOW, ...values });
}

/** An account that cannot be judged, as nothing of it can be read but its name. */
function unreadable(name: string): AccountFacts {
  const facts = account(name);
  return {
    ...facts,
    get facts(): AccountFacts['facts'] {
      throw new Error('this account cannot be read');
    },
  };
}

function found({ findings }: Pick<AccountAssessment, 'findings'>): string[] {
  return findings.map(({ check, subject }) => `${check} ${subject.user}`).sort();
}

function countsOf(accounts: readonly AccountAssessment[], check: string) {
  return accounts.flatMap(({ counts }) => counts).find((count) => count.check === check)?.findings;
}

describe('a check that throws for one user', () => {
  const assessed = assess(
    [account('production', { users: [root(), broken, carol] }), account('staging', { users: [carol] })],
    TWO_CHECKS,
    NOW,
  );

  test('is unknown for that user', async () => {
    const { accounts } = await assessed;

    expect(countsOf(accounts, CERTIFICATE)).toEqual({ open: 1, exempt: 0, unknown: 1 });
  });

  test('leaves all other checks, users and accounts as they are', async () => {
    const { accounts } = await assessed;

    expect(accounts.map(found)).toEqual([
      [`${AGE} broken`, `${AGE} carol`, `${CERTIFICATE} carol`],
      [`${AGE} carol`, `${CERTIFICATE} carol`],
    ]);
  });

  test('is a fault of the account and the check, with the error', async () => {
    const { faults } = await assessed;

    expect(faults).toEqual([{ accountName: 'production', check: CERTIFICATE, error: expect.any(TypeError) }]);
  });

  test('is one fault, however many users it throws for', async () => {
    const users = [broken, { ...broken, name: 'broken too' }];
    const { accounts, faults } = await assess([account('production', { users })], TWO_CHECKS, NOW);

    expect(countsOf(accounts, CERTIFICATE)).toEqual({ open: 0, exempt: 0, unknown: 2 });
    expect(faults).toHaveLength(1);
  });
});

describe('an account that cannot be judged', () => {
  const healthy = account('staging', { users: [carol] });
  const fault = { accountName: 'production', error: new Error('this account cannot be read') };

  test('stays as it was the last time', async () => {
    const last = await assess([account('production', { users: [carol] }), healthy], TWO_CHECKS, NOW);
    const { accounts, faults } = await assess([unreadable('production'), healthy], TWO_CHECKS, NOW + 60, { last });

    expect(accounts[0]).toBe(last.accounts[0]);
    expect(accounts.map(found)).toEqual([found(healthyOf(last)), found(healthyOf(last))]);
    expect(faults).toEqual([fault]);
  });

  test('is left out where there is no last time, and the others are judged', async () => {
    const last = await assess([healthy], TWO_CHECKS, NOW);
    const { accounts, faults } = await assess([unreadable('production'), healthy], TWO_CHECKS, NOW + 60, { last });

    expect(accounts.map(({ facts }) => facts.account.name)).toEqual(['staging']);
    expect(faults).toEqual([fault]);
  });

  test('is judged again as soon as it can be', async () => {
    const last = await assess([unreadable('production')], TWO_CHECKS, NOW);
    const { accounts, faults } = await assess([account('production', { users: [carol] })], TWO_CHECKS, NOW, { last });

    expect(accounts.map(found)).toEqual([[`${AGE} carol`, `${CERTIFICATE} carol`]]);
    expect(faults).toEqual([]);
  });

  function healthyOf({ accounts }: Assessment): AccountAssessment {
    const [, second] = accounts;
    if (second === undefined) throw new Error('there are two accounts');
    return second;
  }
});

describe('a fact that is not there', () => {
  const QUARANTINED = 'user-quarantined';
  const WEAK = 'password-policy-weak';
  const policy = policyWith({
    checks: { [QUARANTINED]: { enabled: true }, [WEAK]: { enabled: true }, [AGE]: { enabled: true } },
  });
  const policies = {
    'user-details.policies': fact(
      new Map([['carol', { attached: ['AWSCompromisedKeyQuarantineV3'], inline: [] }]]),
      NOW,
    ),
  };

  const judged = async (values: Pick<AccountFactsValues, 'facts' | 'missing'>) => {
    const facts = account('production', { users: [root(), carol], ...values });
    const { accounts, faults } = await assess([facts], policy, NOW);
    expect(faults).toEqual([]);
    return {
      findings: accounts.flatMap(found),
      counts: Object.fromEntries(
        accounts.flatMap(({ counts }) => counts).map(({ check, findings }) => [check, findings]),
      ),
    };
  };

  const ONE = { open: 1, exempt: 0, unknown: 0 };
  const UNKNOWN = { open: 0, exempt: 0, unknown: 1 };

  test('and was not read since the start: nobody says anything, so that what was found before stays', async () => {
    expect(await judged({ missing: { 'user-details.policies': 'unread', 'account-settings': 'unread' } })).toEqual({
      findings: [`${AGE} carol`],
      counts: { [AGE]: ONE },
    });
  });

  test('and could not be read: unknown, for each user, and once for the account', async () => {
    expect(await judged({ missing: { 'user-details.policies': 'failed', 'account-settings': 'failed' } })).toEqual({
      findings: [`${AGE} carol`],
      counts: { [AGE]: ONE, [QUARANTINED]: UNKNOWN, [WEAK]: UNKNOWN },
    });
  });

  test('and the exporter does not ask for: nothing is counted, as nobody looks', async () => {
    expect(await judged({})).toEqual({ findings: [`${AGE} carol`], counts: { [AGE]: ONE } });
  });

  test('keeps no other fact from being judged', async () => {
    expect(await judged({ facts: policies, missing: { 'account-settings': 'unread' } })).toEqual({
      findings: [`${AGE} carol`, `${QUARANTINED} carol`],
      counts: { [AGE]: ONE, [QUARANTINED]: ONE },
    });
  });

  test('but was once, and its refresh failed since: the last one counts', async () => {
    expect(await judged({ facts: { ...policies, ...settingsWith(passwordPolicy()) }, missing: {} })).toEqual({
      findings: [`${AGE} carol`, `${WEAK} `, `${QUARANTINED} carol`],
      counts: { [AGE]: ONE, [QUARANTINED]: ONE, [WEAK]: ONE },
    });
  });
});

test('of several service-specific credentials of one user the oldest is the finding', async () => {
  const policy = policyWith({ checks: { 'service-credential-not-rotated': { enabled: true } } });
  const credentials = [daysAgo(100), daysAgo(300), daysAgo(200), daysAgo(10)].map((created, index) =>
    serviceCredential({ user: 'carol', created, service: `service-${index}` }),
  );
  const { accounts } = await assess(
    [account('production', { users: [carol], facts: { 'user-details.serviceCredentials': fact(credentials, NOW) } })],
    policy,
    NOW,
  );

  expect(accounts.flatMap(({ findings }) => findings.map(({ age }) => age))).toEqual([{ days: 300, limit: 90 }]);
  expect(countsOf(accounts, 'service-credential-not-rotated')).toEqual({ open: 1, exempt: 0, unknown: 0 });
});

/** Every check on, with limits that find something. */
function strictPolicy(): Policy {
  return policyWith({
    checks: Object.fromEntries(
      checks.map(({ id, limit }) => [
        id,
        { enabled: true, values: limit === undefined ? {} : { [limit.name]: limit.least } },
      ]),
    ),
  });
}

/** What makes a series of `aws_iam_finding`. */
function labelsOf({ accountId, accountName, owner, subject, check, severity }: Finding): string {
  return JSON.stringify([accountId, accountName, owner, subject.user, subject.key ?? '', check, severity]);
}

const anyAccount = laidOutReport({ known: [COLUMNS_22, COLUMNS_23], unknown: [] }).chain(({ report }) => {
  const users = [...report.users];
  const names = users.map(({ name }) => name);
  return factsAbout(names, fc.integer({ min: daysAgo(100), max: NOW })).map((facts) =>
    account('production', { accountId: report.accountId, users, facts }),
  );
});

test('no two findings are one series', async () => {
  const policy = strictPolicy();
  let findingsSeen = 0;
  await fc.assert(
    fc.asyncProperty(anyAccount, async (facts) => {
      const { accounts, faults } = await assess([facts], policy, NOW);
      const labels = accounts.flatMap(({ findings }) => findings.map(labelsOf));
      findingsSeen += labels.length;

      expect(faults).toEqual([]);
      expect(new Set(labels).size).toBe(labels.length);
    }),
  );
  expect(findingsSeen).toBeGreaterThan(0);
});

test('each count of open findings is the number of those that are raised', async () => {
  const policy = strictPolicy();
  await fc.assert(
    fc.asyncProperty(anyAccount, async (facts) => {
      const { accounts } = await assess([facts], policy, NOW);
      for (const { findings, counts } of accounts) {
        const raised = counts.map(({ check }) => findings.filter((finding) => finding.check === check).length);

        expect(counts.map(({ findings: { open } }) => open)).toEqual(raised);
        expect(findings.filter(({ check }) => !counts.some((count) => count.check === check))).toEqual([]);
      }
    }),
  );
});

describe('the findings that exemptions cover', () => {
  const until = daysAgo(-100);
  const policy = policyWith({
    checks: { [AGE]: { enabled: true } },
    exemptions: [
      { name: 'accepted', match: { users: [/^carol$/u] }, reason: 'a test', expiry: until },
      { name: 'nobody', match: { users: [/^nobody$/u] }, reason: 'a test', expiry: until },
    ],
  });
  const assessed = () => assess([account('a', { users: [carol] }), account('b', { users: [carol] })], policy, NOW);

  test('are summed over the accounts', async () => {
    expect(Object.fromEntries(coveredFindings(await assessed(), true))).toEqual({ accepted: 2, nobody: 0 });
  });

  test('are no 0 while an account has no report, as the exemption may be for that one', async () => {
    expect(Object.fromEntries(coveredFindings(await assessed(), false))).toEqual({ accepted: 2 });
  });
});
