/**
 * How the sessions of a role are denied. IAM lets nobody change the roles that AWS keeps, and refuses a policy on them. Sources: IAM user
 * guide, "Service-linked roles"; IAM Identity Center user guide, "Revoke active IAM role sessions created by permission sets".
 */
import type { ActivityEvent } from '../model/activity-event.ts';
import { type ContainmentStep, step } from './containment-step.ts';
import { denyOlderSessionsOfRole } from './revocation-commands.ts';

export interface SessionRole {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
}

/** Of the session that a call handed out. */
export function roleOf({ targets }: Pick<ActivityEvent, 'targets'>): SessionRole | undefined {
  const { arn = '', name = '' } = targets.find(({ kind }) => kind === 'role') ?? {};
  const [, , , , accountId = ''] = arn.split(':');
  return arn === '' ? undefined : { arn, name, accountId };
}

/** One step for the roles that can be changed, with a command for each, and one in words for each that AWS keeps. */
export function denySessionsOfRoles(
  roles: readonly SessionRole[],
  title: string,
  text: string,
): readonly ContainmentStep[] {
  const commands = roles
    .filter((role) => keeperOf(role) === undefined)
    .map(({ accountId, name }) => ({ accountId, command: denyOlderSessionsOfRole(name) }));
  return [
    ...(commands.length === 0 ? [] : [step(title, text, commands)]),
    ...roles.flatMap((role) => stepOfKept(role, keeperOf(role)) ?? []),
  ];
}

function stepOfKept({ name, accountId }: SessionRole, keeper: string | undefined): ContainmentStep | undefined {
  if (keeper === undefined) return undefined;
  const refused = `IAM lets nobody change the role ${name} of the account ${accountId}`;
  if (keeper !== IDENTITY_CENTER) {
    const text = `${refused}: only the service ${keeper} can. Stop it in the service; its sessions end by themselves.`;
    return step('a role of a service', text);
  }
  const permissionSet = name.replace(/^AWSReservedSSO_/, '').replace(/_[0-9a-f]{16}$/, '');
  return step(
    'end the sessions in Identity Center',
    `${refused}: it is of IAM Identity Center. There, end the sessions of the person, and take the assignment to the account away, so that nobody gets another one. A session of the role lives on all the same, for up to 12 hours: to stop it, add to the permission set ${permissionSet} a statement that denies everything where aws:TokenIssueTime is before now. All who have the permission set then sign in again.`,
  );
}

const IDENTITY_CENTER = 'sso.amazonaws.com';

/** The service; nobody else may make a role with such a path. */
function keeperOf({ arn }: SessionRole): string | undefined {
  return /:role\/(?:aws-reserved|aws-service-role)\/([^/]+)\//.exec(arn)?.[1];
}
