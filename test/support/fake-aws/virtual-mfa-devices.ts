/** The virtual MFA devices of an account, assigned or not. */
import type { FakeAccount } from './account.ts';
import { CREATED, iamUser } from './iam-user.ts';
import type { GivenVirtualMfaDevice } from './live-data.ts';
import { pageOf } from './paging.ts';
import { isWireError, type Success, type WireError } from './protocol.ts';
import type { QueryRequest } from './query-protocol.ts';

export function listVirtualMfaDevices(account: FakeAccount, request: QueryRequest): Success | WireError {
  const { accountId, paging } = account.options;
  const { AssignmentStatus: status = 'Any' } = request.parameters;
  const devices = (account.live.virtualMfaDevices ?? []).filter(
    ({ User: user }) => status === 'Any' || (status === 'Assigned') === (user !== undefined),
  );
  const page = pageOf(devices, request, paging);
  if (isWireError(page)) return page;
  return {
    operation: 'ListVirtualMFADevices',
    result: {
      ...page.continuation,
      VirtualMFADevices: page.items.map((device) => virtualMfaDevice(accountId, device)),
    },
  };
}

function virtualMfaDevice(accountId: string, device: GivenVirtualMfaDevice): object {
  if (device.User === undefined) return device;
  const user =
    device.User === 'root'
      ? rootUser(accountId)
      : { ...iamUser(accountId, device.User.UserName, device.User.Path), ...device.User };
  return { EnableDate: CREATED, ...device, User: user };
}

/** Root has neither a path nor a name there. */
function rootUser(accountId: string): object {
  return { UserId: accountId, Arn: `arn:aws:iam::${accountId}:root`, CreateDate: CREATED };
}
