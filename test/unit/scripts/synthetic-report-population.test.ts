/** What a small account must show, so that a demo has a value for every metric of a user, a key, a certificate and root. */
import { describe, expect, test } from '@jest/globals';
import { PERSONAS } from '../../../scripts/synthetic-report/personas.ts';
import { syntheticReport } from '../../../scripts/synthetic-report/synthetic-report.ts';
import { readRows, type ReportRow, secondsOf } from './report-rows.ts';

const NOW = Date.UTC(2026, 10, 1) / 1000;
const users = readRows(syntheticReport({ users: PERSONAS.length, seed: 3, now: NOW })).slice(1);

const hasPassword = (row: ReportRow) => row('password_enabled') === 'true';
const hasMfa = (row: ReportRow) => row('mfa_active') === 'true';
const keysOf = (row: ReportRow) =>
  ['1', '2']
    .map((slot) => ({
      active: row(`access_key_${slot}_active`) === 'true',
      rotated: secondsOf(row(`access_key_${slot}_last_rotated`)),
      used: secondsOf(row(`access_key_${slot}_last_used_date`)),
    }))
    .filter((key) => !Number.isNaN(key.rotated))
    .sort((older, newer) => older.rotated - newer.rotated);
const days = (cell: string) => (NOW - secondsOf(cell)) / 86_400;
const setupSeconds = (row: ReportRow) => (keysOf(row)[0]?.rotated ?? NaN) - secondsOf(row('user_creation_time'));

/** A pair of active keys, the older one first. */
const activePair = (row: ReportRow) => {
  const [older, newer] = keysOf(row);
  return older?.active === true && newer?.active === true ? { older, newer } : undefined;
};

const TRAITS: Record<string, (row: ReportRow) => boolean> = {
  'console user with MFA': (row) => hasPassword(row) && hasMfa(row),
  'console user without MFA': (row) => hasPassword(row) && !hasMfa(row),
  'never signed in': (row) => row('password_last_used') === 'no_information',
  'password long unused': (row) => hasPassword(row) && days(row('password_last_used')) > 45,
  'password taken away after use': (row) => !hasPassword(row) && row('password_last_used') !== 'N/A',
  'password expired': (row) => secondsOf(row('password_next_rotation')) < NOW,
  'password that will expire': (row) => secondsOf(row('password_next_rotation')) > NOW,
  'password and key': (row) => hasPassword(row) && keysOf(row).some((key) => key.active),
  'machine with one young key': (row) => !hasPassword(row) && days(row('access_key_1_last_rotated')) < 90,
  'machine with a key from its first day': (row) =>
    !hasPassword(row) && setupSeconds(row) >= 0 && setupSeconds(row) < 60,
  'key made at setup of a console user, never used': (row) =>
    hasPassword(row) && setupSeconds(row) < 300 && row('access_key_1_last_used_date') === 'N/A',
  'active key never used': (row) => keysOf(row).some((key) => key.active && Number.isNaN(key.used)),
  'inactive key with its date': (row) => keysOf(row).some((key) => !key.active),
  'two active keys, both in use': (row) => {
    const pair = activePair(row);
    return pair !== undefined && pair.older.used > pair.newer.rotated && pair.newer.used > pair.newer.rotated;
  },
  'rotation unfinished, new key unused': (row) => Number.isNaN(activePair(row)?.newer.used ?? 0),
  'rotation unfinished, old key unused': (row) => {
    const pair = activePair(row);
    return pair !== undefined && pair.older.used < pair.newer.rotated;
  },
  'key used in S3': (row) => row('access_key_1_last_used_service') === 's3',
  'MFA without a password': (row) => !hasPassword(row) && hasMfa(row),
  'active certificate': (row) => row('cert_1_active') === 'true',
  'inactive certificate with its date': (row) =>
    ['1', '2'].some((slot) => row(`cert_${slot}_active`) === 'false' && row(`cert_${slot}_last_rotated`) !== 'N/A'),
  'nothing at all': (row) => !hasPassword(row) && row('password_last_used') === 'N/A' && keysOf(row).length === 0,
  'made today': (row) => days(row('user_creation_time')) < 1,
  'path of a team': (row) => row('arn').includes(':user/team/a/'),
  'e-mail name': (row) => /^\w+\.\w+@example\.com$/.test(row('user')),
  'name with a comma': (row) => row('user').includes(','),
  'name with every other sign': (row) => ['+', '=', '.', '@', '_', '-'].every((sign) => row('user').includes(sign)),
};

describe('as many users as there are personas include one', () => {
  test.each(Object.entries(TRAITS))('%s', (_name, has) => {
    expect(users.some(has)).toBe(true);
  });
});

test('personas have unique ids and shares that are percents', () => {
  expect(new Set(PERSONAS.map((persona) => persona.id)).size).toBe(PERSONAS.length);
  expect(PERSONAS.reduce((sum, persona) => sum + persona.share, 0)).toBeCloseTo(100);
});

test('a large account is made up as the shares say', () => {
  const rows = readRows(syntheticReport({ users: 20_000, seed: 3, now: NOW })).slice(1);
  const share = (has: (row: ReportRow) => boolean) => (100 * rows.filter(has).length) / rows.length;
  const inPath = PERSONAS.filter((persona) => persona.path !== undefined);
  const expected = inPath.reduce((sum, persona) => sum + persona.share, 0);
  expect(Math.abs(share((row) => /:user\/.+\//.test(row('arn'))) - expected)).toBeLessThan(0.7);
});

describe('root', () => {
  const root = (kind: 'well-kept' | 'used-today' | 'neglected' | 'without-credentials') => {
    const [row] = readRows(syntheticReport({ users: 0, seed: 3, now: NOW, root: kind }));
    if (row === undefined) throw new Error('there is no root');
    return row;
  };

  test('has no next rotation, with or without a password', () => {
    expect(root('well-kept')('password_next_rotation')).toBe('not_supported');
    expect(root('without-credentials')('password_next_rotation')).toBe('not_supported');
  });

  test('is well kept by default: MFA, no key, not used for long', () => {
    const row = root('well-kept');
    expect(syntheticReport({ users: 0, seed: 3, now: NOW }).split('\n')[1]).toContain(row('password_last_used'));
    expect([row('mfa_active'), row('access_key_1_active')]).toEqual(['true', 'false']);
    expect(days(row('password_last_used'))).toBeGreaterThan(180);
  });

  test('can have been used today', () => {
    expect(days(root('used-today')('password_last_used'))).toBeLessThan(1);
  });

  test('can be neglected', () => {
    const row = root('neglected');
    expect([row('mfa_active'), row('access_key_1_active'), row('cert_1_active')]).toEqual(['false', 'true', 'true']);
  });

  test('can have no credentials', () => {
    const row = root('without-credentials');
    expect([row('password_enabled'), row('password_last_used'), row('mfa_active')]).toEqual(['false', 'N/A', 'false']);
  });
});
