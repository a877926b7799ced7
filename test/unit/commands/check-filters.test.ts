/** What the filters of `check` leave, and that none of them makes a gate pass by itself. */
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CheckOptions } from '../../../src/cli/check-options.ts';
import type { Filters } from '../../../src/config/filters.ts';
import { at } from '../../support/model-values.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { csvReport, csvRow, OLD_KEY_IN_USE } from '../report/csv-rows.ts';
import { NO_FILTERS } from './check-input.ts';
import { type Checked, checkOnce } from './check-once.ts';

const NOW = at('2026-11-22T12:00:00Z');
const PRODUCTION = '111122223333';
const SANDBOX = '444455556666';

let yaml: string;

beforeEach(async () => {
  const folder = await temporaryFolder();
  const report = async (accountId: string): Promise<string> => {
    const arn = `arn:aws:iam::${accountId}`;
    const file = path.join(folder, `${accountId}.csv`);
    const root = {
      ...OLD_KEY_IN_USE,
      user: '<root_account>',
      arn: `${arn}:root`,
      password_enabled: 'not_supported',
      mfa_active: 'true',
    };
    const users = ['alice', 'a+b'].map((user) => csvRow({ ...OLD_KEY_IN_USE, user, arn: `${arn}:user/${user}` }));
    await writeFile(file, csvReport([csvRow(root), ...users]));
    await utimes(file, NOW, NOW);
    return file;
  };
  yaml = `
accounts:
  - { name: production, owner: payments, reportFile: ${await report(PRODUCTION)} }
  - { name: sandbox, owner: platform, reportFile: ${await report(SANDBOX)} }
policy: { checks: { root-used: { enabled: false } } }
`;
});

async function check(filters: Partial<Filters>, options: Partial<CheckOptions> = {}, more = ''): Promise<Checked> {
  const given = { output: 'csv', failOn: 'warning', filters: { ...NO_FILTERS, ...filters }, ...options } as const;
  return checkOnce({ now: NOW, yaml: yaml + more, options: given });
}

/** `account user check` of each finding. */
function found({ out }: Checked): string[] {
  const rows = out.split('\n').slice(1, -1);
  return rows
    .map((row) => row.split(','))
    .map(([, , account, , user, , id]) => [account, user, id].join(' '))
    .sort();
}

const OLD = 'access-key-not-rotated';
const ALL = ['production', 'sandbox'].flatMap((account) => [
  `${account} <root_account> root-access-key`,
  `${account} a+b ${OLD}`,
  `${account} alice ${OLD}`,
]);
const of = (part: string) => ALL.filter((line) => line.includes(part));

test.each<[string, Partial<Filters>, string[]]>([
  ['nothing', {}, ALL],
  ['the name of an account', { accounts: ['sandbox'] }, of('sandbox')],
  ['the id of an account', { accounts: [SANDBOX] }, of('sandbox')],
  ['a pattern for ids', { accounts: ['4444.*'] }, of('sandbox')],
  ['a pattern for accounts', { accounts: ['prod.*'] }, of('production')],
  ['several accounts', { accounts: ['production', SANDBOX] }, ALL],
  ['an owner', { owners: ['payments'] }, of('production')],
  ['a user', { users: ['alice'] }, of('alice')],
  ['a user whose name means something else as a pattern', { users: ['a+b'] }, of('a+b')],
  ['root', { users: ['<root_account>'] }, of('<root_account>')],
  ['a check', { checks: ['root-access-key'] }, of('root-access-key')],
  ['a pattern for checks', { checks: ['access-key-not-.*'] }, of(OLD)],
  ['a severity', { severities: ['critical'] }, of('root-access-key')],
  ['all at once', { accounts: ['sandbox'], users: ['alice'], checks: [OLD] }, [`sandbox alice ${OLD}`]],
])('by %s', async (_what, filters, expected) => {
  expect(found(await check(filters))).toEqual(expected);
});

test('counts only what the filters leave', async () => {
  const { out, error } = await check({ users: ['alice'], checks: [OLD] }, { output: 'json' });

  expect(JSON.parse(out)).toMatchObject({
    counts: [
      { account_name: 'production', check: OLD, open: 1, exempt: 0, unknown: 0 },
      { account_name: 'sandbox', check: OLD, open: 1, exempt: 0, unknown: 0 },
    ],
  });
  expect(error).toContain('2 open findings (2 warning), 0 exempt, 0 unknown, in 2 accounts');
});

test('the gate looks at what the filters leave', async () => {
  const exempt = `exemptions: [{ name: x, accounts: [sandbox], reason: a test, expires: 9999-12-31 }]`;

  expect((await check({ owners: ['platform'] }, {}, exempt)).code).toBe(0);
  expect((await check({ owners: ['payments'] }, {}, exempt)).code).toBe(1);
});

test('an account that the filters leave out is not read, so that it cannot fail', async () => {
  const gone = '  - { name: gone, owner: payments, reportFile: /nowhere/report.csv }\n';
  yaml = yaml.replace('policy:', () => `${gone}policy:`);

  expect((await check({ accounts: ['sandbox'] })).code).toBe(1);
  expect((await check({ owners: ['payments'] })).code).toBe(3);
  // Nobody knows the id of what was not read.
  expect((await check({ accounts: [SANDBOX] })).code).toBe(3);
});

describe('a value that chooses nothing makes no gate pass', () => {
  test.each<[Partial<Filters>, string]>([
    [{ accounts: ['prodution'] }, '--account: there is no account prodution: did you mean production?'],
    [{ accounts: ['production', '999999999999'] }, '--account: there is no account 999999999999'],
    [{ owners: ['paymnts'] }, '--owner: no account has the owner paymnts: did you mean payments?'],
    [{ users: ['alcie'] }, '--user: no report has a user alcie'],
    [
      { accounts: ['account-0*'] },
      '--account: there is no account account-0*: it looks like a glob: in a regular expression any text is .* and any character is .',
    ],
    [
      { users: ['ci-*'] },
      '--user: no report has a user ci-*: it looks like a glob: in a regular expression any text is .* and any character is .',
    ],
    [{ accounts: ['sandbox'], owners: ['payments'] }, '--account, --owner: no account matches both'],
  ])('%j', async (filters, problem) => {
    const { code, error } = await check(filters);

    expect(code).toBe(3);
    expect(error).toContain(`${problem}\n`);
  });

  test.each<[string, string]>([
    ['root-acces-key', '--check: there is no check root-acces-key: did you mean root-access-key?'],
    ['root-used', '--check: root-used is off: enable it under policy.checks in the configuration'],
    [
      '(',
      '--check: is not a valid regular expression: a ( has no ) (one that stands for itself has a backslash before it)',
    ],
  ])('--check %s', async (id, problem) => {
    expect(await check({ checks: [id] })).toEqual({ code: 2, out: '', error: `${problem}\n` });
  });
});

describe('a pattern of the policy that matches nobody', () => {
  const exempt = `exemptions: [{ name: x, users: [alcie], reason: a test, expires: 9999-12-31 }]`;
  const told = 'exemptions[0].users[0]: matches no user\n';

  test('is told when all accounts were read', async () => {
    expect((await check({}, {}, exempt)).error).toContain(told);
  });

  test('is not told when some were left out or failed, as the user may be there', async () => {
    expect((await check({ accounts: ['sandbox'] }, {}, exempt)).error).not.toContain(told);
    yaml = yaml.replace('policy:', () => '  - { name: gone, reportFile: /nowhere/report.csv }\npolicy:');
    expect((await check({}, {}, exempt)).error).not.toContain(told);
  });
});
