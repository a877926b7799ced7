import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withoutSecrets } from '../../../src/model/without-secrets.ts';
import { arbitrarySecrets } from '../../support/arbitrary-secrets.ts';

const KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const TOKEN = 'FwoGZXIvYXdzEBYaDM2kXq0hG8yVrJ1ZsiK9AQ';

describe('of a text is cut', () => {
  test.each([
    ['an access key id, but for its kind and its end', `the key ${KEY_ID} is old`, 'the key AKIA[cut]MPLE is old'],
    ['the id of a session', 'ASIAY34FZKBOKMUTVV7A', 'ASIA[cut]VV7A'],
    ['a secret key without a name', `it is ${SECRET_KEY}.`, 'it is [cut].'],
    ['a secret key of a profile', `aws_secret_access_key = ${SECRET_KEY}`, 'aws_secret_access_key = [cut]'],
    [
      'a secret key in JSON',
      `{"SecretAccessKey":"${SECRET_KEY}","Version":1}`,
      '{"SecretAccessKey":"[cut]","Version":1}',
    ],
    [
      'one in JSON within JSON',
      String.raw`{"msg":"{\"Token\": \"short1\"}"}`,
      String.raw`{"msg":"{\"Token\": \"[cut]\"}"}`,
    ],
    ['a variable', 'AWS_SESSION_TOKEN=abc', 'AWS_SESSION_TOKEN=[cut]'],
    ['a header', `x-amz-security-token:${TOKEN}\nhost:iam`, 'x-amz-security-token:[cut]\nhost:iam'],
    ['a login of a header', 'Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [cut]'],
    ['a token of a header without a scheme', 'Authorization: 5f2e-token', 'Authorization: [cut]'],
    ['a bearer', 'sent as Bearer 0a1b2c', 'sent as Bearer [cut]'],
    [
      'a signed header',
      `Authorization: AWS4-HMAC-SHA256 Credential=${KEY_ID}/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0a1b`,
      'Authorization: [cut] Credential=[cut], SignedHeaders=host, Signature=[cut]',
    ],
    [
      'a signed URL',
      `https://sts.amazonaws.com/?X-Amz-Credential=${KEY_ID}%2F20260101&X-Amz-Date=2026&X-Amz-Security-Token=Fwo%2B&X-Amz-Signature=ab`,
      'https://sts.amazonaws.com/?X-Amz-Credential=[cut]&X-Amz-Date=2026&X-Amz-Security-Token=[cut]&X-Amz-Signature=[cut]',
    ],
    ['a login of a URL', 'http://proxy:s3cret@10.0.0.1:3128/', 'http://[cut]@10.0.0.1:3128/'],
    ['a web identity token', 'got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl here', 'got [cut] here'],
    ['half of one', 'got eyJhbGciOiJSUzI1NiJ9.eyJzd', 'got [cut]'],
    ['an external id with its name', "ExternalId='s3cret'", "ExternalId='[cut]'"],
  ])('%s', (_what, text, expected) => {
    expect(withoutSecrets(text)).toBe(expected);
  });

  test.each(Object.entries(arbitrarySecrets))('%s, wherever it stands', (_what, arbitrary) => {
    const around = fc.stringMatching(/^[ -~]{0,40}$/);
    fc.assert(
      fc.property(arbitrary, around, around, (secret, before, after) => {
        expect(withoutSecrets(`${before} ${secret} ${after}`)).not.toContain(secret);
        expect(withoutSecrets(`${before}"${secret}"${after}`)).not.toContain(secret);
      }),
    );
  });

  test.each(['partner-7f', 'a+b=c,d.e@f:g/h-i', '(not) [a] pattern*'])('a known secret: %s', (secret) => {
    expect(withoutSecrets(`Value '${secret}' at 'x'`, [secret])).toBe("Value '[cut]' at 'x'");
  });
});

describe('what stays', () => {
  test.each([
    'User: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Audit_0a1B2c3D4e5F6a7B8c9D0e1F2a3B4c5D/Jane.Doe@example.com is not authorized to perform: iam:GetCredentialReport',
    'arn:aws-us-gov:iam::111122223333:role/Some/Very/Long/Path/Of/Many/Levels/IamCredentialExporter2026',
    '{"level":"warn","account":"production","fact":"credential-report","reason":"credentials","msg":"SignatureDoesNotMatch (HTTP 403)"}',
    'the AWS SDK found no usable credentials (CredentialsProviderError), asked: container endpoint',
    'accounts[0].externalId: expected text',
    'Unexpected token 5 in a report',
    'cannot read the report file /srv/Reports/2026-11/Production/iam-credential-report.csv: there is no such file',
    'at getCredentials (/app/node_modules/@aws-sdk/credential-provider-http/dist-cjs/index.js:61:29)',
    'connect ECONNREFUSED 127.0.0.1:1',
    'AWS_PROFILE and the pair AWS_ACCESS_KEY_ID/AWS_SECRET_ACCESS_KEY are set',
    'Prod-EU-West-1-Payments-and-Billing-Team-A',
    '/data/Reports/2026/11/28/EU1/Payments/Production/credentials',
    '/var/lib/kubelet/pods/3f1c9a52-6b1e-4f3a-9d0c-1b2a3c4d5e6f/volumes/Reports/production',
    '3f1c9a52-6b1e-4f3a-9d0c-1b2a3c4d5e6f',
  ])('%s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  test.each([
    ['{"port":10063}', '10063'],
    ['the id is ab', 'ab'],
  ])('a known secret that is too short to be one: %s', (text, secret) => {
    expect(withoutSecrets(text, [secret])).toBe(text);
  });

  test('a word that holds a known secret', () => {
    expect(withoutSecrets('production2 reproduction', ['production'])).toBe('production2 reproduction');
  });
});

test('a line of JSON stays one, with the same fields', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.string()),
      fc.oneof(...Object.values(arbitrarySecrets)),
      (fields, secret) => {
        const line = JSON.stringify({ ...fields, msg: `{"SecretAccessKey":"${secret}", token=${secret}` });

        const cut = JSON.parse(withoutSecrets(line)) as Record<string, unknown>;

        expect(Object.keys(cut)).toHaveLength(Object.keys({ ...fields, msg: '' }).length);
        expect(JSON.stringify(cut)).not.toContain(secret);
      },
    ),
  );
});

test.each([
  'token',
  'token=',
  'token:',
  'token: "',
  'token\\',
  'eyJ',
  'AKIA',
  'A',
  'aA1',
  'arn:aws',
  '://',
  'bearer ',
  ' ',
  '/a',
])('many of %j take no longer than they are many', (piece) => {
  // Backtracking would take hours.
  expect(withoutSecrets(piece.repeat(100_000)).length).toBeGreaterThan(0);
});
