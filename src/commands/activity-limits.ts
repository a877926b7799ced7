/** What a source cannot see of that which was asked, however far it looks. */
import type { ActivitySourceName } from '../cli/activity-options.ts';
import type { ActivityQuestion } from '../model/activity-source.ts';
import type { ActivityPlace } from './activity-place.ts';

/** It finds events by one attribute, which of such a session is the name that was given to GetFederationToken. */
const FEDERATED =
  'The event history cannot be asked for sessions of GetFederationToken by who got them: --event GetFederationToken shows whether there are any, and --key what one of them did.';
const SILENT_ACCOUNTS =
  'A log group does not say which accounts write into it: one that does not, looks like one in which nothing happened.';

export function unseenBy(
  source: ActivitySourceName,
  { subject: { of } }: Pick<ActivityQuestion, 'subject'>,
  places: readonly Pick<ActivityPlace, 'question'>[],
): string[] {
  if (source === 'events') return of === 'user' || of === 'root' ? [FEDERATED] : [];
  const ofSeveral = places.some(({ question: { accountId } }) => accountId === undefined);
  return source === 'logs' && ofSeveral ? [SILENT_ACCOUNTS] : [];
}
