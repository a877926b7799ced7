import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import type { AccessKey } from '../../../src/model/facts/credential-report.ts';
import { accountRows, type AccountRow } from '../../../src/views/accounts.ts';
import type { Held } from '../../../src/views/held.ts';
import { userView, type UserView } from '../../../src/views/user.ts';
import { readUsersQuery, usersView, type UsersView } from '../../../src/views/users.ts';
import { held, type HeldValues, NOW } from '../../support/held.ts';
import { accessKey, accountFacts, at, fact, root, signingCertificate, user } from '../../support/model-values.ts';
import { countedTurns } from '../../support/counted-turns.ts';
import { defaultPolicy } from '../../support/policy.ts';

const DAY = 86_400;
const USED = at('2026-11-22T07:00:00Z');
const OLD = accessKey({ lastRotated: NOW - 300 * DAY, lastUsed: USED, lastUsedService: 's3' });

const ACCOUNT = accountFacts({
  users: [
    root(),
    user({ name: 'calm' }),
    user({ name: 'bob', accessKeys: [OLD] }),
    user({ name: 'Alice', accessKeys: [OLD], signingCertificates: [signingCertificate()] }),
  ],
});

function rowIn(of: Held): AccountRow {
  const [row] = accountRows(of);
  if (row === undefined) throw new Error('there is no account');
  return row;
}

async function list(query: string, values: HeldValues = {}): Promise<UsersView> {
  const of = await held({ facts: [ACCOUNT], ...values });
  const read = readUsersQuery(new URLSearchParams(query), defaultPolicy());
  const { judged } = rowIn(of);
  if (!read.ok || judged === undefined) throw new Error('not read');
  return usersView(of, judged.assessment, read.query);
}

describe('the users of an account', () => {
  test.each([
    ['', ['bob', 'Alice', '<root_account>', 'calm']],
    ['sort=-findings', ['calm', '<root_account>', 'Alice', 'bob']],
    ['sort=user', ['<root_account>', 'Alice', 'bob', 'calm']],
    ['user=.*l.*', ['Alice', 'calm']],
  ])('%s', async (query, expected) => {
    expect((await list(query)).rows.map(({ user: { name } }) => name)).toEqual(expected);
  });

  test('each is judged in a turn of its own, where one takes as long', async () => {
    const of = await held({ facts: [ACCOUNT] });
    const read = readUsersQuery(new URLSearchParams(), defaultPolicy());
    const { judged } = rowIn(of);
    if (!read.ok || judged === undefined) throw new Error('not read');
    const turns = countedTurns();
    const { rows } = await usersView(of, judged.assessment, read.query, turns);

    // One to choose it, and one to judge it.
    expect([rows.length, turns.taken()]).toEqual([4, 8]);
  });

  test('each has its findings', async () => {
    const [row] = (await list('user=Alice')).rows;

    expect(row?.open.map(({ check }) => check)).toEqual(['access-key-not-rotated', 'signing-certificate-active']);
  });

  test.each(['', 'sort=findings'])(
    'where metrics.exclude leaves findings out, no order says them: %s',
    async (query) => {
      const excluded = (name: string): boolean => name.startsWith('aws_iam_finding');
      const view = await list(query, { excluded });

      expect(view.rows.map(({ user: { name } }) => name)).toEqual(['<root_account>', 'Alice', 'bob', 'calm']);
      expect(view).toMatchObject({ order: { by: 'user' }, columns: { findings: false, accessKeys: true } });
    },
  );

  test('without names only root is there, and the others are counted', async () => {
    const view = await list('sort=user', { perUser: false });

    expect(view.rows.map(({ user: { name } }) => name)).toEqual(['<root_account>']);
    expect(view).toMatchObject({ inReport: 4, named: false });
  });
});

async function one(
  name: string,
  facts: AccountFacts = ACCOUNT,
  values: HeldValues = {},
): Promise<UserView | undefined> {
  const of = await held({ facts: [facts], ...values });
  return userView(of, rowIn(of), name);
}

function withKeys(...accessKeys: AccessKey[]): AccountFacts {
  return accountFacts({ users: [root(), user({ name: 'ci', accessKeys })] });
}

describe('a user', () => {
  test('has what every check comes to, what is open first', async () => {
    const statuses = (await one('bob'))?.outcomes.map(({ status }) => status) ?? [];

    expect([...new Set(statuses)]).toEqual(['open', 'pass', 'not applicable']);
  });

  test('has the next step of its key, by the report', async () => {
    expect((await one('bob'))?.keys.map(({ step }) => step.title)).toEqual(['create a second key']);
  });

  test.each<[string, AccessKey[], string[]]>([
    ['inactive and idle for long', [{ ...OLD, active: false, lastUsed: NOW - 200 * DAY }], ['delete, after a look']],
    ['idle', [{ ...OLD, lastUsed: NOW - 100 * DAY }], ['deactivate']],
    [
      'two, of which the older one is in use',
      [OLD, accessKey({ slot: '2', lastRotated: NOW - 30 * DAY, lastUsed: USED })],
      ['move programs to the newer key', 'see the older key'],
    ],
    ['of which the report does not say when it was made', [accessKey()], ['not known']],
  ])('the step of a key that is %s', async (_which, keys, expected) => {
    expect((await one('ci', withKeys(...keys)))?.keys.map(({ step }) => step.title)).toEqual(expected);
  });

  test('a key that may have been used since an old report is not called idle by the clock of today', async () => {
    const key = { ...OLD, lastUsed: NOW - 40 * DAY };
    const facts = accountFacts({ users: [user({ name: 'ci', accessKeys: [key] })], generatedTime: NOW - 20 * DAY });

    expect((await one('ci', facts))?.keys.map(({ step }) => step.title)).toEqual(['create a second key']);
  });

  test('root is told to delete its key as root', async () => {
    const facts = accountFacts({ users: [root({ accessKeys: [OLD] })] });

    expect((await one('<root_account>', facts))?.keys.map(({ step }) => step.title)).toEqual(['delete as root']);
  });

  test('root without a row is unknown, and not nobody', async () => {
    const view = await one('<root_account>', accountFacts({ users: [user()] }));

    expect(view?.user).toBeUndefined();
    expect(view?.outcomes.find(({ check }) => check.id === 'root-access-key')?.status).toBe('unknown');
  });

  test('has its owner and the kind of its MFA device where the exporter reads them', async () => {
    const facts = accountFacts({
      users: [user({ name: 'ann', mfaActive: true })],
      facts: {
        'user-details.tags': fact(new Map([['ann', new Map([['owner', 'team-a']])]])),
        'user-details.mfa': fact({ virtual: new Set(['ann']) }),
      },
    });

    expect(await one('ann', facts)).toMatchObject({ owner: 'team-a', hasVirtualMfa: true });
    expect(await one('bob')).not.toHaveProperty('owner');
  });

  test('is nobody to those who may not know', async () => {
    expect(await one('bob', ACCOUNT, { perUser: false })).toBeUndefined();
    expect(await one('nobody')).toBeUndefined();
    expect(await one('<root_account>', ACCOUNT, { perUser: false })).toBeDefined();
  });

  test('has nothing that metrics.exclude takes from /metrics', async () => {
    const without = (prefix: string) =>
      one('Alice', ACCOUNT, { excluded: (name) => name.startsWith(`aws_iam_${prefix}`) });

    expect((await without('access_key_'))?.keys).toEqual([]);
    expect((await without('signing_certificate_'))?.showsCertificates).toBe(false);
    expect((await without('finding'))?.outcomes).toEqual([]);
    expect(await without('user_')).toBeUndefined();
  });
});
