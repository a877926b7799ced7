/** The accounts that a command is about: those of the configuration, and those that the organization has. Asked once. */
import type { Config } from '../config/config.ts';
import type { Organization } from '../model/facts/organization.ts';
import type { Members } from '../model/members.ts';
import type { OrganizationSettings } from '../model/organization-settings.ts';
import { reasonAndMessage, type RefreshFailure } from '../model/refresh-failure.ts';
import { listedById, membersOf } from '../refresh/members.ts';
import { type KnownTags, needsUnits, wantedTags } from '../refresh/selection.ts';
import { unmatchedRules } from '../refresh/unmatched-rules.ts';
import { type Asked, type Asking, type AskingOutside, createAsking } from './asking.ts';
import { failureLines } from './failure-lines.ts';
import { createOrganizationSources } from './organization-sources.ts';

export type FoundAccounts =
  | {
      readonly ok: true;
      readonly members: Members;
      readonly organization?: Organization;
      /** Absent: nobody knows it. */
      readonly ownAccountId?: string;
      readonly notes: readonly string[];
      /** Rules of `organization` that match no account, in words. */
      readonly unmatched: readonly string[];
    }
  | { readonly ok: false; readonly failure: RefreshFailure };

/** The answer is not complete: nobody knows which accounts there are. */
export const NOT_FOUND = 3;

const UNDECIDED =
  'organization: the tags that decide which accounts are read are not known, so that nothing was read; try again, or choose accounts by their ids or units';

/** A tag takes a fifth of a second. */
const MANY = 25;

/** @returns the configuration with all accounts in it; undefined: they could not be found, and standard error has why. */
export async function withFoundAccounts(outside: AskingOutside, config: Config): Promise<Config | undefined> {
  const { organization } = config;
  if (organization === undefined) return config;
  const asking = createAsking(outside, config);
  const { all, problems } = await findAll(asking, outside, { ...config, organization });
  await asking.printProblems(problems);
  return all;
}

/** @returns all: the configuration with all accounts in it; absent: they could not be found. */
export async function findAll(
  asking: Pick<Asking, 'access' | 'ask'>,
  outside: AskingOutside,
  config: Config & { readonly organization: OrganizationSettings },
): Promise<{ readonly all?: Config; readonly problems: readonly string[] }> {
  const found = await findAccounts(asking, outside, config, config.organization);
  if (!found.ok) return { problems: failureLines('organization', found.failure) };
  const { members, notes } = found;
  if (members.inside.some(({ awaits }) => awaits === 'selection')) return { problems: [...notes, UNDECIDED] };
  const { inside, outside: leftOut } = members;
  return { all: { ...config, accounts: inside.map(({ account }) => account), leftOut }, problems: notes };
}

export async function findAccounts(
  { access, ask }: Pick<Asking, 'access' | 'ask'>,
  outside: AskingOutside,
  { accounts }: Pick<Config, 'accounts'>,
  settings: OrganizationSettings,
): Promise<FoundAccounts> {
  const source = createOrganizationSources({ ...outside, access, totalShards: 1 })(settings);
  const own = await ask(source.ownAccountId);
  const ownAccountId = own.ok ? own.value : undefined;
  const listed = await ask((signal) => source.list(needsUnits(settings), signal));
  if (!listed.ok) return { ok: false, failure: listed.failure };
  const organization = listed.value;
  const entries = listedById({ accounts, ownAccountId });
  const wanting = organization.accounts.filter(
    ({ id, state }) => state === 'ACTIVE' && (entries.get(id)?.unsaid?.includes('owner') ?? true),
  );
  const { tags, notes } = await tagsOf(
    wantedTags(settings).length === 0 ? [] : wanting.map(({ id }) => id),
    (id) => ask((signal) => source.tags(id, signal)),
    outside,
  );
  const knownTagsOf = (id: string): KnownTags | undefined => tags.get(id);
  const members = membersOf({
    accounts,
    settings,
    organization,
    isListTried: true,
    ownAccountId,
    tagsOf: knownTagsOf,
    shown: () => undefined,
  });
  const unmatched = unmatchedRules(settings, organization.accounts, knownTagsOf);
  return { ok: true, members, organization, ...(ownAccountId !== undefined && { ownAccountId }), notes, unmatched };
}

async function tagsOf(
  ids: readonly string[],
  ask: (id: string) => Promise<Asked<ReadonlyMap<string, string>>>,
  { printError }: Pick<AskingOutside, 'printError'>,
): Promise<{ tags: ReadonlyMap<string, KnownTags>; notes: string[] }> {
  if (ids.length >= MANY) await printError(`asking for the tags of ${ids.length} accounts, five a second\n`);
  const tags = new Map<string, KnownTags>();
  const failures: RefreshFailure[] = [];
  for (const id of ids) {
    const asked = await ask(id);
    if (asked.ok) tags.set(id, { tags: asked.value, isRefused: false });
    else {
      failures.push(asked.failure);
      if (asked.failure.reason === 'access_denied') tags.set(id, { tags: new Map(), isRefused: true });
    }
  }
  const [first] = failures;
  const notes =
    first === undefined
      ? []
      : [
          `organization: the tags of ${failures.length} of ${ids.length} accounts are not known: ${reasonAndMessage(first)}`,
        ];
  return { tags, notes };
}
