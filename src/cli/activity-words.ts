/** Events of CloudTrail in a few words. */
import type { ActivityEvent, Principal } from '../model/activity-event.ts';

/** Who called: `alice`, `admin/alice@example.com` for the session of a role, `root`, and the service that called for them. */
export function callerOf(principal: Principal): string {
  const { invokedBy } = principal;
  const caller = nameOf(principal);
  return invokedBy === undefined || invokedBy === caller ? caller : `${caller} by ${invokedBy}`;
}

function nameOf({ kind, name, arn, accountId, session, issuer, invokedBy, assumedRoot }: Principal): string {
  switch (kind) {
    case 'root':
      return assumedRoot === true ? 'root (by AssumeRoot)' : 'root';
    case 'role':
      return [name ?? arn, session].filter((part) => part !== undefined).join('/') || kind;
    case 'federated-user':
      return `${name ?? kind} (of ${issuer?.name ?? issuer?.kind ?? 'an unknown user'})`;
    case 'service':
      return invokedBy ?? kind;
    case 'account':
      return `account ${accountId ?? ''}`.trimEnd();
    default:
      return name ?? invokedBy ?? arn ?? kind;
  }
}

/** `iam` for `iam.amazonaws.com`. */
export function serviceOf({ service }: ActivityEvent): string {
  return service.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
}

export function targetsOf({ targets }: ActivityEvent): string {
  return targets.map(({ kind, name }) => `${kind}:${name}`).join(' ');
}
