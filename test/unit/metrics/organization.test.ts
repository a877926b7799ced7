import { expect, test } from '@jest/globals';
import { organizationFamilies } from '../../../src/metrics/families/organization.ts';
import type { OrganizationState } from '../../../src/model/exporter-state.ts';
import { exporterState } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';

const OUTSIDE = [
  { accountId: '111122223333', accountName: 'old', reason: 'closed' },
  { accountId: '444455556666', accountName: 'sandbox', reason: 'excluded', by: 'exclude[0]' },
] as const;

function read(organization?: OrganizationState) {
  const state = exporterState({ shard: 2, totalShards: 4, ...(organization && { organization }) });
  return readFamilies(organizationFamilies, 'aws_iam_', state, 0);
}

test('accounts of the organization are counted by state, each state from the first list on', () => {
  const counted = read({
    isListed: true,
    members: 7,
    pending: 1,
    waiting: 2,
    outside: OUTSIDE,
    units: [],
  }).organization_accounts;

  const values = { member: 7, pending: 1, waiting: 2, excluded: 1, closed: 1 };
  const none = ['pending_activation', 'suspended', 'pending_closure', 'not_included'].map((state) => [state, 0]);
  expect(counted).toHaveLength(9);
  for (const [state, value] of [...Object.entries(values), ...none]) {
    expect(counted).toContainEqual({ state, shard: '2', value });
  }
});

test('one that is not read is named with the reason', () => {
  expect(
    read({ isListed: true, members: 0, pending: 0, waiting: 0, outside: OUTSIDE, units: [] }).account_excluded_info,
  ).toEqual([
    { account_id: '111122223333', account_name: 'old', reason: 'closed', shard: '2', value: 1 },
    { account_id: '444455556666', account_name: 'sandbox', reason: 'excluded', shard: '2', value: 1 },
  ]);
});

test('an account has a series for each unit above it, and none where it is in the root', () => {
  const units = [
    { accountId: '111122223333', accountName: 'shop', units: ['ou-ab12-11111111', 'ou-ab12-22222222'] },
    { accountId: '444455556666', accountName: 'management', units: [] },
  ];
  const shop = { account_id: '111122223333', account_name: 'shop', value: 1 };
  expect(read({ isListed: true, members: 2, pending: 0, waiting: 0, outside: [], units }).account_ou_info).toEqual([
    { ...shop, ou: 'ou-ab12-11111111' },
    { ...shop, ou: 'ou-ab12-22222222' },
  ]);
});

test('nothing is said without an organization, nor counted before its first list', () => {
  expect(read()).toEqual({});
  expect(
    read({ isListed: false, members: 0, pending: 0, waiting: 0, outside: [], units: [] }).organization_accounts,
  ).toBeUndefined();
});
