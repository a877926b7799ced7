/** What single cells say: the traps that have bitten readers of this report before. */
import { describe, expect, test } from '@jest/globals';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { accessKey, at, root, signingCertificate, user } from '../../support/model-values.ts';
import { type Cells, csvReport, csvRow } from './csv-rows.ts';

async function readUser(cells: Cells): Promise<User | undefined> {
  const { users } = await parseReport(csvReport([csvRow(cells)]));
  return [...users][0];
}

describe('a password', () => {
  const changed = at('2026-09-01T06:00:00Z');

  test.each<[string, Cells, User['password']]>([
    [
      'that was never used says so',
      { password_enabled: 'true', password_last_used: 'no_information' },
      { enabled: true, lastUsed: 'never' },
    ],
    [
      'without a policy that lets it expire has no next rotation',
      { password_enabled: 'true', password_last_changed: '2026-09-01T06:00:00Z', password_next_rotation: 'N/A' },
      { enabled: true, lastChanged: changed },
    ],
    ['that is not there has no dates, and not the epoch', { password_enabled: 'false' }, { enabled: false }],
    [
      'that was taken away keeps its last use',
      { password_enabled: 'false', password_last_used: '2026-09-01T06:00:00Z' },
      { enabled: false, lastUsed: changed },
    ],
  ])('%s', async (_what, cells, expected) => {
    const read = await readUser(cells);

    expect(read).toStrictEqual(user({ password: expected }));
  });

  test('of root is unknown, and not absent, where the report says not_supported', async () => {
    const words = ['password_enabled', 'password_last_used', 'password_last_changed', 'password_next_rotation'];
    const cells = { user: '<root_account>', arn: 'arn:aws:iam::111122223333:root' };

    const read = await readUser({ ...cells, ...Object.fromEntries(words.map((name) => [name, 'not_supported'])) });

    expect(read).toStrictEqual(root({ password: {} }));
  });
});

describe.each(['1', '2'] as const)('the access key in slot %s', (slot) => {
  const rotated = at('2025-01-15T12:00:00Z');
  const used = at('2026-11-01T03:15:00Z');

  test.each<[string, Cells, Parameters<typeof accessKey>[0] | undefined]>([
    ['is not there when it is inactive and without dates', { active: 'false' }, undefined],
    [
      'is there, and inactive, when it keeps its date: a date does not make it active',
      { active: 'false', last_rotated: '2025-01-15T12:00:00Z' },
      { active: false, lastRotated: rotated, lastUsed: 'never' },
    ],
    [
      'is there when only its use is known',
      { active: 'false', last_used_date: '2026-11-01T03:15:00Z' },
      { active: false, lastUsed: used },
    ],
    [
      'was never used when the date of use is N/A',
      { active: 'true', last_rotated: '2025-01-15T12:00:00Z' },
      { lastRotated: rotated, lastUsed: 'never' },
    ],
    [
      'has a use that is not known when the report does not support it',
      { active: 'true', last_used_date: 'not_supported' },
      {},
    ],
    [
      'was used in S3, which has no region',
      { active: 'true', last_used_date: '2026-11-01T03:15:00Z', last_used_service: 's3' },
      { lastUsed: used, lastUsedService: 's3' },
    ],
    [
      'was used in a region',
      {
        active: 'true',
        last_used_region: 'us-east-1',
        last_used_service: 'ec2',
        last_used_date: '2026-11-01T03:15:00Z',
      },
      { lastUsed: used, lastUsedRegion: 'us-east-1', lastUsedService: 'ec2' },
    ],
  ])('%s', async (_what, cells, expected) => {
    const named = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [`access_key_${slot}_${name}`, cell]));

    const read = await readUser(named);

    expect(read?.accessKeys).toStrictEqual(expected === undefined ? [] : [accessKey({ slot, ...expected })]);
  });
});

test.each<[string, Cells, User['signingCertificates']]>([
  ['is not there when it is inactive and without a date', { cert_1_active: 'false' }, []],
  ['is active without a date', { cert_1_active: 'true' }, [signingCertificate()]],
  [
    'keeps its date when it is inactive',
    { cert_2_last_rotated: '2024-04-01T00:00:00Z' },
    [signingCertificate({ slot: '2', active: false, lastRotated: at('2024-04-01T00:00:00Z') })],
  ],
  [
    'is neither active nor inactive when AWS does not say',
    { cert_1_active: 'N/A', cert_1_last_rotated: '2024-04-01T00:00:00Z' },
    [{ slot: '1', lastRotated: at('2024-04-01T00:00:00Z') }],
  ],
])('a signing certificate %s', async (_what, cells, expected) => {
  const read = await readUser(cells);

  expect(read?.signingCertificates).toStrictEqual(expected);
});

test.each([
  ['2024-03-05T09:12:44Z', '2024-03-05T09:12:44Z'],
  ['2024-03-05T09:12:44+00:00', '2024-03-05T09:12:44Z'],
  ['2024-03-05T09:12:44.999Z', '2024-03-05T09:12:44Z'],
  ['2024-03-05T09:12:44+02:00', '2024-03-05T07:12:44Z'],
])('the time %s is %s', async (cell, expected) => {
  const read = await readUser({ user_creation_time: cell });

  expect(read?.created).toBe(at(expected));
});

test.each([
  ['true', 'false'],
  ['TRUE', 'FALSE'],
  ['True', 'False'],
])('%s is true and %s is false', async (yes, no) => {
  const users = [await readUser({ mfa_active: yes }), await readUser({ mfa_active: no })];

  expect(users.map((one) => one?.mfaActive)).toEqual([true, false]);
});
