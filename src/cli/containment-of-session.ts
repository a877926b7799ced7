/** How the key of a session is contained: nobody can deactivate it, but a policy can deny all sessions of its user or role. */
import type { ActivityEvent } from '../model/activity-event.ts';
import { denySessionsOfRoles, roleOf } from './containment-of-role.ts';
import { containRootSessions, rootOf } from './containment-of-root-session.ts';
import { type ContainmentStep, step } from './containment-step.ts';
import type { OwnCommands } from './own-commands.ts';
import { denyOlderSessionsOfUser } from './revocation-commands.ts';

/** @param issuing the call that handed it out; undefined: not known. */
export function containSession(
  keyId: string,
  issuing: ActivityEvent | undefined,
  own: OwnCommands,
): readonly ContainmentStep[] {
  const intro = 'Nobody can deactivate the key of a session: deny all sessions of its user or role instead.';
  const { principal, accountId } = issuing ?? {};
  const role = issuing && roleOf(issuing);
  if (role !== undefined) {
    const text = `${intro} Programs that use the role get a new session by themselves.`;
    return [
      ...denySessionsOfRoles([role], 'revoke the sessions of the role', text),
      ...issuedBy(principal?.keyId, own),
    ];
  }
  if (issuing !== undefined && rootOf(issuing.targets) !== undefined)
    return [...containRootSessions([issuing]), ...issuedBy(principal?.keyId, own)];
  if (principal?.kind === 'user' && principal.name !== undefined && accountId !== undefined) {
    return [
      step('deny the sessions of the user', `${intro} Keys of the user go on working.`, [
        { accountId, command: denyOlderSessionsOfUser(principal.name) },
      ]),
      ...issuedBy(principal.keyId, own),
    ];
  }
  return [
    step(
      'find whose session it is',
      `${intro} This command does not know which one that is: activity shows what the key did, and as whom.`,
      [{ command: own.activity(keyId) }],
    ),
  ];
}

/** A thief who has that key gets the next session. */
function issuedBy(keyId: string | undefined, own: OwnCommands): readonly ContainmentStep[] {
  if (keyId === undefined) return [];
  const text = `Somebody got the session with the key ${keyId}. If that key has leaked too, the thief gets another session with it: look at it.`;
  return [step('look at the key behind it', text, [{ command: own.whose(keyId) }])];
}
