import { describe, expect, test } from '@jest/globals';
import { levels } from '../../../src/metrics/catalogue.ts';
import type { Level } from '../../../src/metrics/family.ts';
import { accessKeyLevel } from '../../../src/metrics/families/access-key.ts';
import { accountSettingsLevel } from '../../../src/metrics/families/account-settings.ts';
import { reportLevel } from '../../../src/metrics/families/report.ts';
import { serviceCredentialLevel } from '../../../src/metrics/families/service-credential.ts';
import { signingCertificateLevel } from '../../../src/metrics/families/signing-certificate.ts';
import { userLevel } from '../../../src/metrics/families/user.ts';
import { userDetailsLevel } from '../../../src/metrics/families/user-details.ts';
import type { AccessKey, Password, User } from '../../../src/model/facts/credential-report.ts';
import type { UnixSeconds } from '../../../src/model/time.ts';
import {
  accessKey,
  ACCOUNT_ID,
  accountFacts,
  at,
  fact,
  serviceCredential,
  signingCertificate,
  user,
} from '../../support/model-values.ts';
import { userSubject } from './user-subject.ts';

const DAY = 86_400;
const NOW = at('2026-11-22T12:00:00Z');

/** The report is of this very moment. */
const of = (values: Partial<User> = {}) => userSubject(user(values), NOW);
const withPassword = (password: Password) => of({ password });
const withKey = (values: Partial<AccessKey>) => ({ ...of(), key: accessKey(values) });
const withCertificate = (lastRotated: UnixSeconds) => ({
  ...of(),
  certificate: signingCertificate({ lastRotated }),
});

const withCredential = (created: UnixSeconds) => ({
  ...of(),
  credential: serviceCredential({ created, expiry: created }),
});

const ofDetails = {
  ...userSubject(user({ mfaActive: true }), NOW, {
    'user-details.mfa': fact({ virtual: new Set<string>() }),
    'user-details.tags': fact(new Map([['alice', new Map([['owner', 'ana']])]])),
    'user-details.policies': fact(new Map([['alice', { attached: [], inline: [] }]])),
  }),
  ownerTag: 'owner',
};
const ofSettings = {
  accountId: ACCOUNT_ID,
  settings: {
    passwordPolicy: { maxAgeDays: 90, requires: { uppercase: true, lowercase: true, numbers: true, symbols: true } },
    quotas: new Map([['Users', { used: 1, limit: 5000 }]]),
  },
};

/** Each family of an age, read from a subject whose one moment is the argument. */
const AGES: [string, (moment: UnixSeconds, now?: UnixSeconds) => unknown][] = [
  age(userLevel, 'aws_iam_user_password_age_days', (lastChanged) => withPassword({ lastChanged })),
  age(userLevel, 'aws_iam_user_password_unused_days', (lastUsed) => withPassword({ lastUsed })),
  age(userLevel, 'aws_iam_user_password_idle_days', (moment) =>
    withPassword({ enabled: true, lastChanged: moment, lastUsed: 'never' }),
  ),
  age(accessKeyLevel, 'aws_iam_access_key_age_days', (lastRotated) => withKey({ lastRotated })),
  age(accessKeyLevel, 'aws_iam_access_key_unused_days', (lastUsed) => withKey({ lastUsed })),
  age(accessKeyLevel, 'aws_iam_access_key_idle_days', (moment) => withKey({ lastRotated: moment, lastUsed: 'never' })),
  age(serviceCredentialLevel, 'aws_iam_service_credential_age_days', withCredential),
  age(signingCertificateLevel, 'aws_iam_signing_certificate_age_days', withCertificate),
];

function age<Subject>(
  level: Pick<Level<never, Subject>, 'families'>,
  name: string,
  subject: (moment: UnixSeconds) => Subject,
): [string, (moment: UnixSeconds, now?: UnixSeconds) => unknown] {
  const family = level.families.find((family) => family.name === name);
  return [name, (moment, now = NOW) => family?.read(subject(moment), now)];
}

test('every family that counts days from a moment is tried here', () => {
  const inDays = levels
    .flatMap(({ families }) => families.map(({ name }) => name))
    .filter((name) => name.endsWith('_days'));
  // The checks tell those of findings, and the password policy has a limit.
  const counting = inDays.filter((name) => !/^aws_iam_(finding|check|password_policy)_/.test(name));

  expect(AGES.map(([name]) => name).sort()).toEqual(counting.sort());
});

describe.each(AGES)('%s', (_name, read) => {
  test.each([
    ['a second short of a day', DAY - 1, 0],
    ['a second short of ninety days', 90 * DAY - 1, 89],
    ['ninety days to the second', 90 * DAY, 90],
    ['a second past ninety days', 90 * DAY + 1, 90],
    ['years', 4000 * DAY, 4000],
    ['a moment in the future', -1, 0],
  ])('%s', (_what, ago, days) => {
    expect(read(NOW - ago)).toBe(days);
  });

  test('a clock that is years behind the report makes nothing younger', () => {
    expect(read(NOW - 90 * DAY, NOW - 1000 * DAY)).toBe(90);
  });
});

test('no other family moves with the time', () => {
  const moved = [
    ...moving(userLevel, withPassword({ enabled: true, lastUsed: NOW, lastChanged: NOW, nextRotation: NOW })),
    ...moving(accessKeyLevel, withKey({ lastUsed: NOW, lastRotated: NOW })),
    ...moving(userDetailsLevel, ofDetails),
    ...moving(accountSettingsLevel, ofSettings),
    ...moving(serviceCredentialLevel, withCredential(NOW)),
    ...moving(signingCertificateLevel, withCertificate(NOW)),
    ...moving(reportLevel, accountFacts()),
  ];

  // How long something lay idle, only a newer report can tell.
  const ages = AGES.map(([name]) => name).filter((name) => !name.endsWith('_idle_days'));
  expect(moved.sort()).toEqual(ages.sort());
});

/** The families that say something else of the subject after some time. */
function moving<Subject>({ families }: Pick<Level<never, Subject>, 'families'>, subject: Subject): string[] {
  const says = (family: (typeof families)[number], now: UnixSeconds) => JSON.stringify(family.read(subject, now));
  return families.filter((family) => says(family, NOW) !== says(family, NOW + 100 * DAY)).map(({ name }) => name);
}
