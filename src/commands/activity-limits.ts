/** What a source cannot see of that which was asked, however far it looks. */
import type { ActivitySourceName } from '../cli/activity-options.ts';
import type { ActivityQuestion } from '../model/activity-source.ts';
import type { UnixSeconds } from '../model/time.ts';

/** It finds events by one attribute, which of such a session is the name that was given to GetFederationToken. */
const FEDERATED =
  'The event history cannot be asked for sessions of GetFederationToken by who got them: --event GetFederationToken shows whether there are any, and --key what one of them did.';
/** AWS says of no event how late it may be. Trails write most of theirs within about five minutes. */
const LATEST = 'Events of the last 15 minutes may still come.';
/** Source: CloudTrail user guide, "Creating a table for CloudTrail logs in Athena". */
const ASSUMED_ROOT =
  "A table as AWS makes it does not say which sessions of root came from AssumeRoot: they are among root's here, and --event AssumeRoot shows who asked for them.";

const LATE_SECONDS = 15 * 60;

export function unseenBy(
  source: ActivitySourceName,
  { subject: { of }, to }: Pick<ActivityQuestion, 'subject' | 'to'>,
  now: UnixSeconds,
): string[] {
  return [
    ...(source === 'events' && (of === 'user' || of === 'root') ? [FEDERATED] : []),
    ...(source === 'events' && to > now - LATE_SECONDS ? [LATEST] : []),
    ...(source === 'athena' && of === 'root' ? [ASSUMED_ROOT] : []),
  ];
}
