/** What a user may do, in lines for people. */
import { isQuarantine } from '../model/quarantine.ts';
import type { AttachedPolicy, Policies, UserPermissions } from '../model/user-permissions.ts';
import type { Line } from './key-activity-lines.ts';

/** AWS's own policy, in any partition; another one may be called so too. Source: AWS managed policy reference, AdministratorAccess. */
export function isAdmin({ arn }: AttachedPolicy): boolean {
  return /^arn:[^:]+:iam::aws:policy\/AdministratorAccess$/.test(arn);
}

/** AWS puts its quarantine on the user and on no group. undefined: not known. */
export function isQuarantined({ attached, inline }: Policies): boolean | undefined {
  if ([...(attached ?? []).map(({ name }) => name), ...(inline ?? [])].some(isQuarantine)) return true;
  return attached === undefined || inline === undefined ? undefined : false;
}

export function permissionLines(permissions: UserPermissions | 'gone' | undefined): readonly Line[] {
  if (permissions === undefined) return [];
  if (permissions === 'gone') return [['Policies', 'the user is gone']];
  const quarantined = isQuarantined(permissions);
  const { groups } = permissions;
  return [
    [
      'Quarantine',
      quarantined === undefined
        ? 'not known'
        : quarantined
          ? 'yes: AWS believes that the key is public, and has opened a support case'
          : 'no',
    ],
    ['Policies', policiesText(permissions)],
    ...(groups === undefined ? [['Groups', 'not known'] as const] : []),
    ...(groups?.length === 0 ? [['Groups', 'none'] as const] : []),
    ...(groups ?? []).map((group, index): Line => [
      index === 0 ? 'Groups' : '',
      `${group.name}: ${policiesText(group)}`,
    ]),
  ];
}

function policiesText({ attached, inline }: Policies): string {
  const known = [
    ...(attached ?? []).map((policy) => `${policy.name}${isAdmin(policy) ? ' (ADMIN)' : ''}`),
    ...(inline ?? []).map((name) => `${name} (inline)`),
  ];
  const unknown = [
    ...(attached === undefined ? ['the managed ones are not known'] : []),
    ...(inline === undefined ? ['the inline ones are not known'] : []),
  ];
  return [...(known.length === 0 && unknown.length === 0 ? ['none'] : known), ...unknown].join(', ');
}
