import { expect, test } from '@jest/globals';
import { userCreatedByUser } from '../../../../src/checks/catalogue/user-created-by-user.ts';
import { sighting } from '../../../support/activity-values.ts';
import { alice, holdsForEvents, judgeEvents } from '../event-cases.ts';

const maker = { kind: 'user', name: 'eve' } as const;

holdsForEvents({ check: userCreatedByUser, kind: 'user_created', subject: alice, more: { maker } });

test('a role may do it', () => {
  const events = [sighting('user_created', { maker: { kind: 'role', name: 'deploy' } })];

  expect(judgeEvents({ check: userCreatedByUser, subject: alice }, events)).toEqual([{ status: 'pass' }]);
});
