import { describe, expect, test } from '@jest/globals';
import { userFamilies } from '../../../src/metrics/families/user.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { accessKey, at, root, user, userOfUnknownMfa } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';
import { userSubject } from './user-subject.ts';

const NOW = at('2026-11-22T12:00:00Z');

function read(subject: User) {
  return readFamilies(userFamilies, 'aws_iam_user_', userSubject(subject), NOW);
}

test('a user is told with its ARN, path, kind, creation and MFA', () => {
  const subject = user({
    name: 'carol',
    arn: 'arn:aws:iam::111122223333:user/team/a/carol',
    path: '/team/a/',
    created: at('2025-01-02T03:04:05Z'),
    accessKeys: [accessKey({ active: false })],
    mfaActive: true,
  });

  expect(read(subject)).toEqual({
    info: [{ arn: 'arn:aws:iam::111122223333:user/team/a/carol', path: '/team/a/', kind: 'machine', value: 1 }],
    created_timestamp_seconds: 1735787045,
    mfa_active: 1,
    mfa_disabled: 0,
  });
});

test('root is of the kind root', () => {
  expect(read(root({ password: { enabled: true } })).info).toEqual([
    { arn: 'arn:aws:iam::111122223333:root', path: '/', kind: 'root', value: 1 },
  ]);
});

test('where the report does not say whether there is MFA, nothing is told of it', () => {
  const mfaOf = (enabled: boolean) => {
    const { mfa_active, mfa_disabled } = read(userOfUnknownMfa({ password: { enabled } }));
    return { mfa_active, mfa_disabled };
  };

  expect(mfaOf(true)).toEqual({ mfa_active: undefined, mfa_disabled: undefined });
  expect(mfaOf(false)).toEqual({ mfa_active: undefined, mfa_disabled: 0 });
});

describe('mfa_disabled', () => {
  test.each<[string, boolean | undefined, boolean, number | undefined]>([
    ['1 with a password and no MFA', true, false, 1],
    ['0 with a password and MFA', true, true, 0],
    ['0 without a password, as nobody can sign in', false, false, 0],
    ['0 without a password, but with MFA', false, true, 0],
    ['absent if the report does not say whether there is a password', undefined, false, undefined],
    ['absent in that case with MFA too', undefined, true, undefined],
  ])('is %s', (_what, enabled, mfaActive, expected) => {
    const reading = read(user({ password: enabled === undefined ? {} : { enabled }, mfaActive }));

    expect(reading.mfa_disabled).toBe(expected);
    expect(reading.mfa_active).toBe(Number(mfaActive));
  });
});
