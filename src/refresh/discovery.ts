/**
 * Finds the accounts of an organization, and says which accounts are read: a list that comes whole replaces the one before, and a failure
 * changes nothing. Without an organization they are those of the configuration.
 */
import { type Account, sourceOf } from '../model/account.ts';
import { backoff } from '../model/backoff.ts';
import type { SteadyClock } from '../model/clock.ts';
import type { FactState } from '../model/exporter-state.ts';
import { type Organization, organizationFact } from '../model/facts/organization.ts';
import type { Log } from '../model/log.ts';
import type { Members } from '../model/members.ts';
import type { OrganizationSettings } from '../model/organization-settings.ts';
import { type AccountList, afterList } from './account-list.ts';
import { type AccountTags, createAccountTags } from './account-tags.ts';
import { attempt } from './attempt.ts';
import { liveDueTime, RETRY_LIMITS } from './due-time.ts';
import { asFailure, tooLate } from './failures.ts';
import { logMembers } from './member-log.ts';
import { listedById, membersOf, withoutOrganization } from './members.ts';
import type { OrganizationFile } from './organization-file.ts';
import { logFailure, logSuccess } from './refresh-log.ts';
import type { UnreadAccounts } from './refresh-loop.ts';
import { needsUnits, wantedTags } from './selection.ts';
import { createProgress, factState, noteEnd } from './task.ts';
import { createRuleWarnings } from './unmatched-rules.ts';

const { id: FACT } = organizationFact;
const TURN_MS = 5_000;
/** How long a disk that hangs keeps AWS from being asked. */
const RESTORE_MS = 30_000;

/** Whoever answers for an organization. Each throws RefreshFailure. */
export interface OrganizationSource {
  readonly list: (needsUnits: boolean, signal: AbortSignal) => Promise<Organization>;
  readonly tags: (accountId: string, signal: AbortSignal) => Promise<ReadonlyMap<string, string>>;
  /** The account of the exporter itself. */
  readonly ownAccountId: (signal: AbortSignal) => Promise<string>;
}

export interface DiscoverySettings {
  readonly accounts: readonly Account[];
  readonly organization?: OrganizationSettings;
  /** Milliseconds: when one refresh is given up. */
  readonly refreshTimeout: number;
}

export interface DiscoveryInput {
  readonly clock: SteadyClock;
  readonly random: () => number;
  readonly log: Log;
  readonly sourceOf: (settings: OrganizationSettings) => OrganizationSource;
  /** Where the list survives a restart; undefined: nowhere. */
  readonly file?: OrganizationFile | undefined;
  /** Which accounts this exporter reads, of those that several share. */
  readonly isOwnShard: (account: Account) => boolean;
  /** Called when the accounts are others than before. */
  readonly onChange: () => void;
}

export interface Discovery {
  configure(settings: DiscoverySettings): void;
  members(): Members;
  /** Whether nobody is missing: a complete list came since the start, or there is no organization. */
  isComplete(): boolean;
  /** What it lacks for the accounts that this exporter reads: a list, or tags. */
  unread(): UnreadAccounts;
  states(): FactState[];
  /** Reads what an earlier run has stored. */
  restore(signal: AbortSignal): Promise<void>;
  run(signal: AbortSignal): Promise<void>;
}

