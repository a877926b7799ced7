/** The users of an account with their tags, groups and policies. The fake has no groups, roles or policies of their own. */
import type { FakeAccount } from './account.ts';
import { iamUser } from './iam-user.ts';
import type { GivenUser } from './live-data.ts';
import { pageOf } from './paging.ts';
import { isWireError, type Success, type WireError } from './protocol.ts';
import type { QueryRequest } from './query-protocol.ts';

export function getAccountAuthorizationDetails(account: FakeAccount, request: QueryRequest): Success | WireError {
  const { accountId, paging } = account.options;
  const page = pageOf(asksForUsers(request) ? (account.live.users ?? []) : [], request, paging);
  if (isWireError(page)) return page;
  return {
    operation: 'GetAccountAuthorizationDetails',
    result: {
      ...page.continuation,
      UserDetailList: page.items.map((user) => userDetail(accountId, user)),
      GroupDetailList: [],
      RoleDetailList: [],
      Policies: [],
    },
  };
}

/** Without a filter AWS sends everything. */
function asksForUsers({ parameters }: QueryRequest): boolean {
  const kinds = Object.entries(parameters).flatMap(([name, kind]) => (name.startsWith('Filter.member.') ? [kind] : []));
  return kinds.length === 0 || kinds.includes('User');
}

/** UserPolicyList and PermissionsBoundary are absent where there is none; the other lists are empty. */
function userDetail(accountId: string, user: GivenUser): object {
  return {
    ...iamUser(accountId, user.UserName, user.Path),
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    ...user,
  };
}
