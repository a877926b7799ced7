/** Who called, in words. */
import type { Principal } from '../model/activity-event.ts';

/** Who called, as a part of a sentence: `the user ann`, `the role deploy (build-7)`. */
export function callerWords(principal: Principal): string {
  const { invokedBy } = principal;
  const caller = nameOf(principal);
  return invokedBy === undefined || invokedBy === principal.name ? caller : `${caller}, through ${invokedBy}`;
}

function nameOf({ kind, name, accountId, session, issuer, invokedBy, assumedRoot }: Principal): string {
  switch (kind) {
    case 'user':
      return `the user ${name ?? 'without a name'}`;
    case 'root':
      return assumedRoot === true ? 'root (by AssumeRoot)' : 'root';
    case 'role':
      return `the role ${name ?? 'without a name'}${session === undefined ? '' : ` (${session})`}`;
    case 'federated-user':
      return `the federated user ${name ?? ''} of ${issuer?.name ?? issuer?.kind ?? 'an unknown user'}`;
    case 'account':
      return `the account ${accountId ?? 'without an id'}`;
    case 'service':
      return invokedBy ?? 'a service of AWS';
    default:
      return name ?? 'somebody whom the record does not name';
  }
}

/** Who called, in a table: `alice`, `admin/alice@example.com` for the session of a role, `root`, and the service that called for them. */
export function callerOf(principal: Principal): string {
  const { invokedBy } = principal;
  const caller = shortNameOf(principal);
  return invokedBy === undefined || invokedBy === caller ? caller : `${caller} by ${invokedBy}`;
}

function shortNameOf({ kind, name, arn, accountId, session, issuer, invokedBy, assumedRoot }: Principal): string {
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
