/** How `accounts` prints what it knows, and what its filters choose. */
import { beforeEach, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { accountsOf, listAccounts, MANAGEMENT, MEMBER, OWN, startOrganization, YOUNGER } from './listed-accounts.ts';

const YAML = `organization: { roleName: exporter, ownerTag: team, exclude: [{ account: "${YOUNGER}" }] }
accountDefaults: { externalId: correct-horse-42 }`;

let fake: FakeAws;
beforeEach(async () => {
  fake = await startOrganization([
    { accountId: MEMBER, name: '=Payments, "EU"', tags: { team: 'payments' } },
    { accountId: YOUNGER, name: 'Sandbox' },
  ]);
  fake.always(MANAGEMENT, 'AssumeRole', faults.accessDenied);
});

test('the table has a line for each account, and the sentences of failures are on standard error', async () => {
  const { code, out, error } = await listAccounts(YAML);

  const cells = out.trimEnd().split('\n');
  expect(cells.map((line) => line.split(/ {2,}/))).toEqual([
    ['ACCOUNT', 'ACCOUNT ID', 'STATE', 'FROM', 'ROLE', 'OWNER', 'OWNER FROM', 'LAST REPORT', 'WHY'],
    ['=Payments, "EU"', MEMBER, 'read', 'organization', 'exporter', 'payments', 'tag', '2026-11-22 08:00:00'],
    [`account ${OWN}`, OWN, 'read', 'organization', 'none', '2026-11-22 08:00:00'],
    [`account ${MANAGEMENT}`, MANAGEMENT, 'failed', 'organization', 'exporter', 'none', 'assume_role_denied'],
    ['Sandbox', YOUNGER, 'excluded', 'organization', `exclude[0] (account ${YOUNGER})`],
  ]);
  expect(error.split('\n').slice(3)).toEqual([
    expect.stringMatching(new RegExp(`^account ${MANAGEMENT}: assume_role_denied: .*StackSets`)),
    '4 accounts: 2 read, 1 failed, 1 excluded',
    '',
  ]);
  expect(code).toBe(3);
});

test('while many accounts are asked, standard error says how far it is', async () => {
  const { error } = await listAccounts(YAML);

  const progress = error.split('\n').slice(0, 3);
  expect(progress.map((line) => line.slice(0, 5))).toEqual(['[1/3]', '[2/3]', '[3/3]']);
  expect(progress.map((line) => line.slice(6)).sort()).toEqual([
    '=Payments, "EU": read',
    `account ${MANAGEMENT}: failed`,
    `account ${OWN}: read`,
  ]);
});

test('the CSV has a column for each value, and a spreadsheet calculates none of them', async () => {
  const { out } = await listAccounts(YAML, { output: 'csv', accounts: [MEMBER, YOUNGER] });

  expect(out.split('\n')).toEqual([
    'account_name,account_id,state,from,role,owner,owner_from,last_report,why',
    `"'=Payments, ""EU""",${MEMBER},read,organization,exporter,payments,tag,2026-11-22T08:00:00.000Z,`,
    `Sandbox,${YOUNGER},excluded,organization,,,,,exclude[0]`,
    '',
  ]);
});

test('no external id is printed, nor an e-mail address', async () => {
  for (const output of ['table', 'json', 'csv'] as const) {
    const { out, error } = await listAccounts(YAML, { output });

    expect(out + error).not.toMatch(/correct-horse-42|@/);
  }
});

test.each([
  [{ accounts: ['Sandbox'] }, [YOUNGER]],
  [{ accounts: [MEMBER] }, [MEMBER]],
  [{ owners: ['pay.*'] }, [MEMBER]],
] as const)('%j chooses accounts, and only these are asked', async (options, ids) => {
  const { code, accounts } = await accountsOf(YAML, options);

  expect(accounts.map(({ account_id: id }) => id)).toEqual(ids);
  expect(code).toBe(0);
  expect(fake.count('AssumeRole')).toBe(ids.includes(MEMBER as never) ? 1 : 0);
});

test.each([
  [{ accounts: ['Sandbax'] }, '--account: there is no account Sandbax: did you mean Sandbox?\n'],
  [{ owners: ['paiments'] }, '--owner: no account has the owner paiments: did you mean payments?\n'],
  [{ accounts: ['Sandbox'], owners: ['payments'] }, '--account, --owner: no account matches both\n'],
])('%j matches nothing, which is told', async (options, problem) => {
  expect(await listAccounts(YAML, options)).toEqual({ code: 3, out: '', error: problem });
});

test('a filter that is no pattern is a wrong flag, and nobody is asked', async () => {
  const { code, error } = await listAccounts(YAML, { owners: ['('] });

  expect([code, error]).toEqual([2, expect.stringContaining('--owner: ')]);
  expect(fake.requests).toEqual([]);
});
