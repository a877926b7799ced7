import { describe, expect, test } from '@jest/globals';
import { syntheticReport } from '../../../scripts/synthetic-report/synthetic-report.ts';
import { readRows } from './report-rows.ts';

const NOW = Date.UTC(2026, 10, 1) / 1000;
const OPTIONS = { users: 500, seed: 7, now: NOW };
const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,' +
  'mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,' +
  'access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,' +
  'access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,' +
  'cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

describe('the text', () => {
  const text = syntheticReport(OPTIONS);
  const lines = text.split('\n');

  test('is the same for the same options', () => {
    expect(syntheticReport(OPTIONS)).toBe(text);
  });

  test('is another one for another seed', () => {
    expect(syntheticReport({ ...OPTIONS, seed: 8 })).not.toBe(text);
  });

  test("starts with AWS's header and has a line for root and for each user", () => {
    expect(lines[0]).toBe(HEADER);
    expect(lines).toHaveLength(502);
  });

  test('has LF line ends and none after the last row', () => {
    expect(text).not.toContain('\r');
    expect(text).toMatch(/[^\n]$/);
  });

  test('quotes a name with a comma, and its ARN, and nothing else', () => {
    const quoted = lines.filter((line) => line.includes('"'));
    expect(quoted.length).toBeGreaterThan(0);
    for (const line of quoted) expect(line).toMatch(/^"(\w+,\w+)","arn:aws:iam::111122223333:user\/\1",[^"]+$/);
  });
});

describe('the rows', () => {
  test('start with root; users follow, sorted and unique without regard to case', () => {
    const [first, ...names] = readRows(syntheticReport({ ...OPTIONS, users: 5000 })).map((row) => row('user'));
    const lowerCase = names.map((name) => name.toLowerCase());
    expect(first).toBe('<root_account>');
    expect(lowerCase).toEqual([...lowerCase].sort());
    expect(new Set(lowerCase).size).toBe(5000);
    expect(names).not.toEqual([...names].sort());
  });

  test('of an empty account are root alone', () => {
    expect(readRows(syntheticReport({ ...OPTIONS, users: 0 })).map((row) => row('user'))).toEqual(['<root_account>']);
  });

  test('belong to the account and partition asked for', () => {
    const rows = readRows(syntheticReport({ ...OPTIONS, accountId: '444455556666', partition: 'aws-cn' }));
    expect(rows[0]?.('arn')).toBe('arn:aws-cn:iam::444455556666:root');
    for (const row of rows) expect(row('arn')).toMatch(/^arn:aws-cn:iam::444455556666:/);
    expect(new Set(rows.map((row) => row('access_key_1_last_used_region')))).toEqual(
      new Set(['N/A', 'cn-north-1', 'cn-northwest-1']),
    );
  });
});

test('additionalCredentials adds the 23rd column, filled for who has more keys than slots', () => {
  const text = syntheticReport({ ...OPTIONS, additionalCredentials: true });
  const cells = readRows(text).map((row) => row('additional_credentials_info'));
  expect(text.split('\n')[0]).toBe(`${HEADER},additional_credentials_info`);
  expect(new Set(cells)).toEqual(new Set(['N/A', 'additional access keys: 1, list them with ListAccessKeys']));
});

test('a number of users that is none is refused', () => {
  expect(() => syntheticReport({ ...OPTIONS, users: -1 })).toThrow(RangeError);
  expect(() => syntheticReport({ ...OPTIONS, users: 1.5 })).toThrow(RangeError);
});
