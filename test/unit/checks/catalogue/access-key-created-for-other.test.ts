import { describe, expect, test } from '@jest/globals';
import { accessKeyCreatedForOther } from '../../../../src/checks/catalogue/access-key-created-for-other.ts';
import type { Maker } from '../../../../src/model/facts/activity.ts';
import { compilePattern } from '../../../../src/config/pattern.ts';
import { sighting } from '../../../support/activity-values.ts';
import { NOW } from '../../../support/check-cases.ts';
import { alice, holdsForEvents, judgeEvents } from '../event-cases.ts';

const eve = { kind: 'user', name: 'eve' } as const;

holdsForEvents({
  check: accessKeyCreatedForOther,
  kind: 'access_key_created_for_other',
  subject: alice,
  more: { maker: eve },
});

function judgeMaker(maker: Maker, expectedMakers?: readonly string[]): string | undefined {
  const patterns = expectedMakers && { expectedMakers: expectedMakers.map(compilePattern) };
  const events = [sighting('access_key_created_for_other', { maker })];
  return judgeEvents({ check: accessKeyCreatedForOther, subject: alice, patterns }, events)[0]?.status;
}

const TERRAFORM = ['terraform-.*', 'admin'];

describe('a key that was made by', () => {
  test.each<[string, Maker, without: string, expected: string]>([
    ['an IAM user', eve, 'open', 'open'],
    ['an IAM user with the name of a role that is expected', { kind: 'user', name: 'admin' }, 'open', 'open'],
    ['a role that is expected', { kind: 'role', name: 'terraform-prod' }, 'pass', 'pass'],
    ['a role whose name only begins as an expected one', { kind: 'role', name: 'administrator' }, 'pass', 'open'],
    ['another role', { kind: 'role', name: 'deploy' }, 'pass', 'open'],
    ['a role whose name AWS did not give', { kind: 'role' }, 'pass', 'open'],
    ['root', { kind: 'root' }, 'pass', 'pass'],
    ['a service', { kind: 'service' }, 'pass', 'pass'],
  ])('%s', (_what, maker, without, expected) => {
    expect([judgeMaker(maker), judgeMaker(maker, TERRAFORM)]).toEqual([without, expected]);
  });

  test('any role is a finding where none is expected', () => {
    expect(judgeMaker({ kind: 'role', name: 'deploy' }, [])).toBe('open');
  });
});

test('a key by a role that is expected does not hide an older one by a role that is not', () => {
  const events = [
    sighting('access_key_created_for_other', { maker: { kind: 'role', name: 'deploy' }, time: NOW - 7200 }),
    sighting('access_key_created_for_other', { maker: { kind: 'role', name: 'admin' }, time: NOW - 3600 }),
  ];
  const patterns = { expectedMakers: TERRAFORM.map(compilePattern) };

  expect(judgeEvents({ check: accessKeyCreatedForOther, subject: alice, patterns }, events)).toEqual([
    { status: 'open', since: NOW - 7200 },
  ]);
});
