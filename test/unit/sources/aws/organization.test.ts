/** The list of an organization's accounts, and their tags, over the wire. */
import { describe, expect, test } from '@jest/globals';
import type { Organization } from '../../../../src/model/facts/organization.ts';
import type { AccountTags } from '../../../../src/sources/aws/organization-tags.ts';
import { createOrganizationsClient } from '../../../../src/sources/aws/organization-client.ts';
import { createOrganizationList } from '../../../../src/sources/aws/organization.ts';
import { createTagsQuestion } from '../../../../src/sources/aws/organization-tags.ts';
import { accessBy } from '../../../support/account-access.ts';
import { faults } from '../../../support/fake-aws/faults.ts';
import { FakeOrganization } from '../../../support/fake-aws/organization.ts';
import type { OrganizationOptions } from '../../../support/fake-aws/organization-options.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { StandingClock } from '../../../support/standing-clock.ts';
import { ACCOUNT_ID as MANAGEMENT, startFake } from './fake-report.ts';

const MEMBER = '222233334444';
const UNITS = [
  { id: 'ou-ab12-11111111', name: 'products' },
  { id: 'ou-ab12-22222222', name: 'payments', parentId: 'ou-ab12-11111111' },
];

interface Started {
  readonly fake: FakeAws;
  readonly organization: FakeOrganization;
  readonly list: (needsUnits?: boolean) => Promise<Organization>;
  readonly tags: (accountId: string) => Promise<AccountTags>;
}

/** @param asker the account that asks. */
async function start(options: Partial<OrganizationOptions> = {}, asker = MANAGEMENT): Promise<Started> {
  const organization = new FakeOrganization({ managementAccountId: MANAGEMENT, units: UNITS, ...options });
  const accounts = [{ accountId: asker, csv: reportCsv(asker) }];
  const fake = await startFake({ accounts, organization });
  const clock = { now: Date.now, sleep: () => Promise.resolve() };
  const waiting = { clock, random: () => 0 };
  const client = createOrganizationsClient(accessBy(new StandingClock())({ source: 'aws', name: '', owner: '' }));
  const { signal } = new AbortController();
  const list = createOrganizationList(client, waiting);
  const tags = createTagsQuestion(client, waiting, () => Promise.resolve());
  return {
    fake,
    organization,
    list: (needsUnits = false) => list(needsUnits, signal),
    tags: (accountId) => tags(accountId, signal),
  };
}

function many(count: number): { accountId: string }[] {
  return Array.from({ length: count }, (_each, index) => ({ accountId: String(300_000_000_000 + index) }));
}

test('an account has its name, its state, when it joined and its units', async () => {
  const { list } = await start({
    accounts: [{ accountId: MEMBER, name: 'Payments', parentId: 'ou-ab12-22222222', state: 'SUSPENDED' }],
  });

  expect(await list()).toEqual({
    id: 'o-exampleorg1',
    managementAccountId: MANAGEMENT,
    accounts: [
      {
        id: MEMBER,
        name: 'Payments',
        state: 'SUSPENDED',
        joined: Date.parse('2024-01-01T00:00:00.25Z') / 1000,
        units: ['r-ab12', 'ou-ab12-11111111', 'ou-ab12-22222222'],
      },
      expect.objectContaining({ id: MANAGEMENT, state: 'ACTIVE', units: ['r-ab12'] }),
    ],
  });
});

test('no address of anybody is kept', async () => {
  const { list } = await start({ accounts: [{ accountId: MEMBER, email: 'jane@example.com' }] });

  expect(JSON.stringify(await list())).not.toContain('@');
});

test('a list of many pages, empty ones among them, comes whole', async () => {
  const { list, fake } = await start({
    accounts: many(45),
    paging: { ListAccounts: { shortPages: [0, 5, 0] } },
  });

  const { accounts } = await list();

  expect(new Set(accounts.map(({ id }) => id)).size).toBe(46);
  expect(fake.count('ListAccounts')).toBe(6);
});

test('a page that fails is a list that fails', async () => {
  const { list, fake } = await start({ accounts: many(45) });
  fake.script('*', 'ListAccounts', [faults.none, faults.accessDenied]);

  await expect(list()).rejects.toMatchObject({ reason: 'access_denied' });
});

test('throttling is waited for', async () => {
  const { list, fake } = await start();
  fake.script('*', 'ListAccounts', [faults.throttling, faults.throttling, faults.throttling, faults.throttling]);

  expect((await list()).accounts).toHaveLength(1);
});

