import { expect, test } from '@jest/globals';
import { passwordCreatedForOther } from '../../../../src/checks/catalogue/password-created-for-other.ts';
import { sighting } from '../../../support/activity-values.ts';
import { alice, holdsForEvents, judgeEvents } from '../event-cases.ts';

const maker = { kind: 'user', name: 'eve' } as const;

holdsForEvents({ check: passwordCreatedForOther, kind: 'password_created', subject: alice, more: { maker } });

test('the user may do it', () => {
  expect(judgeEvents({ check: passwordCreatedForOther, subject: alice }, [sighting('password_created')])).toEqual([
    { status: 'pass' },
  ]);
});

test('a role counts as somebody else', () => {
  const event = sighting('password_created', { maker: { kind: 'role', name: 'admin' } });

  expect(judgeEvents({ check: passwordCreatedForOther, subject: alice }, [event])).toEqual([
    { status: 'open', since: event.time },
  ]);
});

test('a password that was reset counts too', () => {
  const event = sighting('password_reset', { maker });

  expect(judgeEvents({ check: passwordCreatedForOther, subject: alice }, [event])).toEqual([
    { status: 'open', since: event.time },
  ]);
});
