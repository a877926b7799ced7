import { expect, test } from '@jest/globals';
import { exporterLevel } from '../../../src/metrics/catalogue.ts';
import type { ExporterState } from '../../../src/model/exporter-state.ts';
import { at, exporterState } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';

function read(state: ExporterState) {
  return readFamilies(exporterLevel.families, 'iam_credential_exporter_', state, at('2026-11-22T12:00:00Z'));
}

test('an exporter names every account and its shard, with an empty id where it knows none', () => {
  const members = [
    { accountName: 'shop', accountId: '111122223333', shard: 3 },
    { accountName: 'local', shard: 0 },
  ];

  expect(read(exporterState({ members })).account_member).toEqual([
    { account_id: '111122223333', account_name: 'shop', shard: '3', value: 1 },
    { account_id: '', account_name: 'local', shard: '0', value: 1 },
  ]);
});

test('an exporter says which shard it is, of how many, and whether it knows all accounts', () => {
  expect(read(exporterState({ membersKnown: false, shard: 2, totalShards: 4 }))).toMatchObject({
    account_member: [],
    members_known: 0,
    shard_ordinal: 2,
    total_shards: 4,
  });
  expect(read(exporterState())).toMatchObject({ members_known: 1, shard_ordinal: 0, total_shards: 1 });
});
