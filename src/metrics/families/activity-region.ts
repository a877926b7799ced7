import { watchedRegions, type WatchedRegion, type WatchSource } from '../../model/facts/activity.ts';
import type { Family, Level } from '../family.ts';
import type { World } from '../world.ts';

export interface ActivityRegionSubject extends WatchedRegion {
  readonly accountName: string;
  readonly source: WatchSource;
}

/** How far the exporter has looked: without it "no event" says nothing. */
export const activityRegionFamilies: readonly Family<ActivityRegionSubject>[] = [
  {
    name: 'iam_credential_exporter_activity_watermark_timestamp_seconds',
    type: 'gauge',
    help: 'Up to when the exporter has read the events of this region, in Unix seconds. Events that AWS delivers late may still come.',
    labels: [],
    absent: 'until the exporter has read every kind of event of the region to the end once',
    example: 'time() - iam_credential_exporter_activity_watermark_timestamp_seconds > 2 * 3600',
    read: ({ watermark }) => watermark,
  },
  {
    name: 'iam_credential_exporter_activity_complete',
    type: 'gauge',
    help: '1 if the exporter read the events of this region to the end when it last asked for them, 0 if AWS refused, throttled or did not answer, if there were too many, or if the log group has no record of the region from the last hour. It stays as it was while the whole fact fails: iam_credential_exporter_fact_up is 0 then.',
    labels: [],
    absent: 'until the exporter has read the fact `activity` once',
    example: 'iam_credential_exporter_activity_complete == 0',
    read: ({ complete }) => Number(complete),
  },
];

export const activityRegionLevel: Level<World, ActivityRegionSubject> = {
  name: 'activity region',
  introduction:
    'One series per account and region in which the exporter looks for events, of the fact `activity`. `source` is where the events come from: `events` is the event history of CloudTrail, `logs` the log group of the configuration. From a log group come the events of all regions, and the one region of the series is the one in which AWS records what IAM and root do.',
  labels: [
    { name: 'account_name', of: ({ accountName }) => accountName },
    { name: 'region', of: ({ region }) => region },
    { name: 'source', of: ({ source }) => source },
  ],
  families: activityRegionFamilies,
  *select({ assessment }) {
    for (const { facts } of assessment.accounts) {
      const activity = facts.facts.activity?.value;
      if (activity === undefined) continue;
      for (const region of watchedRegions(activity)) {
        yield { ...region, accountName: facts.account.name, source: activity.source };
      }
    }
  },
};
