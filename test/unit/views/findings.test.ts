import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import type { Held } from '../../../src/views/held.ts';
import { findingsView, type FindingsView, readFindingsQuery } from '../../../src/views/findings.ts';
import { PROGRAM } from '../../../src/views/query.ts';
import { accessKey, accountFacts, at, factState, root, user } from '../../support/model-values.ts';
import { defaultPolicy } from '../../support/policy.ts';
import { held, type HeldValues, NOW } from '../../support/held.ts';

/** Its key is as many days old as the number says, and in use. */
function withKey(name: string, days: number) {
  const lastRotated = NOW - days * 86_400;
  return user({ name, accessKeys: [accessKey({ lastRotated, lastUsed: at('2026-11-22T07:00:00Z') })] });
}

function account(name: string, accountId: string, owner: string, users: Parameters<typeof accountFacts>[0]) {
  const entry: Account = { source: 'aws', name, owner };
  return accountFacts({ account: entry, accountId, ...users });
}

const PRODUCTION = account('production', '111122223333', 'payments', {
  users: [root(), withKey('zoe', 100), withKey('Alice', 300), withKey('young', 10)],
});
const SANDBOX = account('sandbox', '444455556666', 'platform', {
  users: [root({ accessKeys: [accessKey()] }), withKey('bob', 200)],
});

async function view(query: string, values: HeldValues = {}): Promise<FindingsView> {
  return viewOf(await held({ facts: [PRODUCTION, SANDBOX], ...values }), query);
}

async function viewOf(of: Held, query: string): Promise<FindingsView> {
  const read = readFindingsQuery(new URLSearchParams(query), of.world.policy);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return findingsView(of, read.query);
}

function users({ rows }: FindingsView): string[] {
  return rows.map(({ subject }) => subject.user);
}

describe('the order', () => {
  test.each([
    ['', ['<root_account>', 'zoe', 'Alice', 'bob']],
    ['sort=severity', ['<root_account>', 'zoe', 'Alice', 'bob']],
    ['sort=-severity', ['bob', 'Alice', 'zoe', '<root_account>']],
    ['sort=user', ['<root_account>', 'Alice', 'bob', 'zoe']],
    ['sort=days', ['zoe', 'bob', 'Alice', '<root_account>']],
    ['sort=-account', ['bob', '<root_account>', 'Alice', 'zoe']],
    ['sort=owner', ['zoe', 'Alice', '<root_account>', 'bob']],
    ['sort=check', ['zoe', 'Alice', 'bob', '<root_account>']],
  ])('%s', async (query, expected) => {
    expect(users(await view(query))).toEqual(expected);
  });
});

describe('filters', () => {
  test.each([
    ['account=sandbox', ['<root_account>', 'bob']],
    ['account=111122223333', ['zoe', 'Alice']],
    ['account=prod.*&account=sandbox', ['<root_account>', 'zoe', 'Alice', 'bob']],
    ['owner=payments', ['zoe', 'Alice']],
    ['user=bob', ['bob']],
    ['user=.*o.*', ['<root_account>', 'zoe', 'bob']],
    ['check=root-access-key', ['<root_account>']],
    ['severity=warning', ['zoe', 'Alice', 'bob']],
    ['severity=critical&severity=info', ['<root_account>']],
    ['account=&owner=payments&user=&status=open', ['zoe', 'Alice']],
    ['status=exempt', []],
  ])('%s', async (query, expected) => {
    expect(users(await view(query))).toEqual(expected);
  });

  test('status tells findings that an exemption covers from open ones', async () => {
    const exemption = {
      name: 'zoe leaves',
      match: { users: [{ source: 'zoe', test: (name: string) => name === 'zoe' }] },
    };
    const policy = { ...defaultPolicy(), exemptions: [{ ...exemption, reason: 'SEC-1', expiry: NOW + 86_400 }] };

    expect(users(await view('', { policy }))).toEqual(['<root_account>', 'Alice', 'bob']);
    expect(users(await view('status=exempt', { policy }))).toEqual(['zoe']);
    expect(users(await view('status=open&status=exempt', { policy }))).toContain('zoe');
  });
});

