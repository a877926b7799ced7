/** Whose an event is. */
import type { ActivityEvent, ActivityTarget, Principal } from '../model/activity-event.ts';
import type { ActivitySubject } from '../model/activity-source.ts';
import { endOfArn } from './fields.ts';
import { isRootUse } from './root-use.ts';

/**
 * A user's are also the calls of sessions that the user got: with MFA, in the console, as a federated user whatever its name is, and by a
 * service on the user's behalf. A role's session is the role's and not that of who assumed it.
 */
export function isAbout(event: ActivityEvent, subject: ActivitySubject): boolean {
  const { principal } = event;
  switch (subject.of) {
    case 'user':
      return isUser(principal, subject.name);
    case 'role':
      return principal.kind === 'role' && isRole(principal, subject);
    case 'session':
      return principal.session === subject.name;
    case 'key':
      return principal.keyId === subject.id;
    case 'root':
      return isRootUse(event) || principal.issuer?.kind === 'root';
    case 'target':
      return event.targets.some((target) => isCalled(target, subject.name));
    case 'anybody':
      return true;
  }
}

function isUser({ kind, name, issuer }: Principal, user: string): boolean {
  return (kind === 'user' && name === user) || (issuer?.kind === 'user' && issuer.name === user);
}

/** In an account are no two roles of one name, whatever their paths are: name and account are enough where a record lacks the path. */
function isRole(principal: Principal, { name, arn }: { readonly name: string; readonly arn?: string }): boolean {
  if (arn === undefined) return principal.name === name;
  if (principal.arn !== undefined) return principal.arn === arn;
  return principal.name === endOfArn(arn) && principal.accountId === arn.split(':')[4];
}

/** A policy or a device may be meant by its ARN, or by the name at its end. */
function isCalled({ name, arn }: ActivityTarget, wanted: string): boolean {
  return name === wanted || arn === wanted || (name.startsWith('arn:') && endOfArn(name) === wanted);
}
