import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withoutCredentials } from '../../../src/activity/raw-record.ts';
import { arbitraryDamagedRecord, arbitraryRecordWithCredential } from '../../support/arbitrary-cloudtrail-records.ts';
import {
  assumeRole,
  consoleLogin,
  credentials,
  iamCall,
  LONG_TERM_KEY,
  record,
  SESSION_KEY,
  SESSION_TOKEN,
} from '../../support/cloudtrail-records.ts';

const POLICY = '{ "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }';

describe('of a record as AWS gave it is cut', () => {
  test.each<[string, unknown, unknown]>([
    [
      'the token of a session',
      { credentials: credentials('then') },
      { credentials: { accessKeyId: SESSION_KEY, sessionToken: '[cut]', expiration: 'then' } },
    ],
    ['a secret key', { accessKey: { secretAccessKey: 'x' } }, { accessKey: { secretAccessKey: '[cut]' } }],
    ['both passwords', { oldPassword: 'x', newPassword: 'y' }, { oldPassword: '[cut]', newPassword: '[cut]' }],
    ['a code of MFA, of digits', { serialNumber: 's', tokenCode: 123456 }, { serialNumber: 's', tokenCode: '[cut]' }],
    [
      'both codes of MFA',
      { authenticationCode1: '123456', authenticationCode2: '654321' },
      { authenticationCode1: '[cut]', authenticationCode2: '[cut]' },
    ],
    ['the seed of a device', { base32StringSeed: { hb: [1, 2] } }, { base32StringSeed: { hb: ['[cut]', '[cut]'] } }],
    ['an assertion', { sAMLAssertion: 'x', sAMLAssertionID: 'y' }, { sAMLAssertion: '[cut]', sAMLAssertionID: 'y' }],
    [
      'a password of an environment',
      {
        environment: [
          { name: 'DB_PASSWORD', value: 'x' },
          { name: 'DB_USER', value: 'y' },
        ],
      },
      {
        environment: [
          { name: 'DB_PASSWORD', value: '[cut]' },
          { name: 'DB_USER', value: 'y' },
        ],
      },
    ],
    [
      'a password in JSON within a text',
      { body: '{"a":["{\\"password\\":\\"x\\"}"]}' },
      { body: '{"a":["{\\"password\\":\\"[cut]\\"}"]}' },
    ],
    ['a password by a short name', { DB_PASS: 'x', MYSQL_PWD: 'y' }, { DB_PASS: '[cut]', MYSQL_PWD: '[cut]' }],
    ['one of several passwords', { password2: 'x', secretKeyOld: 'y' }, { password2: '[cut]', secretKeyOld: '[cut]' }],
    ['other keys', { encryptionKey: 'x', preSharedKey: 'y' }, { encryptionKey: '[cut]', preSharedKey: '[cut]' }],
    [
      'a parameter with capitals',
      { ParameterKey: 'DBPassword', ParameterValue: 'x' },
      { ParameterKey: 'DBPassword', ParameterValue: '[cut]' },
    ],
    ['a variable in a list', { env: ['PASSWORD=x y', 'MODE=z'] }, { env: ['PASSWORD=[cut] y', 'MODE=z'] }],
    ['a login in a URL', { url: 'postgres://u:pw@h/db' }, { url: 'postgres://u:[cut]@h/db' }],
    ['a token in a text', { note: `the token ${SESSION_TOKEN} is` }, { note: 'the token [cut] is' }],
    [
      'a signature in a URL',
      { url: 'https://b/?X-Amz-Date=1&X-Amz-Signature=0a1b&x=1' },
      { url: 'https://b/?X-Amz-Date=1&X-Amz-Signature=[cut]&x=1' },
    ],
    [
      'the code of a sign-in',
      { LoginTo: 'https://c/?state=s&isauthcode=true&code=abc' },
      { LoginTo: 'https://c/?state=s&isauthcode=true&code=[cut]' },
    ],
  ])('%s', (_what, given, expected) => {
    expect(withoutCredentials(given)).toEqual(expected);
  });

  test('what is deeper than anything that AWS writes', () => {
    const deep: unknown = JSON.parse('{"a":'.repeat(50_000) + '"x"' + '}'.repeat(50_000));
    const text = JSON.stringify(withoutCredentials({ deep, text: '['.repeat(50_000) + ']'.repeat(50_000) }));
    expect(text).not.toContain('"x"');
    expect(text.length).toBeLessThan(10_000);
  });
});

describe('of a record as AWS gave it stays', () => {
  test.each<[string, unknown]>([
    ['a call', record()],
    ['a sign-in', consoleLogin('Yes')],
    [
      'the text of a policy, with its blanks',
      iamCall('PutUserPolicy', { userName: 'bob', policyName: 'all', policyDocument: POLICY }),
    ],
    ['the id of a key', iamCall('DeleteAccessKey', { userName: 'bob', accessKeyId: LONG_TERM_KEY })],
    [
      'the name of a secret',
      record({ requestParameters: { secretId: 'db', secretArn: 'arn:aws:secretsmanager:::db' } }),
    ],
    [
      'a setting of passwords',
      iamCall('UpdateAccountPasswordPolicy', { maxPasswordAge: 90, hardExpiry: false, passwordReusePrevention: 5 }),
    ],
    ['whether a password must change', iamCall('CreateLoginProfile', { userName: 'bob', passwordResetRequired: true })],
    ['an empty field', record({ requestParameters: { password: '', token: null } })],
  ])('%s', (_what, given) => {
    expect(withoutCredentials(given)).toEqual(given);
  });

  test('all of a session but its token', () => {
    expect(JSON.stringify(withoutCredentials(assumeRole({ eventID: 'a' })))).toBe(
      JSON.stringify(assumeRole({ eventID: 'a' })).replace(SESSION_TOKEN, '[cut]'),
    );
  });
});

test('no credential is left, wherever it stood', () => {
  fc.assert(
    fc.property(arbitraryRecordWithCredential, ({ record: given, secret }) => {
      const text = JSON.stringify(withoutCredentials(given));
      // In JSON within JSON a quotation mark has backslashes.
      for (const piece of secret.split(/["\\]/)) if (piece.length > 3) expect(text).not.toContain(piece);
    }),
  );
});

test('any JSON keeps its form', () => {
  fc.assert(
    fc.property(arbitraryDamagedRecord, (given) => {
      expect(Object.keys(withoutCredentials(given) as object)).toEqual(Object.keys(given));
    }),
  );
});