export function createDiscovery(input: DiscoveryInput, initial: DiscoverySettings): Discovery {
  const { clock, random, log, file } = input;
  let settings = initial;
  let source: OrganizationSource | undefined;
  let list: AccountList | undefined;
  let listed = { asOf: 0, gatheredAt: 0, isOfThisRun: false };
  let ownAccountId: string | undefined;
  let progress = createProgress(FACT);
  let dueAt = 0;
  let shown: readonly Account[] = [];
  let members: Members = { inside: [], outside: [] };
  /** Many come one after another, and each look at all accounts is work. */
  let areTagsNew = false;
  const warnOfRules = createRuleWarnings(log);
  const tags: AccountTags = createAccountTags({
    clock,
    random,
    log,
    ask: (accountId, signal) => sourceNow().tags(accountId, signal),
    timeout: () => settings.refreshTimeout,
    onChange: () => (areTagsNew = true),
  });

  function sourceNow(): OrganizationSource {
    if (settings.organization === undefined) throw new Error('no organization is configured');
    return (source ??= input.sourceOf(settings.organization));
  }

  function recompute(): void {
    const before = members;
    take(currentMembers());
    // What an earlier run has listed may be old.
    if (settings.organization !== undefined && list !== undefined && listed.isOfThisRun) {
      warnOfRules(settings.organization, list.organization.accounts, (id) => tags.of(id));
    }
    if (JSON.stringify(members) === JSON.stringify(before)) return;
    logMembers(log, before, members);
    input.onChange();
    store();
  }

  function take(found: Members): void {
    areTagsNew = false;
    members = found;
    shown = members.inside.filter(({ awaits }) => awaits === undefined).map(({ account }) => account);
  }

  function currentMembers(): Members {
    const { accounts, organization: wanted } = settings;
    if (wanted === undefined) {
      tags.want({ accountIds: [], keys: [] });
      return withoutOrganization(accounts);
    }
    const { organization } = list ?? {};
    const entries = listedById({ accounts, ownAccountId });
    // By what is known now: an entry may have been shown before anybody knew whose it is.
    const shownById = listedById({ accounts: shown, ownAccountId });
    const asked = organization?.accounts.filter(
      ({ id, state }) => state === 'ACTIVE' && input.isOwnShard(entries.get(id) ?? { ...wanted.reader, accountId: id }),
    );
    tags.want({ accountIds: asked?.map(({ id }) => id) ?? [], keys: wantedTags(wanted) });
    return membersOf({
      accounts,
      settings: wanted,
      organization,
      isListTried: progress.triedAt !== undefined,
      ownAccountId,
      tagsOf: (id) => tags.of(id),
      shown: (id) => shownById.get(id),
    });
  }

  async function look(wanted: OrganizationSettings, signal: AbortSignal): Promise<Organization> {
    const asked = sourceNow();
    // Who the exporter is does not change who is in the organization.
    ownAccountId = await asked.ownAccountId(signal).catch(() => ownAccountId);
    return asked.list(needsUnits(wanted), signal);
  }

  async function refresh(wanted: OrganizationSettings, signal: AbortSignal): Promise<void> {
    const startedAt = clock.now();
    const { interval } = wanted;
    const { refreshTimeout: timeout } = settings;
    const late = () => tooLate(FACT, timeout);
    try {
      const asking = { interval, timeout, late, reportSizeLimit: 0, clock, signal };
      const found = await attempt({ ...asking, look: ({ signal: own }) => look(wanted, own) });
      // A reload may have come meanwhile, after which it is the list of somebody else.
      if (!isSameReader(settings.organization, wanted)) return;
      // What an earlier run or other credentials have listed may be another organization.
      const mayBeOther = !listed.isOfThisRun && list?.organization.id !== found.id;
      list = afterList(mayBeOther ? undefined : list, found);
      listed = { asOf: startedAt / 1000, gatheredAt: clock.now() / 1000, isOfThisRun: true };
      logSuccess(log, progress, { value: found, ...listed });
      Object.assign(progress, { failures: 0, up: true });
      dueAt = liveDueTime({ asOf: listed.asOf, interval, lookedAt: clock.now() }, random);
    } catch (error) {
      if (signal.aborted || !isSameReader(settings.organization, wanted)) return;
      const failure = asFailure(error);
      progress.failures += 1;
      progress.errors[failure.reason] += 1;
      progress.up = false;
      dueAt = clock.now() + backoff(progress.failures, RETRY_LIMITS, random);
      logFailure(log, progress, failure);
    }
    noteEnd(progress, startedAt, clock.now());
    recompute();
    // Tags may have been read for other keys without any account being another one.
    if (progress.up) store();
  }

  function store(): void {
    if (file === undefined || settings.organization === undefined || list === undefined) return;
    const own = ownAccountId === undefined ? {} : { ownAccountId };
    file.write(settings.organization.reader, { list, tags: tags.read(), asOf: listed.asOf, ...own });
  }

  function configure(next: DiscoverySettings): void {
    const isOther = !isSameReader(settings.organization, next.organization);
    settings = next;
    source = undefined;
    if (isOther) {
      if (next.organization === undefined) list = undefined;
      progress = createProgress(FACT);
      listed = { ...listed, isOfThisRun: false };
    }
    if (next.organization !== undefined) dueAt = Math.min(dueAt, clock.now());
    recompute();
  }

  take(currentMembers());
  return {
    configure,
    members: () => members,
    isComplete: () => settings.organization === undefined || listed.isOfThisRun,
    unread() {
      if (settings.organization === undefined) return { failed: 0, waiting: 0 };
      const unlisted = progress.triedAt === undefined ? 1 : 0;
      const untagged = members.inside.filter(
        ({ account, awaits }) => awaits !== undefined && awaits !== 'list' && input.isOwnShard(account),
      ).length;
      return tags.state()?.up === false
        ? { failed: unlisted + untagged, waiting: 0 }
        : { failed: unlisted, waiting: untagged };
    },
    states() {
      const { organization } = settings;
      if (organization === undefined) return [];
      const times = list === undefined ? { asOf: undefined, gatheredAt: undefined } : listed;
      const interval = organization.interval / 1000;
      const next = progress.triedAt === undefined ? undefined : dueAt / 1000;
      const own = factState(progress, { interval, asOf: times.asOf, gatheredAt: times.gatheredAt, dueAt: next });
      const ofTags = tags.state();
      return ofTags === undefined ? [own] : [own, ofTags];
    },
    async restore(signal) {
      const { organization } = settings;
      if (file === undefined || organization === undefined) return;
      const stored = await Promise.race([file.read(organization.reader), clock.sleep(RESTORE_MS, signal)]);
      if (stored === undefined || signal.aborted || list !== undefined) return;
      list = stored.list;
      ownAccountId ??= stored.ownAccountId;
      listed = { asOf: stored.asOf, gatheredAt: stored.asOf, isOfThisRun: false };
      tags.restore(stored.tags);
      recompute();
    },
    async run(signal) {
      async function lists(): Promise<void> {
        while (!signal.aborted) {
          const { organization } = settings;
          if (areTagsNew) recompute();
          // The clock may have been set back.
          const isDue = dueAt <= clock.now() || (progress.triedAt ?? 0) > clock.now();
          if (organization !== undefined && isDue) await refresh(organization, signal);
          else await clock.sleep(TURN_MS, signal);
        }
      }
      await Promise.all([lists(), tags.run(signal)]);
    },
  };
}

function isSameReader(one: OrganizationSettings | undefined, other: OrganizationSettings | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return sourceOf(one.reader) === sourceOf(other.reader);
}
