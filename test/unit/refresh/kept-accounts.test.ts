/** An account that nobody removed stays as it is shown, whatever the exporter still has to find out. */
import { expect, test } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { A, B, MANAGEMENT, member, organizationSettings, startDiscovery } from './running-discovery.ts';

const DENIED = new RefreshFailure('access_denied', 'no');
const THROTTLED = new RefreshFailure('throttled', 'slower');
const ROUND = 15 * MINUTE + 5_000;
const UNIT = 'ou-ab12-11111111';
/** An entry with an id alone. */
const BY_ID: Account = {
  source: 'aws',
  name: A,
  accountId: A,
  roleName: 'reader',
  owner: '',
  unsaid: ['name', 'owner'],
};
/** The exporter's own account, which its entry does not name. */
const OWN: Account = { source: 'aws', name: 'production', owner: '', unsaid: ['owner'] };

test('a reload that chooses by units takes nobody away before the units are known', async () => {
  const { clock, answers, read, configure, discovery } = startDiscovery();
  answers.list = [member(MANAGEMENT), member(A)];
  await clock.advance(0);

  answers.list = THROTTLED;
  configure({ organization: organizationSettings({ include: [{ ou: UNIT }] }) });
  await clock.advance(HOUR);
  expect([read(), discovery.members().outside]).toEqual([['account 1 of ', 'account 2 of '], []]);
  answers.list = [member(MANAGEMENT, { units: ['r-ab12'] }), member(A, { units: ['r-ab12', UNIT] })];
  await clock.advance(HOUR);
  expect(read()).toEqual(['account 2 of ']);
});

test('a new account whose unit nobody knows yet is not read where units are left out', async () => {
  const { clock, answers, read, configure } = startDiscovery();
  answers.list = [member(MANAGEMENT), member(A, { state: 'SUSPENDED' })];
  await clock.advance(0);
  configure({ organization: organizationSettings({ exclude: [{ ou: UNIT }] }) });
  answers.list = [member(MANAGEMENT, { units: [] }), member(A)];
  await clock.advance(ROUND);
  expect(read()).toEqual(['account 1 of ', 'account 2 of ?']);
});

test('an account of the configuration stays when a reload adds an organization', async () => {
  const { clock, answers, read, configure } = startDiscovery({ accounts: [BY_ID] });
  configure({ organization: undefined as never });
  await clock.advance(0);
  expect(read()).toEqual([`${A} of `]);

  configure({ organization: organizationSettings() });
  expect(read()).toEqual([`${A} of `]);
  answers.list = [member(MANAGEMENT), member(A)];
  await clock.advance(5_000);
  expect(read()).toEqual(['account 2 of ', 'account 1 of ']);
});

test('an account of the configuration that is in no list stays when a reload changes who asks', async () => {
  const { clock, read, configure } = startDiscovery({ accounts: [BY_ID] });
  await clock.advance(0);
  const before = read();

  configure({
    organization: organizationSettings({ reader: { source: 'aws', name: '', owner: '', region: 'eu-west-1' } }),
  });
  expect(read()).toEqual(before);
});

test("the exporter's own account stays while the owner of it is awaited", async () => {
  const { clock, answers, read } = startDiscovery({ accounts: [OWN], settings: { ownerTag: 'team' } });
  answers.tags = { [MANAGEMENT]: THROTTLED };
  expect(read()).toEqual(['production of ']);
  await clock.advance(10_000);
  expect(read()).toEqual(['production of ']);
  answers.tags = { [MANAGEMENT]: { team: 'platform' } };
  await clock.advance(HOUR);
  expect(read()).toEqual(['production of platform']);
});

test('a restart shows the account of the exporter once, before AWS has said which it is', async () => {
  const first = startDiscovery({ accounts: [OWN] });
  first.answers.list = [member(MANAGEMENT), member(A)];
  await first.clock.advance(0);
  const stored = first.stored();

  const { clock, read, answers } = startDiscovery({ accounts: [OWN], clock: first.clock, ...(stored && { stored }) });
  answers.list = DENIED;
  await Promise.resolve();
  await Promise.resolve();
  expect(read()).toEqual(['production of ', 'account 2 of ']);
  await clock.advance(0);
  expect(read()).toEqual(['production of ', 'account 2 of ']);
});

