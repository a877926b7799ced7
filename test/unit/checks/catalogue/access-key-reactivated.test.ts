import { expect, test } from '@jest/globals';
import { accessKeyReactivated } from '../../../../src/checks/catalogue/access-key-reactivated.ts';
import { sighting } from '../../../support/activity-values.ts';
import { alice, holdsForEvents, judgeEvents } from '../event-cases.ts';

const maker = { kind: 'user', name: 'eve' } as const;

holdsForEvents({ check: accessKeyReactivated, kind: 'access_key_activated', subject: alice, more: { maker } });

test('the user may do it', () => {
  expect(judgeEvents({ check: accessKeyReactivated, subject: alice }, [sighting('access_key_activated')])).toEqual([
    { status: 'pass' },
  ]);
});

test('a role counts as somebody else', () => {
  const event = sighting('access_key_activated', { maker: { kind: 'role', name: 'admin' } });

  expect(judgeEvents({ check: accessKeyReactivated, subject: alice }, [event])).toEqual([
    { status: 'open', since: event.time },
  ]);
});
