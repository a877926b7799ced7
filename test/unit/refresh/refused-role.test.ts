import { expect, test } from '@jest/globals';
import type { Membership } from '../../../src/model/account.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { SECONDS_PER_DAY } from '../../../src/model/time.ts';
import { refusedRole } from '../../../src/refresh/refused-role.ts';

const NOW = 1_800_000_000;
const NEW: Membership = { isManagement: false, isOwn: false, isReader: false, joined: NOW - SECONDS_PER_DAY + 1 };
const WHO = 'User: arn:aws:iam::111111111111:role/x is not authorized to perform: sts:AssumeRole';

function judge(
  membership: Membership | undefined,
  message = WHO,
  reason: 'assume_role_denied' | 'access_denied' = 'assume_role_denied',
  hasReport = false,
) {
  const account = { source: 'aws', name: 'a', owner: '', ...(membership && { membership }) } as const;
  const { failure, isPending } = refusedRole(account, new RefreshFailure(reason, message), { hasReport, now: NOW });
  return [isPending ? 'pending' : 'failed', failure.message.slice(message.length)];
}

test('the role of an account that joined within a day is still to come', () => {
  expect(judge(NEW)).toEqual(['pending', '']);
});

test.each<[string, ...Parameters<typeof judge>]>([
  ['it joined a day ago', { ...NEW, joined: NOW - SECONDS_PER_DAY }],
  ['it joins in a year, as the clock is wrong', { ...NEW, joined: NOW + 365 * SECONDS_PER_DAY }],
  ['nobody knows when it joined', { isManagement: false, isOwn: false, isReader: false }],
  ['it is in no organization', undefined],
  ['it was read before', NEW, WHO, 'assume_role_denied', true],
  ['its role is there and lacks a permission', NEW, WHO, 'access_denied'],
  ['the exporter may not assume roles', NEW, `${WHO} because no identity-based policy allows it`],
])('it has failed where %s', (_what, ...args) => {
  expect(judge(...args)).toEqual(['failed', '']);
});

test.each<[string, string, ...Parameters<typeof judge>]>([
  [
    'a policy denies it',
    'the role may well be there: a policy denies it',
    NEW,
    `${WHO} with an explicit deny in a service control policy`,
  ],
  [
    'a policy denies the reading',
    'the role may well be there: a policy denies it',
    NEW,
    `${WHO} with an explicit deny in a service control policy`,
    'access_denied',
  ],
  [
    'it is the management account',
    'this is the management account, which StackSets with service-managed permissions skip',
    { ...NEW, isManagement: true },
  ],
  [
    'it is the account of the exporter',
    'this is the account of the exporter itself',
    { ...NEW, isOwn: true },
    WHO,
    'access_denied',
  ],
])('it has failed, and the words say so, where %s', (_what, words, ...args) => {
  expect(judge(...args)).toEqual(['failed', expect.stringContaining(words)]);
});
