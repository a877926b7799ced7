/** The regions of an account, as the Account service lists them. Source: Account Management API reference, ListRegions. */
import type { RegionOptStatus } from '@aws-sdk/client-account';
import type { FakeAccount } from './account.ts';
import type { JsonCall } from './json-operations.ts';
import type { Success } from './protocol.ts';

export interface GivenRegion {
  readonly RegionName: string;
  readonly RegionOptStatus: RegionOptStatus;
}

const MOST_RESULTS = 50;

/** What a new account has: these, and others that it may enable. */
const NEW_ACCOUNT: readonly GivenRegion[] = [
  ...[
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ].map((RegionName): GivenRegion => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' })),
  ...['af-south-1', 'eu-south-1', 'me-south-1'].map((RegionName): GivenRegion => ({
    RegionName,
    RegionOptStatus: 'DISABLED',
  })),
];

interface ListInput {
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly RegionOptStatusContains?: readonly string[];
}

export function listRegions(account: FakeAccount, { request }: JsonCall): Success {
  const {
    MaxResults = MOST_RESULTS,
    NextToken: token = '0',
    RegionOptStatusContains: statuses,
  }: ListInput = request.input;
  const regions = regionsOf(account).filter(
    ({ RegionOptStatus: status }) => statuses === undefined || statuses.includes(status),
  );
  const start = Number(token);
  const end = start + Math.min(MaxResults, account.options.paging?.pageSize ?? Infinity);
  return {
    operation: 'ListRegions',
    result: { Regions: regions.slice(start, end), NextToken: end < regions.length ? String(end) : undefined },
  };
}

export function isEnabled(account: FakeAccount, region: string): boolean {
  return regionsOf(account).some(
    ({ RegionName, RegionOptStatus }) => RegionName === region && RegionOptStatus.startsWith('ENABLED'),
  );
}

function regionsOf({ live }: FakeAccount): readonly GivenRegion[] {
  return live.regions ?? NEW_ACCOUNT;
}
