import { describe, expect, test } from '@jest/globals';
import { serviceCredentialFamilies, serviceCredentialLevel } from '../../../src/metrics/families/service-credential.ts';
import type { ServiceCredential } from '../../../src/model/facts/user-details.ts';
import { accountFacts, ACCOUNT_ID, at, fact, root, serviceCredential, user } from '../../support/model-values.ts';
import { type FamilyReading, readFamilies } from './read-families.ts';
import { userSubject } from './user-subject.ts';
import { world } from './world.ts';

const NOW = at('2026-11-22T12:00:00Z');
const CREATED = at('2026-11-12T12:00:00Z');
const EXPIRY = at('2026-11-30T12:00:00Z');

test.each<[string, Partial<ServiceCredential>, Record<string, FamilyReading>]>([
  ['active, without an end', {}, { active: 1, created_timestamp_seconds: CREATED, age_days: 10 }],
  [
    'active until its end',
    { expiry: EXPIRY },
    { active: 1, created_timestamp_seconds: CREATED, age_days: 10, expiry_timestamp_seconds: EXPIRY },
  ],
  [
    'inactive: keeps its facts',
    { status: 'Inactive' },
    { active: 0, created_timestamp_seconds: CREATED, age_days: 10 },
  ],
  [
    'expired and still there',
    { status: 'Expired', expiry: CREATED },
    { active: 0, created_timestamp_seconds: CREATED, age_days: 10, expiry_timestamp_seconds: CREATED },
  ],
])('a service-specific credential %s', (_what, values, expected) => {
  const subject = { ...userSubject(user()), credential: serviceCredential({ created: CREATED, ...values }) };

  expect(readFamilies(serviceCredentialFamilies, 'aws_iam_service_credential_', subject, NOW)).toEqual(expected);
});

describe('which credentials the level shows', () => {
  const ofUser = (name: string, slot = '1') => serviceCredential({ user: name, slot });
  const credentials = [
    ofUser('deleted'),
    ofUser('alice'),
    ofUser('alice', '2'),
    ofUser('made-anew'),
    ofUser('<root_account>'),
  ];
  const asOf = at('2026-11-22T08:00:00Z');
  const account = accountFacts({
    users: [root(), user(), user({ name: 'bob' }), user({ name: 'made-anew', created: asOf + 1 })],
    facts: { 'user-details.serviceCredentials': fact(credentials, asOf) },
  });
  const shown = (perUser: boolean) =>
    [...serviceCredentialLevel.select(world([accountFacts({ accountId: '444455556666' }), account], { perUser }))].map(
      (subject) => serviceCredentialLevel.labels.map((label) => label.of(subject)).join(' '),
    );

  test('is those of the users of the report, unless they were of an earlier user of the same name', () => {
    expect(shown(true)).toEqual([
      `${ACCOUNT_ID} <root_account> codecommit.amazonaws.com 1`,
      `${ACCOUNT_ID} alice codecommit.amazonaws.com 1`,
      `${ACCOUNT_ID} alice codecommit.amazonaws.com 2`,
    ]);
  });

  test('is those of root only, where no user may be named', () => {
    expect(shown(false)).toEqual([`${ACCOUNT_ID} <root_account> codecommit.amazonaws.com 1`]);
  });
});
