import type { ActivityEvent } from '../model/activity-event.ts';

/** A failed sign-in by way of an identity provider is recorded as root's, and nobody touched root. */
const EXTERNAL_SIGN_IN = 'ExternalIdPDirectoryLogin';

/**
 * Whether somebody used root, or tried to. Root are by the record also: a service that acts for the account, an event that a service
 * made itself, a session that a security team got by AssumeRoot, which is there so that nobody uses root, and a failed sign-in by
 * way of an identity provider.
 */
export function isRootUse({ name, type, principal }: ActivityEvent): boolean {
  return (
    principal.kind === 'root' &&
    principal.invokedBy === undefined &&
    principal.assumedRoot === undefined &&
    type !== 'AwsServiceEvent' &&
    name !== EXTERNAL_SIGN_IN
  );
}
