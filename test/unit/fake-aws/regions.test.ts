import { ListRegionsCommand, type ListRegionsCommandInput } from '@aws-sdk/client-account';
import { expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import type { GivenRegion } from '../../support/fake-aws/regions.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { accountClient } from './json-client.ts';

const regions: GivenRegion[] = [
  { RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
  { RegionName: 'me-south-1', RegionOptStatus: 'ENABLED' },
  { RegionName: 'af-south-1', RegionOptStatus: 'DISABLED' },
];

function startFake(): Promise<FakeAws> {
  return startFakeAwsForTest({ accounts: [{ accountId: '111111111111', csv: 'user', regions }] });
}

async function list(fake: FakeAws, input: ListRegionsCommandInput = {}) {
  return accountClient(fake).send(new ListRegionsCommand(input));
}

test('the regions come with their status, those of a status only if asked for', async () => {
  const fake = await startFake();

  await expect(list(fake)).resolves.toMatchObject({ Regions: regions });
  await expect(list(fake, { RegionOptStatusContains: ['ENABLED'] })).resolves.toMatchObject({ Regions: [regions[1]] });
});

test('a page holds no more than asked for, and a token leads to the next', async () => {
  const fake = await startFake();

  const first = await list(fake, { MaxResults: 2 });
  const second = await list(fake, { MaxResults: 2, NextToken: first.NextToken });

  expect(first.Regions).toEqual(regions.slice(0, 2));
  expect(second.Regions).toEqual(regions.slice(2));
  expect(second.NextToken).toBeUndefined();
});

test('a refusal names the permission', async () => {
  const fake = await startFake();
  fake.always('*', 'ListRegions', faults.accessDenied);

  await expect(list(fake)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('is not authorized to perform: account:ListRegions'),
  });
});