test('tags that AWS refuses from now on take away no owner and no account that earlier ones gave', async () => {
  const settings = { ownerTag: 'team', include: [{ tag: { key: 'env', value: 'production' } }] };
  const { clock, answers, read, configure } = startDiscovery({ settings });
  answers.list = [member(MANAGEMENT), member(A)];
  answers.tags = { [A]: { team: 'payments', env: 'production' } };
  await clock.advance(10_000);
  expect(read()).toEqual(['account 2 of payments']);

  answers.tags = { [MANAGEMENT]: DENIED, [A]: DENIED };
  configure({ organization: organizationSettings({ ...settings, exclude: [{ tag: { key: 'tier', value: 'toy' } }] }) });
  await clock.advance(HOUR);
  // That the first one has no tag `env` was known before, so that it stays out.
  expect(read()).toEqual(['account 2 of payments']);
});

test('an account that is chosen by a tag waits where AWS refuses its tags: nobody has left it out', async () => {
  const { clock, answers, read, discovery } = startDiscovery({
    settings: { include: [{ tag: { key: 'env', value: 'production' } }] },
  });
  answers.tags = { [MANAGEMENT]: DENIED };
  await clock.advance(10_000);
  expect([read(), discovery.members().outside]).toEqual([['account 1 of ?'], []]);
});

test('a restart knows the tags that were read for the keys of a reload', async () => {
  const excluding = (key: string) => ({ exclude: [{ tag: { key, value: 'toy' } }] });
  const first = startDiscovery({ settings: excluding('env') });
  first.answers.list = [member(MANAGEMENT), member(A)];
  await first.clock.advance(10_000);
  first.configure({ organization: organizationSettings(excluding('tier')) });
  await first.clock.advance(HOUR);
  const stored = first.stored();

  const { clock, read, answers } = startDiscovery({
    settings: excluding('tier'),
    clock: first.clock,
    ...(stored && { stored }),
  });
  answers.list = THROTTLED;
  answers.tags = { [MANAGEMENT]: THROTTLED, [A]: THROTTLED };
  await clock.advance(0);
  expect(read()).toEqual(['account 1 of ', 'account 2 of ']);
});

test('after a clock that was a year ahead tags are asked for as before', async () => {
  const clock = new ManualClock('2027-11-22T12:00:00Z');
  const { answers, read } = startDiscovery({ clock, settings: { ownerTag: 'team' } });
  answers.list = [member(MANAGEMENT), member(A)];
  answers.tags = { [A]: { team: 'payments' }, [MANAGEMENT]: THROTTLED };
  await clock.advance(10_000);
  expect(read()).toEqual(['account 1 of ?', 'account 2 of payments']);

  clock.jump(-365 * 24 * HOUR);
  answers.tags = { [A]: { team: 'billing' }, [MANAGEMENT]: {} };
  await clock.advance(7 * HOUR);
  expect(read()).toEqual(['account 1 of ', 'account 2 of billing']);
});

test('an account that left takes the failure of its tags along', async () => {
  const { clock, answers, discovery } = startDiscovery({ settings: { ownerTag: 'team' } });
  answers.list = [member(MANAGEMENT), member(A)];
  answers.tags = { [A]: THROTTLED };
  await clock.advance(10_000);
  expect(discovery.states()[1]).toMatchObject({ up: false });

  answers.list = [member(MANAGEMENT), member(A, { state: 'SUSPENDED' })];
  await clock.advance(ROUND);
  expect(discovery.states()[1]).toMatchObject({ up: true });
});

test.each([
  ['is called as an entry that has an id alone', [member(MANAGEMENT, { name: A })], [BY_ID]],
  [
    'is called as another one is to be told apart',
    [
      member(MANAGEMENT, { name: 'x', joined: 1 }),
      member('444444444444', { name: `x (${B})`, joined: 2 }),
      member('555555555555', { name: B, joined: 3 }),
      member(B, { name: 'x', joined: 4 }),
    ],
    [],
  ],
])('names are unique where an account %s', async (_what, list, accounts) => {
  const { clock, answers, read } = startDiscovery({ accounts });
  answers.list = list;
  await clock.advance(0);
  expect(new Set(read()).size).toBe(list.length + accounts.length);
});

test('without an organization nobody is asked for tags any more', async () => {
  const { clock, answers, tagged, configure, log } = startDiscovery({ settings: { ownerTag: 'team' } });
  answers.list = [member(MANAGEMENT), member(A), member(B)];
  await clock.advance(10_000);
  tagged.splice(0);

  configure({ organization: undefined as never });
  await clock.advance(24 * HOUR);
  expect([tagged, log.filter(({ level }) => level !== 'info' && level !== 'debug')].flat()).toMatchObject([
    { message: expect.stringContaining('not read any more') },
  ]);
});
