/** Reads what a user may do. A part that nobody may read leaves the others as they are. */
import type { RefreshFailure } from '../model/refresh-failure.ts';
import type { GroupPermissions, Policies, UserPermissions } from '../model/user-permissions.ts';
import type { PolicySource, UserPermissionsSource } from '../sources/aws/user-permissions.ts';
import type { Ask, Asked } from './asking.ts';

/** `gone`: there is no such user, or it was deleted in between. */
export async function readUserPermissions(
  user: string,
  source: UserPermissionsSource,
  ask: Ask,
): Promise<UserPermissions | 'gone'> {
  const failures: RefreshFailure[] = [];
  const answered = <Value>(asked: Asked<Value>): Value | undefined => {
    if (asked.ok) return asked.value;
    failures.push(asked.failure);
    return undefined;
  };
  const policiesOf = async (name: string, { attached, inline }: PolicySource): Promise<Policies> => {
    const [managed, own] = [
      answered(await ask((signal) => attached(name, signal))),
      answered(await ask((signal) => inline(name, signal))),
    ];
    return { ...(managed !== undefined && { attached: managed }), ...(own !== undefined && { inline: own }) };
  };
  const policies = await policiesOf(user, source.ofUser);
  const names = answered(await ask((signal) => source.groupsOf(user, signal)));
  const isGone = policies.attached === undefined && policies.inline === undefined && names === undefined;
  if (isGone && failures.length === 0) return 'gone';
  const groups: GroupPermissions[] = [];
  // In turn: an account holds one place among the calls at most.
  for (const name of names ?? []) groups.push({ name, ...(await policiesOf(name, source.ofGroup)) });
  return { ...policies, ...(names !== undefined && { groups }), failures };
}
