import { expect, test } from '@jest/globals';
import { accessKeyCreatedForOther } from '../../../../src/checks/catalogue/access-key-created-for-other.ts';
import { sighting } from '../../../support/activity-values.ts';
import { alice, holdsForEvents, judgeEvents } from '../event-cases.ts';

const maker = { kind: 'user', name: 'eve' } as const;

holdsForEvents({
  check: accessKeyCreatedForOther,
  kind: 'access_key_created_for_other',
  subject: alice,
  more: { maker },
});

test('a role may do it', () => {
  const events = [sighting('access_key_created_for_other', { maker: { kind: 'role', name: 'deploy' } })];

  expect(judgeEvents({ check: accessKeyCreatedForOther, subject: alice }, events)).toEqual([{ status: 'pass' }]);
});
