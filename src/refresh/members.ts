/** The accounts that are read: those of the configuration, and those that the organization has beside them. */
import { type Account, hasRole, namedAccountId } from '../model/account.ts';
import type { Organization, OrganizationAccount } from '../model/facts/organization.ts';
import type { Member, Members, Outsider } from '../model/members.ts';
import type { OrganizationSettings } from '../model/organization-settings.ts';
import { memberNames } from './member-names.ts';
import { ownerOf } from './member-owner.ts';
import { type KnownTags, select, wantedTags } from './selection.ts';

export interface MembersInput {
  /** Those of the configuration. */
  readonly accounts: readonly Account[];
  readonly settings: OrganizationSettings;
  /** undefined: no list is there. */
  readonly organization: Organization | undefined;
  /** Whether the organization was asked for its list, whatever it answered. */
  readonly isListTried: boolean;
  /** Of the account of the exporter itself; undefined: nobody knows. */
  readonly ownAccountId: string | undefined;
  readonly tagsOf: (accountId: string) => KnownTags | undefined;
  /** The account as it is shown by now; undefined: it is not. It stays while something new about it is awaited. */
  readonly shown: (accountId: string) => Account | undefined;
}

/** The accounts of the configuration are all that there are. */
export function withoutOrganization(accounts: readonly Account[]): Members {
  const ownerFrom = ({ owner }: Account) => (owner === '' ? ('none' as const) : ('entry' as const));
  return {
    inside: accounts.map((account) => {
      const accountId = namedAccountId(account);
      const named = accountId === undefined ? {} : { accountId };
      return { account, ...named, isListed: true, ownerFrom: ownerFrom(account) };
    }),
    outside: [],
  };
}

/** The entries of the configuration by the ids of their accounts, as far as they are known. */
export function listedById({
  accounts,
  ownAccountId,
}: Pick<MembersInput, 'accounts' | 'ownAccountId'>): Map<string, Account> {
  const listed = new Map<string, Account>();
  for (const account of accounts) {
    // Without an id and a role it is the exporter's own account.
    const id = namedAccountId(account) ?? (account.source === 'aws' && !hasRole(account) ? ownAccountId : undefined);
    if (id !== undefined) listed.set(id, account);
  }
  return listed;
}

export function membersOf(input: MembersInput): Members {
  const { accounts, organization } = input;
  const listed = listedById(input);
  const found = organization?.accounts ?? [];
  const inOrganization = new Map(found.map((account) => [account.id, account]));
  const idOf = new Map([...listed].map(([id, account]) => [account, id]));
  const keepsName = (entry: Account) => saysName(entry) || !inOrganization.has(idOf.get(entry) ?? '');
  const names = memberNames(found, new Set(accounts.filter(keepsName).map(({ name }) => name)));
  const inside: Member[] = [];
  const outside: Outsider[] = [];

  function add(account: OrganizationAccount, entry: Account | undefined): void {
    const { id } = account;
    const known = input.tagsOf(id);
    const selected = select(account, entry !== undefined, input.settings, known);
    const accountName = entry !== undefined && saysName(entry) ? entry.name : (names.get(id) ?? id);
    if (selected.state === 'out') {
      const { reason, by, rule } = selected;
      const left = { ...(by !== undefined && { by }), ...(rule !== undefined && { rule }) };
      outside.push({ accountId: id, accountName, reason, ...left });
    } else inside.push(memberOf(input, account, entry, accountName, known, selected.state === 'awaited'));
  }

  for (const entry of accounts) {
    const id = idOf.get(entry);
    const found = id === undefined ? undefined : inOrganization.get(id);
    if (found !== undefined) {
      add(found, entry);
      continue;
    }
    const mayGetMore = (entry.unsaid ?? []).length > 0 && id !== undefined && !input.isListTried;
    const isAwaited = mayGetMore && input.shown(id) === undefined;
    const ownerFrom = entry.owner === '' ? 'none' : entry.unsaid?.includes('owner') === true ? 'defaults' : 'entry';
    const named = id === undefined ? {} : { accountId: id };
    // Of one whose id nobody knows, nobody knows either whether the list has it.
    const membership = organization === undefined || id === undefined ? 'unlisted' : 'elsewhere';
    inside.push({
      account: { ...entry, membership },
      ...named,
      isListed: true,
      ownerFrom,
      ...(isAwaited && { awaits: 'list' }),
    });
  }
  for (const account of found) if (!listed.has(account.id)) add(account, undefined);
  return { inside, outside };
}

function memberOf(
  { settings, organization, ownAccountId, shown }: MembersInput,
  { id, joined, units }: OrganizationAccount,
  entry: Account | undefined,
  name: string,
  known: KnownTags | undefined,
  isSelectionAwaited: boolean,
): Member {
  const { owner, from: ownerFrom } = ownerOf(entry, known, settings);
  const membership = {
    isManagement: id === organization?.managementAccountId,
    isOwn: id === ownAccountId,
    isReader: id === (hasRole(settings.reader) ? namedAccountId(settings.reader) : ownAccountId),
    ...(joined !== undefined && { joined }),
  };
  const { roleName, externalId, region } = settings;
  const account: Account = {
    ...(entry ?? {
      source: 'aws',
      accountId: id,
      roleName,
      ...(externalId !== undefined && { externalId }),
      ...(region !== undefined && { region }),
    }),
    name,
    owner,
    membership,
  };
  const isOwnerAwaited = known === undefined && wantedTags(settings).length > 0 && ownerFrom !== 'entry';
  const before = shown(id);
  const awaits = isSelectionAwaited ? 'selection' : isOwnerAwaited ? 'owner' : undefined;
  return {
    // What is shown keeps its owner until its tags say another one.
    account: isOwnerAwaited && before !== undefined ? { ...account, owner: before.owner } : account,
    accountId: id,
    isListed: entry !== undefined,
    ownerFrom,
    ...(units !== undefined && { units: units.filter(isUnit) }),
    ...(awaits !== undefined && before === undefined && { awaits }),
  };
}

/** The root is above every account, and chooses none. */
function isUnit(id: string): boolean {
  return id.startsWith('ou-');
}

function saysName({ unsaid }: Account): boolean {
  return unsaid?.includes('name') !== true;
}