test('an answer without a list is a failure and no empty organization', async () => {
  const { list, fake } = await start();
  fake.always('*', 'ListAccounts', { kind: 'without', member: 'Accounts' });

  await expect(list()).rejects.toMatchObject({ reason: 'service' });
});

test('an empty list is a failure: the account that asks belongs to the organization', async () => {
  const { list, fake } = await start();
  fake.always('*', 'ListAccounts', { kind: 'with', member: 'Accounts', value: [] });

  await expect(list()).rejects.toMatchObject({ reason: 'service' });
});

test.each([
  ['a delegated administrator', { delegatedAdministrators: { [MEMBER]: ['account.amazonaws.com'] } }],
  ['an account that the delegation policy names', { delegationPolicy: { [MEMBER]: ['ListAccounts'] } }],
] as const)('%s may ask', async (_who, options) => {
  const { list } = await start({ accounts: [{ accountId: MEMBER }], ...options }, MEMBER);

  expect((await list()).managementAccountId).toBe(MANAGEMENT);
});

test.each<[string, string, string]>([
  ['a member', MEMBER, 'access_denied'],
  ['an account in no organization', '999988887777', 'configuration'],
])('%s is told who may ask', async (_who, asker, reason) => {
  const { list } = await start({ accounts: [{ accountId: MEMBER }] }, asker);

  await expect(list()).rejects.toMatchObject({
    reason,
    message: expect.stringContaining('write a role of one under organization.roleArn'),
  });
});

test('what is denied is named, though AWS does not say it, and so is where to allow it', async () => {
  const accounts = [{ accountId: MEMBER }];
  const denied = (action: string, advice = '') => ({
    reason: 'access_denied',
    message: expect.stringMatching(
      new RegExp(
        `^organizations:${action} is denied: add it to the exporter's policy .*, and to the delegation policy .*HTTP 400\\)${advice}$`,
      ),
    ),
  });

  const nothing = await start({ accounts }, MEMBER);
  await expect(nothing.list()).rejects.toMatchObject(
    denied('ListAccounts', '; the accounts of an organization are .*'),
  );
  await expect(nothing.tags(MEMBER)).rejects.toMatchObject(denied('ListTagsForResource'));

  const listOnly = { accounts, leftOut: ['Paths'], delegationPolicy: { [MEMBER]: ['ListAccounts'] } } as const;
  const { list } = await start(listOnly, MEMBER);
  await expect(list(true)).rejects.toMatchObject(denied('ListParents'));
});

describe('where the list does not say the units', () => {
  const options = {
    leftOut: ['Paths'],
    accounts: [...many(3).map((each) => ({ ...each, parentId: 'ou-ab12-22222222' })), { accountId: MEMBER }],
  } as const;

  test('they are asked for, those above a unit once', async () => {
    const { list, fake } = await start(options);

    const { accounts } = await list(true);

    expect(accounts[0]?.units).toEqual(['r-ab12', 'ou-ab12-11111111', 'ou-ab12-22222222']);
    expect(accounts[3]?.units).toEqual(['r-ab12']);
    expect(fake.count('ListParents')).toBe(accounts.length + UNITS.length);
  });

  test('nobody asks who does not need them', async () => {
    const { list, fake } = await start(options);

    expect((await list()).accounts[0]).not.toHaveProperty('units');
    expect(fake.count('ListParents')).toBe(0);
  });
});

test.each([['State'], ['Status']] as const)('a list without %s has states all the same', async (member) => {
  const { list } = await start({ leftOut: [member], accounts: [{ accountId: MEMBER, state: 'SUSPENDED' }] });

  expect((await list()).accounts.map(({ state }) => state)).toEqual(['SUSPENDED', 'ACTIVE']);
});

test('a state that nobody knows yet is what the older Status says', async () => {
  const { list } = await start({ accounts: [{ accountId: MEMBER, state: 'RESTRICTED' }] });

  expect((await list()).accounts.map(({ state }) => state)).toEqual(['SUSPENDED', 'ACTIVE']);
});

describe('tags', () => {
  test('are those of the account', async () => {
    const { tags, organization } = await start({ accounts: [{ accountId: MEMBER, tags: { team: 'payments' } }] });

    expect([...(await tags(MEMBER))]).toEqual([['team', 'payments']]);
    organization.retag(MEMBER, {});
    expect([...(await tags(MEMBER))]).toEqual([]);
  });

  test('of an account that has left are a failure', async () => {
    const { tags } = await start();

    await expect(tags(MEMBER)).rejects.toMatchObject({ reason: 'service' });
  });
});