describe('a query that means nothing', () => {
  test.each([
    ['acount=sandbox', 'acount', 'there is no filter acount: did you mean account?'],
    ['q=1', 'q', 'there is no filter q: the filters are account, owner, user, check, severity, status, sort, page'],
    ['limit=5', 'limit', expect.stringMatching(/^there is no filter limit: the filters are/)],
    ['severity=bad', 'severity', 'severity: there is no bad: write critical, warning, info'],
    ['check=root-acess-key', 'check', 'check: there is no check root-acess-key: did you mean root-access-key?'],
    [
      'check=user-without-mfa',
      'check',
      'check: user-without-mfa is off: enable it under policy.checks in the configuration',
    ],
    ['user=ci-(', 'user', expect.stringMatching(/^user: is not a valid regular expression: a \( has no \)/)],
    ['page=0', 'page', 'page: 0 is no page: write a whole number from 1 to 1000000'],
    ['page=1e3', 'page', 'page: 1e3 is no page: write a whole number from 1 to 1000000'],
    ['page=1&page=2', 'page', 'page: has 2 values: write at most 1'],
    [`user=${'a'.repeat(301)}`, 'user', 'user: is longer than 300 characters: write a shorter one'],
    [
      Array.from({ length: 21 }, (_, index) => `user=${index}`).join('&'),
      'user',
      'user: has 21 values: write at most 20',
    ],
  ])('%s', (query, parameter, text) => {
    expect(readFindingsQuery(new URLSearchParams(query), defaultPolicy())).toEqual({
      ok: false,
      problems: [{ parameter, text }],
    });
  });

  test('is told with every problem at once', () => {
    const read = readFindingsQuery(new URLSearchParams('q=1&user=ci-(&page=0&check=nothing&owner=('), defaultPolicy());
    const problems = read.ok ? [] : read.problems.map(({ parameter }) => parameter);

    expect(problems).toEqual(['q', 'page', 'owner', 'user', 'check']);
  });
});

describe('a program', () => {
  function read(query: string) {
    return readFindingsQuery(new URLSearchParams(query), defaultPolicy(), PROGRAM);
  }

  test('may say how many rows a page has', () => {
    expect(read('limit=500')).toMatchObject({ ok: true, query: { limit: 500, page: 1 } });
    expect(read('limit=501')).toMatchObject({
      problems: [{ parameter: 'limit', text: 'limit: 501 is no limit: write a whole number from 1 to 500' }],
    });
  });

  test('gets no other answer than it asks for because a value is empty', () => {
    expect(read('user=&severity=info')).toEqual({
      ok: false,
      problems: [{ parameter: 'user', text: 'user: is empty: write a value, or leave user out' }],
    });
  });
});

test('pages have a hundred rows, and one behind the last has none', async () => {
  const many = Array.from({ length: 250 }, (_, index) => withKey(`user-${index}`, 100 + index));
  const of = await held({ facts: [account('production', '111122223333', '', { users: many })] });

  expect((await viewOf(of, '')).pages).toBe(3);
  expect(users(await viewOf(of, 'sort=days&page=2'))).toEqual(
    Array.from({ length: 100 }, (_, at) => `user-${at + 100}`),
  );
  expect((await viewOf(of, 'page=3')).rows).toHaveLength(50);
  expect(await viewOf(of, 'page=4')).toMatchObject({ rows: [], total: 250, page: 4 });
});

test('the sums are of all that is chosen, and not of the page', async () => {
  expect((await view('')).bySeverity).toEqual({ critical: 1, warning: 3, info: 0 });
  expect((await view('account=production')).bySeverity).toEqual({ critical: 0, warning: 2, info: 0 });
});

describe('nothing is shown that /metrics does not show', () => {
  test('perUser: false leaves root and accounts, and says that there is more', async () => {
    const { rows, notes, bySeverity } = await view('', { perUser: false });

    expect(rows.map(({ subject }) => subject.user)).toEqual(['<root_account>']);
    expect(bySeverity.warning).toBe(0);
    expect(notes).toEqual(['The exporter names no users: findings about them are only counted.']);
  });

  test('nor does it tell by a filter whether there is such a user', async () => {
    const one = await view('user=zoe', { perUser: false });

    expect(one).toEqual(await view('user=nobody', { perUser: false }));
  });

  test('an exclusion of all that names findings leaves none', async () => {
    const { rows, notes } = await view('', { excluded: (name) => name.startsWith('aws_iam_finding') });

    expect([rows, notes]).toEqual([[], ['metrics.exclude leaves findings out: they are only counted.']]);
  });
});

describe('nothing found is said only of what was looked at', () => {
  test('values of filters that choose nothing are named', async () => {
    expect((await view('account=sandbo')).notes).toEqual(['There is no account sandbo: did you mean sandbox?']);
    expect((await view('owner=nobody')).notes).toEqual(['No account has the owner nobody.']);
    expect((await view('user=ci-*')).notes).toEqual([
      'No report has a user ci-*: it looks like a glob: in a regular expression any text is .* and any character is .',
    ]);
    expect((await view('user=young')).notes).toEqual([]);
  });

  test('accounts without a report are counted', async () => {
    const facts = [factState({ accountName: 'production', up: true }), factState({ accountName: 'new' })];

    expect(await view('account=new', { exporter: { facts } })).toMatchObject({ unread: 1, notes: [] });
  });

  test('values that AWS did not give are counted, as far as they are of the chosen', async () => {
    const unknown = withKey('zoe', 0);
    const users = [root(), { ...unknown, accessKeys: [{ slot: '1', active: true } as const] }];
    const of = await held({ facts: [account('production', '111122223333', '', { users }), SANDBOX] });

    expect((await viewOf(of, 'check=access-key-not-rotated')).unknown).toBe(1);
    expect((await viewOf(of, 'check=access-key-not-rotated&account=sandbox')).unknown).toBe(0);
    expect((await viewOf(of, 'user=zoe')).unknown).toBeUndefined();
  });
});
