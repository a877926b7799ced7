import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { createEnabledRegionsSource } from '../../../../src/sources/aws/enabled-regions.ts';
import { accessBy } from '../../../support/account-access.ts';
import type { FakeAccountOptions } from '../../../support/fake-aws/account.ts';
import { type Fault, faults } from '../../../support/fake-aws/faults.ts';
import type { GivenRegion } from '../../../support/fake-aws/regions.ts';
import { type StartedFake, startFake } from './search-history.ts';

// The SDK multiplies its own waits between attempts with it.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const regions: GivenRegion[] = [
  { RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
  { RegionName: 'me-south-1', RegionOptStatus: 'ENABLED' },
  { RegionName: 'af-south-1', RegionOptStatus: 'DISABLED' },
  { RegionName: 'il-central-1', RegionOptStatus: 'ENABLING' },
  { RegionName: 'eu-west-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
];

async function startWith(paging: FakeAccountOptions['paging'], queue: readonly Fault[] = []): Promise<StartedFake> {
  const started = await startFake({ regions, ...(paging !== undefined && { paging }) });
  started.fake.script('*', 'ListRegions', queue);
  return started;
}

async function ask({ clock }: StartedFake): Promise<readonly string[]> {
  const inPlace = <Answer>(_account: string, call: () => Promise<Answer>) => call();
  const access = accessBy(clock)({ source: 'aws', name: 'production', owner: '' });
  const waiting = { clock, random: () => 0 };
  const source = createEnabledRegionsSource({ access, accountName: 'production', inPlace, waiting });
  return source(new AbortController().signal);
}

test('they are those in which the account can be used, of all pages', async () => {
  const started = await startWith({ pageSize: 1 });

  expect(await ask(started)).toEqual(['eu-west-1', 'me-south-1', 'us-east-1']);
  expect(started.fake.count('ListRegions')).toBe(3);
});

test('throttling is waited out', async () => {
  const throttled = Array.from({ length: 4 }, () => faults.throttling);

  expect(await ask(await startWith(undefined, throttled))).toHaveLength(3);
});

test.each<[string, Fault, string]>([
  [
    'refused',
    faults.accessDenied,
    'User: arn:aws:iam::111122223333:user/caller is not authorized to perform: account:ListRegions on resource: * ' +
      'because no identity-based policy allows it',
  ],
  [
    'a page of a proxy',
    faults.notXml,
    'an answer in a form that AWS does not use (HTTP 200): look for a proxy in between',
  ],
  ['without regions', { kind: 'without', member: 'Regions' }, 'AWS answered with nothing of what it was asked for'],
  [
    'a region without a name',
    { kind: 'with', member: 'Regions', value: [{}] },
    'AWS named a region without saying all of it',
  ],
])('%s, the list fails: a part of it is not the whole', async (_, fault, message) => {
  const failure = await ask(await startWith(undefined, [fault])).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(RefreshFailure);
  expect(failure).toMatchObject({ message });
});
