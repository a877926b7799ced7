import { type EventKind, EVENT_KINDS } from '../../model/facts/activity.ts';
import { reportOf } from '../../model/facts/account-facts.ts';
import { ROOT_USER_NAME } from '../../model/facts/credential-report.ts';
import { knownNames } from '../../model/facts/known-names.ts';
import type { AccountAssessment } from '../../model/assessment.ts';
import type { UnixSeconds } from '../../model/time.ts';
import type { Family, Level } from '../family.ts';
import type { World } from '../world.ts';

export interface EventSubject {
  readonly accountId: string;
  /** Empty: nobody, or nobody whom the page may name. */
  readonly user: string;
  readonly event: EventKind;
  readonly lastSeen: UnixSeconds;
}

const activityFamilies: readonly Family<EventSubject>[] = [
  {
    name: 'aws_iam_event_last_seen_timestamp_seconds',
    type: 'gauge',
    help: 'When the exporter last saw such an event in CloudTrail, in Unix seconds: the time of the event.',
    labels: [],
    absent:
      'if the exporter has seen no such event: it looks back for 24 hours when it starts, or for the longest `withinHours` of the policy, and further where it goes on from what `--storage.path` has; it keeps an event for 7 days. `iam_credential_exporter_activity_watermark_timestamp_seconds` says how far it has looked',
    example: 'time() - max by (account_id) (aws_iam_event_last_seen_timestamp_seconds{event="root_sign_in"}) < 3600',
    read: ({ lastSeen }) => lastSeen,
  },
];

export const activityLevel: Level<World, EventSubject> = {
  name: 'activity',
  introduction: `One series per user and kind of event, of the fact \`activity\`, which the exporter reads once the configuration [turns it on](configuration.md#configuration-file). \`user\` is whom the event concerns: a user of the report, a user whom an event that succeeded names, or root. It is empty where an event concerns no user, such as a trail that was stopped, or a user whom nobody knows, such as a sign-in that failed. \`event\` is one of ${EVENT_KINDS.map((kind) => `\`${kind}\``).join(', ')}.`,
  labels: [
    { name: 'account_id', of: ({ accountId }) => accountId },
    { name: 'user', of: ({ user }) => user },
    { name: 'event', of: ({ event }) => event },
  ],
  families: activityFamilies,
  *select({ assessment, perUser }) {
    for (const account of assessment.accounts) yield* eventsOf(account, perUser);
  },
};

function* eventsOf({ facts }: AccountAssessment, perUser: boolean): Iterable<EventSubject> {
  const activity = facts.facts.activity?.value;
  if (activity === undefined) return;
  const report = reportOf(facts);
  const { accountId } = report;
  const newest = new Map<string, EventSubject>();
  const known = knownNames(activity, report);
  for (const { kind: event, user: name, time } of activity.sightings) {
    const user = name === ROOT_USER_NAME || (perUser && known.has(name)) ? name : '';
    const key = `${event} ${user}`;
    const lastSeen = Math.max(time, newest.get(key)?.lastSeen ?? time);
    newest.set(key, { accountId, user, event, lastSeen });
  }
  yield* newest.values();
}
