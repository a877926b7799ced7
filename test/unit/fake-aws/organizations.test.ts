import { expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { FakeOrganization } from '../../support/fake-aws/organization.ts';
import type { OrganizationOptions } from '../../support/fake-aws/organization-options.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws, FakeAwsOptions } from '../../support/fake-aws/server.ts';
import { askOrganizations } from './organizations-client.ts';

const MANAGEMENT = '000000000001';
const MEMBER = '111111111111';
const AUDIT = '222222222222';
const OUTSIDER = '999999999999';
const INNER = 'ou-ab12-inner001';
const OUTER = 'ou-ab12-outer001';

async function start(
  options: Partial<OrganizationOptions> = {},
  ofFake: Partial<FakeAwsOptions> = {},
): Promise<{ organization: FakeOrganization; fake: FakeAws }> {
  const organization = new FakeOrganization({
    managementAccountId: MANAGEMENT,
    units: [
      { id: OUTER, name: 'Outer' },
      { id: INNER, name: 'Inner', parentId: OUTER },
    ],
    accounts: [
      { accountId: MANAGEMENT, name: 'Management' },
      { accountId: MEMBER, name: 'Payments', parentId: INNER, tags: { team: 'payments' } },
      { accountId: AUDIT },
    ],
    ...options,
  });
  const accounts = [MANAGEMENT, MEMBER, AUDIT, OUTSIDER].map((accountId) => ({ accountId, csv: 'user' }));
  return { organization, fake: await startFakeAwsForTest({ accounts, organization, ...ofFake }) };
}

/** All pages: the ids of each. @param between is done after each page. */
async function listed(fake: FakeAws, between: (page: number) => void = () => undefined): Promise<string[][]> {
  const pages: string[][] = [];
  let NextToken: unknown;
  do {
    const { body } = await askOrganizations(fake, 'ListAccounts', { NextToken });
    pages.push((body.Accounts as readonly { readonly Id: string }[]).map(({ Id }) => Id));
    NextToken = body.NextToken;
    between(pages.length);
  } while (NextToken !== undefined);
  return pages;
}

function accountIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));
}

test('an account comes with its path, its state and when it joined, in seconds', async () => {
  const joinedTime = Date.parse('2024-05-06T07:08:09.5Z');
  const { fake } = await start({ accounts: [{ accountId: MEMBER, parentId: INNER, state: 'CLOSED', joinedTime }] });

  const { body } = await askOrganizations(fake, 'ListAccounts', { MaxResults: 1 });

  expect(body.Accounts).toEqual([
    {
      Id: MEMBER,
      Arn: `arn:aws:organizations::${MANAGEMENT}:account/o-exampleorg1/${MEMBER}`,
      Email: `${MEMBER}@example.com`,
      Name: `account ${MEMBER}`,
      Status: 'SUSPENDED',
      State: 'CLOSED',
      Paths: [`o-exampleorg1/r-ab12/${OUTER}/${INNER}/${MEMBER}/`],
      JoinedMethod: 'CREATED',
      JoinedTimestamp: joinedTime / 1000,
    },
  ]);
});

test('what an older partition leaves out is asked from child to parent', async () => {
  const { fake } = await start({ leftOut: ['Paths'] });

  const { body } = await askOrganizations(fake, 'ListAccounts');
  const parents = await Promise.all(
    [MEMBER, INNER, OUTER].map((ChildId) => askOrganizations(fake, 'ListParents', { ChildId })),
  );

  expect(JSON.stringify(body)).not.toContain('Paths');
  expect(parents.map((answer) => answer.body.Parents)).toEqual([
    [{ Id: INNER, Type: 'ORGANIZATIONAL_UNIT' }],
    [{ Id: OUTER, Type: 'ORGANIZATIONAL_UNIT' }],
    [{ Id: 'r-ab12', Type: 'ROOT' }],
  ]);
});

test('pages hold twenty, and may be empty before the last', async () => {
  const accounts = accountIds(41).map((accountId) => ({ accountId }));
  const { fake } = await start({ accounts, paging: { ListAccounts: { shortPages: [0, 3, 0] } } });

  const pages = await listed(fake);

  expect(pages.map((page) => page.length)).toEqual([0, 3, 0, 20, 19]);
  expect(pages.flat()).toEqual([...accountIds(41), MANAGEMENT]);
});

test('an account that leaves between two pages takes no other one with it', async () => {
  const accounts = accountIds(41).map((accountId) => ({ accountId }));
  const { organization, fake } = await start({ accounts });
  const [first = ''] = accountIds(1);

  const pages = await listed(fake, (page) => {
    if (page === 1) organization.remove(first);
  });

  expect(pages.flat()).toEqual([...accountIds(41), MANAGEMENT]);
});

