import { expect, it } from '@jest/globals';
import { levels } from '../../../src/metrics/catalogue.ts';
import { familiesOnBoards } from '../../support/grafana/used-families.ts';

/** The events of the watch have no board yet. */
const WITHOUT_BOARD = [
  'aws_iam_event_last_seen_timestamp_seconds',
  'aws_iam_finding_event_timestamp_seconds',
  'iam_credential_exporter_activity_complete',
  'iam_credential_exporter_activity_watermark_timestamp_seconds',
];

it('shows every family of the exporter on some board', () => {
  const onBoards = familiesOnBoards();
  const families = levels.flatMap((level) => level.families.map(({ name }) => name));
  expect(families.filter((name) => !onBoards.has(name)).sort()).toEqual(WITHOUT_BOARD);
});
