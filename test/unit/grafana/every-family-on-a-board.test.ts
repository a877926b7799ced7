import { expect, it } from '@jest/globals';
import { familiesInRules } from '../../../alerts/families.ts';
import { levels } from '../../../src/metrics/catalogue.ts';
import { familiesOnBoards } from '../../support/grafana/used-families.ts';

/** What alerts read and no board shows: which accounts there are, and who reads each. */
const IN_ALERTS_ALONE = [
  'iam_credential_exporter_account_member',
  'iam_credential_exporter_members_known',
  'iam_credential_exporter_shard_ordinal',
  'iam_credential_exporter_total_shards',
];

it('shows every family of the exporter on some board, except those of the list', () => {
  const onBoards = familiesOnBoards();
  const families = levels.flatMap((level) => level.families.map(({ name }) => name));
  expect(families.filter((name) => !onBoards.has(name))).toEqual(IN_ALERTS_ALONE);
  expect(familiesInRules()).toEqual(expect.arrayContaining(IN_ALERTS_ALONE));
});
