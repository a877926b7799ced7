import { expect, test } from '@jest/globals';
import { rootMfaRemoved } from '../../../../src/checks/catalogue/root-mfa-removed.ts';
import { sighting } from '../../../support/activity-values.ts';
import { root } from '../../../support/model-values.ts';
import { holdsForEvents, judgeEvents } from '../event-cases.ts';

const subject = root();
const removed = sighting('mfa_removed', { user: subject.name });

holdsForEvents({ check: rootMfaRemoved, kind: 'mfa_removed', subject });

test('another device mends nothing: an intruder registers one too', () => {
  const events = [removed, sighting('mfa_enabled', { user: subject.name, time: removed.time + 60 })];

  expect(judgeEvents({ check: rootMfaRemoved, subject }, events)).toEqual([{ status: 'open', since: removed.time }]);
});

test('central root access may delete the credentials of root', () => {
  const events = [{ ...removed, maker: { kind: 'root' as const } }];

  expect(judgeEvents({ check: rootMfaRemoved, subject }, events)).toEqual([{ status: 'pass' }]);
});
