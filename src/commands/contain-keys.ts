/** What is to be known of the users of keys that have leaked, and how the damage is contained. */
import { containmentSteps } from '../cli/containment-words.ts';
import type { OwnCommands } from '../cli/own-commands.ts';
import type { KeyAnswer } from '../cli/whose-fields.ts';
import type { AccessKeyId } from '../model/access-key-id.ts';
import type { AwsAccount } from '../model/account.ts';
import type { KeyActivity } from '../model/key-activity.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import type { UserPermissions } from '../model/user-permissions.ts';
import { createUserPermissionsSource } from '../sources/aws/user-permissions.ts';
import type { Asking, AskingOutside } from './asking.ts';
import { readMadeKeys } from './made-keys.ts';
import { readUserPermissions } from './user-permissions.ts';

type Containing = Pick<KeyAnswer, 'permissions' | 'madeKeys' | 'containment'>;

export async function containKeys(
  owners: readonly KeyOwner[],
  activities: ReadonlyMap<KeyOwner, KeyActivity>,
  find: (key: AccessKeyId) => Promise<KeyOwner>,
  { ask, clientOf }: Asking,
  outside: AskingOutside,
  own: OwnCommands,
): Promise<(owner: KeyOwner) => Containing> {
  const permissions = new Map<KeyOwner, UserPermissions | 'gone'>();
  // In turn: the deadline of one runs while it waits for its place among the calls of the account.
  for (const owner of owners) {
    if (owner.is !== 'user-key') continue;
    const source = createUserPermissionsSource(clientOf(owner.account as AwsAccount), outside);
    permissions.set(owner, await readUserPermissions(owner.user, source, ask));
  }
  const made = await readMadeKeys(activities, find);
  return (owner) => {
    const activity = activities.get(owner);
    const known = permissions.get(owner);
    const madeKeys = made.get(owner);
    const { life, left, issuing } = activity ?? {};
    const containment = containmentSteps({ owner, life, left, madeKeys, issuing: issuing?.at(0) }, own);
    return {
      containment,
      ...(known !== undefined && { permissions: known }),
      ...(madeKeys !== undefined && { madeKeys }),
    };
  };
}
