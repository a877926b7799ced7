/** Every cell is one that AWS writes in its column. Source: IAM user guide, "Generate credential reports", and real reports. */
import { describe, expect, test } from '@jest/globals';
import { syntheticReport } from '../../../scripts/synthetic-report/synthetic-report.ts';
import { readRows, type ReportRow, secondsOf } from './report-rows.ts';

const NOW = Date.UTC(2026, 10, 1) / 1000;
const BOOLEAN = /^(?:true|false)$/;
const TIME = /^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ$/;
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;
const OFF_OR_TIME = new RegExp(`^N/A$|${TIME.source}`);

const rows = readRows(syntheticReport({ users: 800, seed: 11, now: NOW }));
const users = rows.slice(1);
const keys = users.flatMap((row) => ['1', '2'].map((slot) => keyIn(row, slot)));
const certificates = users.flatMap((row) =>
  ['1', '2'].map((slot) => ({ active: row(`cert_${slot}_active`), rotated: row(`cert_${slot}_last_rotated`) })),
);

function keyIn(row: ReportRow, slot: string) {
  const cell = (name: string) => row(`access_key_${slot}_${name}`);
  return {
    active: cell('active'),
    rotated: cell('last_rotated'),
    used: cell('last_used_date'),
    region: cell('last_used_region'),
    service: cell('last_used_service'),
    created: row('user_creation_time'),
  };
}

test('names hold only the signs that IAM allows, and the ARN is path and name', () => {
  for (const row of users) {
    expect(row('user')).toMatch(/^[\w+=,.@-]{1,64}$/);
    expect(row('arn')).toMatch(/^arn:aws:iam::111122223333:user\/(?:[\w/]+\/)?[^/]+$/);
    expect(row('arn').endsWith(`/${row('user')}`)).toBe(true);
  }
});

test('nothing but a next rotation lies after the report, and nothing before the user', () => {
  for (const row of rows) {
    const created = secondsOf(row('user_creation_time'));
    const names = ['password_last_used', 'password_last_changed', 'cert_1_last_rotated', 'cert_2_last_rotated'];
    const keyNames = ['1', '2'].flatMap((n) => [`access_key_${n}_last_rotated`, `access_key_${n}_last_used_date`]);
    expect(row('user_creation_time')).toMatch(TIME);
    for (const cell of [...names, ...keyNames].map(row).filter((cell) => TIME.test(cell))) {
      expect(secondsOf(cell)).toBeGreaterThanOrEqual(created);
      expect(secondsOf(cell)).toBeLessThanOrEqual(NOW);
    }
  }
});

describe('passwords', () => {
  const enabled = users.filter((row) => row('password_enabled') === 'true');
  const disabled = users.filter((row) => row('password_enabled') !== 'true');

  test('that are there have a change, a use or no_information, and the rotation that the policy sets', () => {
    expect(enabled.length).toBeGreaterThan(0);
    for (const row of enabled) {
      expect(row('password_last_used')).toMatch(new RegExp(`^no_information$|${TIME.source}`));
      expect(row('password_last_changed')).toMatch(TIME);
      const lifetime = secondsOf(row('password_next_rotation')) - secondsOf(row('password_last_changed'));
      expect(lifetime).toBe(90 * 86_400);
    }
  });

  test('that are not there are N/A, but for a use in the past', () => {
    expect(disabled.length).toBeGreaterThan(0);
    for (const row of disabled) {
      expect(row('password_enabled')).toBe('false');
      expect(row('password_last_used')).toMatch(OFF_OR_TIME);
      expect(row('password_last_changed')).toBe('N/A');
      expect(row('password_next_rotation')).toBe('N/A');
    }
  });

  test('have no next rotation where no policy lets them expire', () => {
    const text = syntheticReport({ users: 100, seed: 11, now: NOW, passwordsExpire: false });
    const cells = readRows(text)
      .slice(1)
      .map((row) => row('password_next_rotation'));
    expect(new Set(cells)).toEqual(new Set(['N/A']));
  });
});

test('MFA is true or false', () => {
  for (const row of rows) expect(row('mfa_active')).toMatch(BOOLEAN);
});

describe('access keys', () => {
  test('are N/A in every column of an empty slot', () => {
    for (const { active, used, region, service } of keys.filter((key) => key.rotated === 'N/A')) {
      expect([active, used, region, service]).toEqual(['false', 'N/A', 'N/A', 'N/A']);
    }
  });

  test('that are there have a date, active or not', () => {
    const filled = keys.filter((key) => key.rotated !== 'N/A');
    expect(new Set(filled.map((key) => key.active))).toEqual(new Set(['true', 'false']));
    for (const key of filled) expect(key.rotated).toMatch(TIME);
  });

  test('name a service exactly when used, after they were made, and a region unless it is S3', () => {
    for (const { rotated, used, region, service } of keys) {
      if (used === 'N/A') {
        expect([region, service]).toEqual(['N/A', 'N/A']);
        continue;
      }
      expect(used).toMatch(TIME);
      expect(secondsOf(used)).toBeGreaterThanOrEqual(secondsOf(rotated));
      expect(service).toMatch(/^[a-z0-9]+$/);
      expect(region).toMatch(service === 's3' ? /^N\/A$/ : REGION);
    }
  });

  test('fill the first slot first', () => {
    for (const row of users) {
      if (row('access_key_1_last_rotated') === 'N/A') expect(row('access_key_2_last_rotated')).toBe('N/A');
    }
  });
});

test('signing certificates have a date unless there is none', () => {
  for (const { active, rotated } of certificates) {
    expect(active).toMatch(BOOLEAN);
    expect(rotated).toMatch(active === 'true' ? TIME : OFF_OR_TIME);
  }
});
