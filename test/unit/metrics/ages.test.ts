import { describe, expect, test } from '@jest/globals';
import {
  accessKeyLevel,
  levels,
  reportLevel,
  signingCertificateLevel,
  userLevel,
} from '../../../src/metrics/catalogue.ts';
import type { Level } from '../../../src/metrics/family.ts';
import type { UnixSeconds } from '../../../src/model/time.ts';
import { accessKey, at, signingCertificate, accountFacts, user } from '../../support/model-values.ts';

const DAY = 86_400;
const NOW = at('2026-11-22T12:00:00Z');

/** Each family of an age, read from a subject whose one moment is the argument. */
const AGES: [string, (moment: UnixSeconds) => unknown][] = [
  age(userLevel, 'aws_iam_user_password_age_days', (moment) => user({ password: { lastChanged: moment } })),
  age(userLevel, 'aws_iam_user_password_unused_days', (moment) => user({ password: { lastUsed: moment } })),
  age(accessKeyLevel, 'aws_iam_access_key_age_days', (moment) => accessKey({ lastRotated: moment })),
  age(accessKeyLevel, 'aws_iam_access_key_unused_days', (moment) => accessKey({ lastUsed: moment })),
  age(signingCertificateLevel, 'aws_iam_signing_certificate_age_days', (moment) =>
    signingCertificate({ lastRotated: moment }),
  ),
];

function age<Subject>(
  level: Level<Subject>,
  name: string,
  subject: (moment: UnixSeconds) => Subject,
): [string, (moment: UnixSeconds) => unknown] {
  return [name, (moment) => level.families.find((family) => family.name === name)?.read(subject(moment), NOW)];
}

test('every family that counts days from a moment is tried here', () => {
  const inDays = levels
    .flatMap(({ families }) => families.map(({ name }) => name))
    .filter((name) => name.endsWith('_days'));
  // Those of findings are told by the checks.
  const counting = inDays.filter((name) => !/^aws_iam_(finding|check)_/.test(name));

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
});

test('no other family moves with the time', () => {
  const subjects = [
    [userLevel, user({ password: { enabled: true, lastUsed: NOW, lastChanged: NOW, nextRotation: NOW } })],
    [accessKeyLevel, accessKey({ lastUsed: NOW, lastRotated: NOW })],
    [signingCertificateLevel, signingCertificate({ lastRotated: NOW })],
    [reportLevel, accountFacts()],
  ] as const;
  const moved = subjects.flatMap(([level, subject]) => {
    const { families } = level as Level<unknown>;
    const atBothMoments = families.filter(
      ({ read }) => JSON.stringify(read(subject, NOW)) !== JSON.stringify(read(subject, NOW + 100 * DAY)),
    );
    return atBothMoments.map(({ name }) => name);
  });

  expect(moved.sort()).toEqual(AGES.map(([name]) => name).sort());
});
