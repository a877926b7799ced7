import { expect, test } from '@jest/globals';
import { mfaRemoved } from '../../../../src/checks/catalogue/mfa-removed.ts';
import type { Outcome } from '../../../../src/checks/check.ts';
import { sighting } from '../../../support/activity-values.ts';
import { minutesAfter, NOW, SECOND } from '../../../support/check-cases.ts';
import { user } from '../../../support/model-values.ts';
import { alice, holdsForEvents, judgeEvents } from '../event-cases.ts';

const removed = sighting('mfa_removed');
const OPEN = { status: 'open', since: removed.time } as const;
const enabledAfter = (minutes: number) => sighting('mfa_enabled', { time: minutesAfter(removed.time, minutes) });

holdsForEvents({ check: mfaRemoved, kind: 'mfa_removed', subject: alice, waits: true });

test.each<[string, number, Outcome]>([
  ['a minute later', 1, { status: 'pass' }],
  ['50 minutes later', 50, { status: 'pass' }],
  ['30 minutes before', -30, { status: 'pass' }],
  ['31 minutes before, and it was this one', -31, OPEN],
])('another device came %s', (_, minutes, expected) => {
  expect(judgeEvents({ check: mfaRemoved, subject: alice }, [removed, enabledAfter(minutes)])).toEqual([expected]);
});

test('the exporter waits until half an hour after it was looked through', () => {
  const until = minutesAfter(removed.time, 30);

  expect(judgeEvents({ check: mfaRemoved, subject: alice }, [removed], { until: until - SECOND })).toEqual([
    { status: 'pass' },
  ]);
  expect(judgeEvents({ check: mfaRemoved, subject: alice }, [removed], { until })).toEqual([OPEN]);
});

test.each<[string, Partial<typeof alice>, readonly Outcome[]]>([
  ['has another device, says a later report', { mfaActive: true }, [{ status: 'pass' }]],
  ['has no password', { password: { enabled: false } }, []],
  ['has a password or not', { password: {} }, [{ status: 'unknown' }]],
])('the user %s', (_, values, expected) => {
  expect(judgeEvents({ check: mfaRemoved, subject: { ...alice, ...values } }, [removed])).toEqual(expected);
});

test('a report of before does not know', () => {
  const event = sighting('mfa_removed', { time: NOW });
  const subject = user({ ...alice, mfaActive: true });

  expect(judgeEvents({ check: mfaRemoved, subject }, [event], { until: minutesAfter(NOW, 31) })).toEqual([
    { status: 'open', since: NOW },
  ]);
});
