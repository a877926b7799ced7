/** The policies of users and groups, and the groups of users. A user is one that is given, or one that has a key. */
import type { FakeAccount } from './account.ts';
import { CREATED } from './iam-user.ts';
import type { GivenGroup, GivenUser } from './live-data.ts';
import { pageOf } from './paging.ts';
import { isWireError, type Operation, type Success, type WireError } from './protocol.ts';
import type { QueryRequest } from './query-protocol.ts';

type Listing = (account: FakeAccount, request: QueryRequest) => Success | WireError;

export const listAttachedUserPolicies: Listing = (account, request) =>
  listed(account, request, 'AttachedPolicies', userOf(account, request)?.AttachedManagedPolicies);

export const listUserPolicies: Listing = (account, request) =>
  listed(account, request, 'PolicyNames', namesOf(userOf(account, request)?.UserPolicyList));

export const listGroupsForUser: Listing = (account, request) => {
  const { accountId } = account.options;
  const groups = userOf(account, request)?.GroupList?.map((GroupName) => ({
    Path: '/',
    GroupName,
    GroupId: `AGPA${GroupName.toUpperCase()}`,
    Arn: `arn:aws:iam::${accountId}:group/${GroupName}`,
    CreateDate: CREATED,
  }));
  return listed(account, request, 'Groups', groups);
};

export const listAttachedGroupPolicies: Listing = (account, request) =>
  listed(account, request, 'AttachedPolicies', groupOf(account, request)?.AttachedManagedPolicies);

export const listGroupPolicies: Listing = (account, request) =>
  listed(account, request, 'PolicyNames', namesOf(groupOf(account, request)?.GroupPolicyList));

function userOf(
  { live }: FakeAccount,
  { parameters: { UserName: name } }: QueryRequest,
): Required<GivenUser> | undefined {
  const user = live.users?.find(({ UserName }) => UserName === name);
  const hasKey = live.accessKeys?.some(({ UserName }) => UserName !== undefined && UserName === name) === true;
  if (user === undefined && !hasKey) return undefined;
  return { AttachedManagedPolicies: [], UserPolicyList: [], GroupList: [], ...user } as unknown as Required<GivenUser>;
}

function groupOf({ live }: FakeAccount, { parameters }: QueryRequest): Required<GivenGroup> | undefined {
  const group = live.groups?.find(({ GroupName }) => GroupName === parameters.GroupName);
  if (group === undefined) return undefined;
  return { AttachedManagedPolicies: [], GroupPolicyList: [], ...group } as unknown as Required<GivenGroup>;
}

function namesOf(policies: readonly { readonly PolicyName?: string | undefined }[] | undefined): string[] | undefined {
  return policies?.flatMap(({ PolicyName }) => PolicyName ?? []);
}

function listed(
  account: FakeAccount,
  request: QueryRequest,
  member: string,
  items: readonly unknown[] | undefined,
): Success | WireError {
  const operation: Operation = request.operation;
  if (items === undefined) {
    const { UserName, GroupName = '' } = request.parameters;
    const kind = UserName === undefined ? 'group' : 'user';
    const message = `The ${kind} with name ${UserName ?? GroupName} cannot be found.`;
    return { code: 'NoSuchEntity', status: 404, message };
  }
  const page = pageOf(items, request, account.options.paging);
  return isWireError(page) ? page : { operation, result: { [member]: page.items, ...page.continuation } };
}
