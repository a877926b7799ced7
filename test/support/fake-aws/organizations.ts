/** What AWS Organizations tells of an organization. Source: Organizations API reference, of each operation. */
import type { JsonCall } from './json-operations.ts';
import type { FakeOrganization, Member } from './organization.ts';
import type { AccountState } from './organization-options.ts';
import { invalidInput, organizationsError } from './organizations-errors.ts';
import { isWireError, type Success, type WireError } from './protocol.ts';
import { tokenPage } from './token-paging.ts';

type Answer = Success | WireError;

const ACCOUNT = /^\d{12}$/;
const UNIT = /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/;
const ROOT = /^r-[0-9a-z]{4,32}$/;

export function listAccounts(organization: FakeOrganization, { request }: JsonCall): Answer {
  const page = tokenPage(organization.members, request, organization.settings.paging?.ListAccounts);
  if (isWireError(page)) return page;
  const Accounts = page.items.map((member) => accountOf(organization, member));
  return { operation: 'ListAccounts', result: { Accounts, NextToken: page.NextToken } };
}

/** Of an account; units and the root have none here. */
export function listTagsForResource(organization: FakeOrganization, { request }: JsonCall): Answer {
  const id = idOf(request.input.ResourceId, ACCOUNT, UNIT, ROOT);
  if (isWireError(id)) return id;
  const tags = organization.member(id.id)?.tags ?? (isContainer(organization, id.id) ? {} : undefined);
  if (tags === undefined) {
    return organizationsError('TargetNotFoundException', "You specified a target that doesn't exist.");
  }
  const numbered = Object.entries(tags).map(([Key, Value], index) => ({ Key, Value, number: index + 1 }));
  const page = tokenPage(numbered, request, organization.settings.paging?.ListTagsForResource);
  if (isWireError(page)) return page;
  const Tags = page.items.map(({ Key, Value }) => ({ Key, Value }));
  return { operation: 'ListTagsForResource', result: { Tags, NextToken: page.NextToken } };
}

export function listParents(organization: FakeOrganization, { request }: JsonCall): Answer {
  const id = idOf(request.input.ChildId, ACCOUNT, UNIT);
  if (isWireError(id)) return id;
  const parentId = (organization.member(id.id) ?? organization.unit(id.id))?.parentId;
  if (parentId === undefined) {
    return organizationsError(
      'ChildNotFoundException',
      "You specified an organizational unit (OU) or account that doesn't exist.",
    );
  }
  const Type = parentId === organization.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
  const page = tokenPage([{ Id: parentId, Type, number: 1 }], request, organization.settings.paging?.ListParents);
  if (isWireError(page)) return page;
  const Parents = page.items.map(({ Id, Type }) => ({ Id, Type }));
  return { operation: 'ListParents', result: { Parents, NextToken: page.NextToken } };
}

export function describeOrganizationalUnit(organization: FakeOrganization, { request }: JsonCall): Answer {
  const id = idOf(request.input.OrganizationalUnitId, UNIT);
  if (isWireError(id)) return id;
  const unit = organization.unit(id.id);
  if (unit === undefined) {
    return organizationsError(
      'OrganizationalUnitNotFoundException',
      "You specified an organizational unit that doesn't exist.",
    );
  }
  const { id: Id, name: Name } = unit;
  const path = organization.settings.leftOut?.includes('Paths') ? {} : { Path: `${pathOf(organization, Id)}/` };
  return {
    operation: 'DescribeOrganizationalUnit',
    result: { OrganizationalUnit: { Id, Arn: arnOf(organization, 'ou', Id), Name, ...path } },
  };
}

/** What was told before there were states. That a pending activation was told as a suspension is not documented. */
const STATUSES: Readonly<Record<AccountState, 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE'>> = {
  PENDING_ACTIVATION: 'SUSPENDED',
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  PENDING_CLOSURE: 'PENDING_CLOSURE',
  CLOSED: 'SUSPENDED',
  RESTRICTED: 'SUSPENDED',
};

function accountOf(organization: FakeOrganization, member: Member): object {
  const { accountId: Id, state: State, parentId } = member;
  const { leftOut = [] } = organization.settings;
  const newer = { Status: STATUSES[State], State, Paths: [`${pathOf(organization, parentId)}/${Id}/`] };
  return {
    Id,
    Arn: arnOf(organization, 'account', Id),
    Email: member.email,
    Name: member.name,
    ...Object.fromEntries(Object.entries(newer).filter(([name]) => !leftOut.some((left) => left === name))),
    JoinedMethod: member.joinedMethod,
    JoinedTimestamp: new Date(member.joinedTime),
  };
}

/** As aws:PrincipalOrgPaths has it, without the slash at its end. */
function pathOf(organization: FakeOrganization, id: string): string {
  const unit = organization.unit(id);
  return `${unit === undefined ? organization.id : pathOf(organization, unit.parentId)}/${id}`;
}

function arnOf({ partition, managementAccountId, id }: FakeOrganization, kind: 'account' | 'ou', of: string): string {
  return `arn:${partition}:organizations::${managementAccountId}:${kind}/${id}/${of}`;
}

function isContainer(organization: FakeOrganization, id: string): boolean {
  return id === organization.rootId || organization.unit(id) !== undefined;
}

function idOf(given: unknown, ...patterns: readonly RegExp[]): { readonly id: string } | WireError {
  if (typeof given !== 'string') return invalidInput('INPUT_REQUIRED');
  return patterns.some((pattern) => pattern.test(given)) ? { id: given } : invalidInput('INVALID_PATTERN');
}