test.each([
  ['the management account', MANAGEMENT, 200, undefined],
  ['a delegated administrator of any service', AUDIT, 200, undefined],
  ['another member', MEMBER, 400, 'AccessDeniedException'],
  ['an account outside', OUTSIDER, 400, 'AWSOrganizationsNotInUseException'],
])('%s asks', async (_, accountId, status, type) => {
  const { fake } = await start({ delegatedAdministrators: { [AUDIT]: ['config.amazonaws.com'] } });

  const answer = await askOrganizations(fake, 'ListAccounts', {}, accountId);

  expect([answer.status, answer.body.__type]).toEqual([status, type]);
});

test('a delegation policy allows what it names', async () => {
  const { fake } = await start({ delegationPolicy: { [MEMBER]: ['ListAccounts'] } });

  const list = await askOrganizations(fake, 'ListAccounts', {}, MEMBER);
  const tags = await askOrganizations(fake, 'ListTagsForResource', { ResourceId: MEMBER }, MEMBER);

  expect(list.status).toBe(200);
  expect(tags.body).toEqual({
    __type: 'AccessDeniedException',
    Message: "You don't have permissions to access this resource.",
  });
});

test.each([
  ['ListAccounts', { MaxResults: 21 }, { __type: 'InvalidInputException', Reason: 'MAX_VALUE_EXCEEDED' }],
  ['ListAccounts', { MaxResults: 0 }, { __type: 'InvalidInputException', Reason: 'MIN_VALUE_EXCEEDED' }],
  ['ListAccounts', { NextToken: 'of nobody' }, { __type: 'InvalidInputException', Reason: 'INVALID_NEXT_TOKEN' }],
  ['ListTagsForResource', {}, { __type: 'InvalidInputException', Reason: 'INPUT_REQUIRED' }],
  ['ListTagsForResource', { ResourceId: OUTSIDER }, { __type: 'TargetNotFoundException' }],
  ['ListParents', { ChildId: 'r-ab12' }, { __type: 'InvalidInputException', Reason: 'INVALID_PATTERN' }],
  ['ListParents', { ChildId: OUTSIDER }, { __type: 'ChildNotFoundException' }],
  [
    'DescribeOrganizationalUnit',
    { OrganizationalUnitId: 'ou-ab12-nowhere1' },
    { __type: 'OrganizationalUnitNotFoundException' },
  ],
])('%s refuses %j', async (operation, input, error) => {
  const { fake } = await start();

  const answer = await askOrganizations(fake, operation, input);

  expect(answer).toMatchObject({ status: 400, body: error });
});

test('tags come in pages, and each question is remembered', async () => {
  const { organization, fake } = await start({ paging: { ListTagsForResource: { pageSize: 1 } } });
  organization.retag(MEMBER, { team: 'payments', env: 'live' });

  const first = await askOrganizations(fake, 'ListTagsForResource', { ResourceId: MEMBER });
  const { NextToken } = first.body;
  const second = await askOrganizations(fake, 'ListTagsForResource', { ResourceId: MEMBER, NextToken });
  const ofAnother = await askOrganizations(fake, 'ListTagsForResource', { ResourceId: AUDIT, NextToken });

  expect(first.body.Tags).toEqual([{ Key: 'team', Value: 'payments' }]);
  expect(second.body).toEqual({ Tags: [{ Key: 'env', Value: 'live' }] });
  expect(ofAnother.body).toMatchObject({ Reason: 'INVALID_NEXT_TOKEN' });
  expect(fake.requests.map(({ input }) => input?.ResourceId)).toEqual([MEMBER, MEMBER, AUDIT]);
});

test('too many calls in a second are refused as Organizations does it, and so is a planned throttling', async () => {
  let now = 0;
  const { fake } = await start({ callsPerSecond: { ListAccounts: 2 } }, { now: () => now });
  const ask = async () => (await askOrganizations(fake, 'ListAccounts')).status;

  const statuses = [await ask(), await ask(), await ask()];
  now = 500;
  statuses.push(await ask(), await ask());
  fake.script('*', 'DescribeOrganizationalUnit', [faults.throttling]);
  const planned = await askOrganizations(fake, 'DescribeOrganizationalUnit', { OrganizationalUnitId: INNER });

  expect(statuses).toEqual([200, 200, 400, 200, 400]);
  expect(planned.body).toMatchObject({ __type: 'TooManyRequestsException', Type: expect.any(String) });
});
