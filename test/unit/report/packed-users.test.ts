/** What was packed comes out as it went in. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packUsers } from '../../../src/report/packed-users.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { laidOutReport } from '../../support/arbitrary-report.ts';
import { accessKey, root, signingCertificate, user, userOfUnknownMfa } from '../../support/model-values.ts';
import { COLUMNS_16, COLUMNS_22, COLUMNS_23 } from '../../support/report-writer.ts';

function packed(users: readonly User[]) {
  const packer = packUsers();
  for (const one of users) packer.add(one);
  return packer.finish();
}

test('any users of any report', () => {
  const anyReport = laidOutReport({ known: [COLUMNS_16, COLUMNS_22, COLUMNS_23], unknown: [] });
  fc.assert(
    fc.property(anyReport, ({ report }) => {
      const users = packed([...report.users]);

      expect([...users]).toEqual([...report.users]);
      expect(users.length).toBe([...report.users].length);
    }),
  );
});

describe('each by itself', () => {
  const unknownCells = userOfUnknownMfa({
    accessKeys: [
      { slot: '1', lastUsed: 'never' },
      { slot: '2', lastRotated: 1 },
    ],
    unreadableColumns: ['mfa_active', 'access_key_1_active', 'access_key_2_active'],
  });

  test.each<[string, User]>([
    ['nothing', user()],
    ['root', root({ password: { enabled: true, lastUsed: 'never' } })],
    ['a certificate of which AWS does not say whether it is active', user({ signingCertificates: [{ slot: '2' }] })],
    [
      'two certificates',
      user({ signingCertificates: [signingCertificate(), signingCertificate({ slot: '2', active: false })] }),
    ],
    ['only the second key', user({ accessKeys: [accessKey({ slot: '2', active: false, lastUsed: 'never' })] })],
    ['moments at the epoch', user({ created: 0, password: { lastChanged: 0, lastUsed: 0, nextRotation: 0 } })],
    ['cells that cannot be read', unknownCells],
    ['an ARN of another form', user({ arn: 'arn:aws:iam::111122223333:federated/alice' })],
    ['a free text', user({ additionalCredentials: 'two more keys' })],
  ])('%s', (_what, one) => {
    expect([...packed([user({ name: 'before' }), one, user({ name: 'behind' })])][1]).toStrictEqual(one);
  });
});

test('more users than it begins with room for, and again at a second reading', () => {
  const users = Array.from({ length: 1_000 }, (_, index) => user({ name: `user-${index}`, created: index }));
  const result = packed(users);

  expect([...result]).toStrictEqual(users);
  expect([...result]).toStrictEqual(users);
});
