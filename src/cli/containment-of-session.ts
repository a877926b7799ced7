/** How the key of a session is contained: nobody can deactivate it, but all sessions of whom it belongs to can be denied. */
import type { ActivityEvent } from '../model/activity-event.ts';
import { denySessionsOfRoles, roleOf } from './containment-of-role.ts';
import { containRootSessions, rootOf } from './containment-of-root-session.ts';
import { type ContainmentStep, step } from './containment-step.ts';
import { denyOlderSessionsOfUser, lookAgain } from './revocation-commands.ts';

/** @param issuing the call that handed it out; undefined: not known. */
export function containSession(keyId: string, issuing: ActivityEvent | undefined): readonly ContainmentStep[] {
  const intro = 'Nobody can deactivate the key of a session: deny the sessions of whom it belongs to.';
  const { principal, accountId } = issuing ?? {};
  const role = issuing && roleOf(issuing);
  if (role !== undefined) {
    const text = `${intro} Programs that use the role get a new session by themselves.`;
    return [...denySessionsOfRoles([role], 'revoke the sessions of the role', text), ...issuedBy(principal?.keyId)];
  }
  if (issuing !== undefined && rootOf(issuing.targets) !== undefined)
    return [...containRootSessions([issuing]), ...issuedBy(principal?.keyId)];
  if (principal?.kind === 'user' && principal.name !== undefined && accountId !== undefined) {
    return [
      step('deny the sessions of the user', `${intro} Keys of the user go on working.`, [
        { accountId, command: denyOlderSessionsOfUser(principal.name) },
      ]),
      ...issuedBy(principal.keyId),
    ];
  }
  return [
    step(
      'find whose session it is',
      `${intro} Who that is, is not known here: activity shows what the key did, and as whom.`,
      lookAgain(keyId)
        .slice(1)
        .map((command) => ({ command })),
    ),
  ];
}

/** Whoever has that key gets the next session. */
function issuedBy(keyId: string | undefined): readonly ContainmentStep[] {
  if (keyId === undefined) return [];
  const text = `The session was got with the key ${keyId}. If that one has leaked too, whoever has it gets another session: look at it.`;
  return [step('look at the key behind it', text, [{ command: `iam-credential-exporter whose --leaked ${keyId}` }])];
}
