/** How the exporter finds the accounts of an organization, and what it does when it cannot. */
import { describe, expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { A, B, MANAGEMENT, member, organizationSettings, startDiscovery } from './running-discovery.ts';

const DENIED = new RefreshFailure('access_denied', 'no');
const THROTTLED = new RefreshFailure('throttled', 'slower');
const NOTHING = { failed: 0, waiting: 0 };
const ROUND = 15 * MINUTE + 5_000;

test('accounts are those of the list, and the list is asked for once an interval', async () => {
  const { clock, answers, read, lists, discovery } = startDiscovery();
  answers.list = [member(MANAGEMENT), member(A)];
  const before = [discovery.isComplete(), discovery.unread()];

  await clock.advance(0);
  expect([before, discovery.isComplete(), discovery.unread()]).toEqual([
    [false, { failed: 1, waiting: 0 }],
    true,
    NOTHING,
  ]);
  expect(read()).toEqual(['account 1 of ', 'account 2 of ']);
  await clock.advance(4 * HOUR);
  expect(lists()).toBeGreaterThanOrEqual(16);
  expect(lists()).toBeLessThanOrEqual(19);
});

test('an account that is opened, renamed, suspended and closed is so at the next list', async () => {
  const { clock, answers, read, discovery } = startDiscovery();
  await clock.advance(0);

  answers.list = [member(MANAGEMENT), member(A)];
  await clock.advance(ROUND);
  expect(read()).toEqual(['account 1 of ', 'account 2 of ']);
  answers.list = [member(MANAGEMENT), member(A, { name: 'payments' })];
  await clock.advance(ROUND);
  expect(read()).toEqual(['account 1 of ', 'payments of ']);
  answers.list = [member(MANAGEMENT), member(A, { state: 'SUSPENDED' })];
  await clock.advance(ROUND);
  expect(read()).toEqual(['account 1 of ']);
  expect(discovery.members().outside).toMatchObject([{ accountId: A, reason: 'suspended' }]);
});

test('an account leaves after two complete lists without it, and not by a list that fails', async () => {
  const { clock, answers, read, discovery, log } = startDiscovery();
  answers.list = [member(MANAGEMENT), member(A)];
  await clock.advance(0);

  answers.list = [member(MANAGEMENT)];
  await clock.advance(ROUND);
  answers.list = DENIED;
  await clock.advance(5 * HOUR);
  expect(read()).toEqual(['account 1 of ', 'account 2 of ']);
  expect(discovery.states()).toMatchObject([{ accountName: '', fact: 'organization', up: false }]);
  expect(discovery.isComplete()).toBe(true);
  expect(log.filter(({ level }) => level === 'warn')).toMatchObject([
    { fields: { fact: 'organization', reason: 'access_denied' } },
  ]);
  answers.list = [member(MANAGEMENT)];
  await clock.advance(45 * MINUTE);
  expect(read()).toEqual(['account 1 of ']);
});

test('the log names who came and who left, with the reason', async () => {
  const { clock, answers, log } = startDiscovery();
  answers.list = [member(MANAGEMENT), member(A), member(B)];
  await clock.advance(0);
  answers.list = [member(MANAGEMENT), member(A, { state: 'CLOSED' })];
  await clock.advance(2 * ROUND);

  expect(
    log.filter(({ message }) => message.startsWith('accounts')).map(({ level, message }) => `${level}: ${message}`),
  ).toEqual([
    'info: accounts found in the organization: "account 1", "account 2", "account 3"',
    'warn: accounts of the organization that are not read any more: "account 2" (closed)',
    'warn: accounts of the organization that are not read any more: "account 3" (no longer listed)',
  ]);
});

test('the list of another organization changes nothing', async () => {
  const { clock, answers, read, discovery } = startDiscovery();
  answers.list = [member(MANAGEMENT), member(A)];
  await clock.advance(0);

  Object.assign(answers, { id: 'o-otherorg1', list: [member(B)] });
  await clock.advance(2 * HOUR);

  expect(read()).toEqual(['account 1 of ', 'account 2 of ']);
  expect(discovery.states()[0]?.errors.configuration).toBeGreaterThan(0);
});

test('a first list that is denied leaves the accounts of the configuration, and is asked for again', async () => {
  const accounts = [{ source: 'aws', name: 'by hand', owner: 'me', accountId: A, unsaid: [] }] as const;
  const { clock, answers, read, discovery } = startDiscovery({ accounts });
  answers.list = DENIED;

  await clock.advance(2 * HOUR);
  expect(read()).toEqual(['by hand of me']);
  expect([discovery.isComplete(), discovery.unread()]).toEqual([false, NOTHING]);
  answers.list = [member(MANAGEMENT), member(A)];
  await clock.advance(HOUR);
  expect(read()).toEqual(['by hand of me', 'account 1 of ']);
});

describe('owners by tag', () => {
  const settings = { ownerTag: 'team' };

  test('come with a question for each account, and again after six hours', async () => {
    const { clock, answers, read, tagged, discovery } = startDiscovery({ settings });
    answers.list = [member(MANAGEMENT), member(A)];
    answers.tags = { [MANAGEMENT]: { team: 'platform', other: 'secret' }, [A]: { team: 'payments' } };

    await clock.advance(10_000);
    expect(read()).toEqual(['account 1 of platform', 'account 2 of payments']);
    expect(discovery.unread()).toEqual(NOTHING);
    await clock.advance(5 * HOUR);
    expect(tagged).toEqual([MANAGEMENT, A]);
    answers.tags[A] = { team: 'billing' };
    await clock.advance(HOUR + 10_000);
    expect(read()).toEqual(['account 1 of platform', 'account 2 of billing']);
    expect(tagged).toEqual([MANAGEMENT, A, MANAGEMENT, A]);
  });

  test('that are throttled keep the account waiting, and change nothing of one that is shown', async () => {
    const { clock, answers, read, discovery } = startDiscovery({ settings });
    answers.tags = { [MANAGEMENT]: { team: 'platform' } };
    await clock.advance(10_000);
    answers.list = [member(MANAGEMENT), member(A)];
    answers.tags = { [MANAGEMENT]: THROTTLED, [A]: THROTTLED };

    await clock.advance(8 * HOUR);

    expect(read()).toEqual(['account 1 of platform', 'account 2 of ?']);
    expect(discovery.unread()).toEqual({ failed: 1, waiting: 0 });
    expect(discovery.states()[1]).toMatchObject({ fact: 'organization-tags', up: false });
  });

  test('that are refused keep no account waiting', async () => {
    const { clock, answers, read } = startDiscovery({ settings });
    answers.tags = { [MANAGEMENT]: DENIED };

    await clock.advance(10_000);

    expect(read()).toEqual(['account 1 of ']);
  });

  test('are asked for in the own shard alone', async () => {
    const { clock, answers, tagged, discovery } = startDiscovery({
      settings,
      isOwnShard: ({ accountId }) => accountId === A,
    });
    answers.list = [member(MANAGEMENT), member(A)];

    await clock.advance(10_000);

    expect(tagged).toEqual([A]);
    expect(discovery.unread()).toEqual(NOTHING);
  });

  test('are asked for again after a clock was a year ahead', async () => {
    const { clock, tagged } = startDiscovery({ settings });
    clock.jump(365 * 24 * HOUR);
    await clock.advance(10_000);
    clock.jump(-365 * 24 * HOUR);

    await clock.advance(7 * HOUR);

    expect(tagged.length).toBeGreaterThan(1);
    expect(tagged.length).toBeLessThan(4);
  });

  test('of a tag that a reload asks for take no account away', async () => {
    const { clock, answers, read, configure } = startDiscovery({ settings });
    answers.tags = { [MANAGEMENT]: { team: 'platform', squad: 'red' } };
    await clock.advance(10_000);

    configure({ organization: organizationSettings({ ownerTag: 'squad' }) });
    expect(read()).toEqual(['account 1 of platform']);
    await clock.advance(10_000);
    expect(read()).toEqual(['account 1 of red']);
  });
});

describe('what an earlier run has left', () => {
  test('are the accounts and their owners, until a list comes', async () => {
    const first = startDiscovery({ settings: { ownerTag: 'team' } });
    first.answers.list = [member(MANAGEMENT), member(A)];
    first.answers.tags = { [A]: { team: 'payments', password: 'secret' } };
    await first.clock.advance(10_000);
    const stored = first.stored();
    expect(JSON.stringify([...(stored?.tags ?? [])])).not.toContain('secret');

    const second = startDiscovery({ settings: { ownerTag: 'team' }, clock: first.clock, ...(stored && { stored }) });
    second.answers.list = DENIED;
    await second.clock.advance(HOUR);

    expect(second.read()).toEqual(['account 1 of ', 'account 2 of payments']);
    expect(second.tagged).toEqual([]);
    // Who has left meanwhile nobody knows.
    expect(second.discovery.isComplete()).toBe(false);
  });
});

describe('a reload', () => {
  test('that leaves the organization out leaves the accounts of the configuration', async () => {
    const { clock, read, configure, discovery } = startDiscovery();
    await clock.advance(0);

    const accounts = [{ source: 'aws', name: 'a', owner: '' }] as const;
    configure({ accounts, organization: undefined as never });

    expect(read()).toEqual(['a of ']);
    expect([discovery.isComplete(), discovery.states()]).toEqual([true, []]);
  });

  test('that adds an organization takes none of the accounts away that are read already', async () => {
    const accounts = [{ source: 'aws', name: A, owner: '', accountId: A, roleName: 'reader' }] as const;
    const { clock, answers, read, configure } = startDiscovery();
    configure({ accounts, organization: undefined as never });
    answers.list = [member(MANAGEMENT), member(A)];

    configure({ accounts: [{ ...accounts[0], unsaid: ['name', 'owner'] }], organization: organizationSettings() });
    expect(read()).toEqual([`${A} of `]);
    await clock.advance(5_000);
    expect(read()).toEqual(['account 2 of ', 'account 1 of ']);
  });

  test('that takes the organization away asks for no tags any more', async () => {
    const { clock, tagged, configure, log } = startDiscovery({ settings: { ownerTag: 'team' } });
    await clock.advance(10_000);

    configure({ organization: undefined as never });
    await clock.advance(12 * HOUR);

    expect(tagged).toEqual([MANAGEMENT]);
    expect(log.filter(({ fields }) => 'reason' in fields)).toEqual([]);
  });

  test('that chooses units keeps the accounts until a list says theirs', async () => {
    const { clock, answers, read, configure } = startDiscovery();
    await clock.advance(0);
    answers.list = [member(MANAGEMENT, { units: ['r-ab12'] })];

    configure({ organization: organizationSettings({ include: [{ ou: 'ou-ab12-11111111' }] }) });
    expect(read()).toEqual(['account 1 of ']);
    await clock.advance(5_000);
    expect(read()).toEqual([]);
  });

  test('every few seconds keeps no list from being taken', async () => {
    const { clock, answers, read, configure } = startDiscovery({ listTakes: 15_000 });
    answers.list = [member(MANAGEMENT), member(A)];
    for (let reloads = 0; reloads < 6; reloads += 1) {
      await clock.advance(5_000);
      configure({ organization: organizationSettings({ reader: { source: 'aws', name: '', owner: '' } }) });
    }

    expect(read()).toEqual(['account 1 of ', 'account 2 of ']);
  });

  test('that asks as somebody else keeps the accounts until the next list, which may be of another organization', async () => {
    const { clock, answers, read, configure, discovery } = startDiscovery();
    await clock.advance(0);
    const reader = { source: 'aws', name: '', owner: '', roleArn: 'arn:aws:iam::999999999999:role/x' } as const;
    Object.assign(answers, { id: 'o-otherorg1', list: [member(B)] });

    configure({ organization: organizationSettings({ reader }) });
    expect([read(), discovery.isComplete()]).toEqual([['account 1 of '], false]);
    await clock.advance(5_000);

    expect(read()).toEqual(['account 3 of ']);
  });

  test('while a list is on its way does not take it for one of the new settings', async () => {
    const { clock, answers, read, configure } = startDiscovery();
    answers.list = [member(A)];
    const reader = { source: 'aws', name: '', owner: '', roleArn: 'arn:aws:iam::999999999999:role/x' } as const;
    configure({ organization: organizationSettings({ exclude: [{ account: A }] }) });
    configure({ organization: organizationSettings({ reader, exclude: [{ account: A }] }) });

    await clock.advance(10_000);

    expect(read()).toEqual([]);
  });
});

test('a clock that is set back puts the next list off by no more than a turn', async () => {
  const { clock, answers, read } = startDiscovery();
  await clock.advance(0);
  clock.jump(-10 * HOUR);
  answers.list = [member(MANAGEMENT), member(A)];

  await clock.advance(5_000);

  expect(read()).toEqual(['account 1 of ', 'account 2 of ']);
});
