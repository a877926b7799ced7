/** Discovery on a clock of its own, and an organization that the test changes. */
import { afterEach } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import type { Organization, OrganizationAccount } from '../../../src/model/facts/organization.ts';
import type { OrganizationSettings } from '../../../src/model/organization-settings.ts';
import { createDiscovery, type Discovery, type DiscoverySettings } from '../../../src/refresh/discovery.ts';
import type { OrganizationFile, StoredOrganization } from '../../../src/refresh/organization-file.ts';
import { MINUTE } from '../../../src/model/time.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import type { LogEntry } from './running-loop.ts';

export const MANAGEMENT = '111111111111';
export const A = '222222222222';
export const B = '333333333333';

const READER = { source: 'aws', name: '', owner: '' } as const;

export function organizationSettings(more: Partial<OrganizationSettings> = {}): OrganizationSettings {
  return { roleName: 'reader', owner: '', include: [], exclude: [], interval: 15 * MINUTE, reader: READER, ...more };
}

export function member(id: string, more: Partial<OrganizationAccount> = {}): OrganizationAccount {
  return { id, name: `account ${id[0]}`, state: 'ACTIVE', joined: Number(id[0]), ...more };
}

export interface RunningDiscovery {
  readonly discovery: Discovery;
  readonly clock: ManualClock;
  readonly log: readonly LogEntry[];
  /** What the organization answers; an error is thrown. */
  readonly answers: {
    list: readonly OrganizationAccount[] | Error;
    id: string;
    tags: Record<string, Record<string, string> | Error>;
  };
  readonly lists: () => number;
  /** Ids of the accounts whose tags were asked for, in order. */
  readonly tagged: string[];
  readonly changes: () => number;
  /** `name of owner`, with a question mark behind what still waits. */
  readonly read: () => string[];
  readonly configure: (settings: Partial<DiscoverySettings>) => void;
  readonly stored: () => StoredOrganization | undefined;
}

export interface Around {
  readonly accounts?: readonly Account[];
  readonly settings?: Partial<OrganizationSettings>;
  readonly clock?: ManualClock;
  readonly isOwnShard?: (account: Account) => boolean;
  /** Milliseconds until the organization has answered with its list. */
  readonly listTakes?: number;
  /** What an earlier run has left. */
  readonly stored?: StoredOrganization;
}

const running: { readonly stop: () => Promise<void>; readonly clock: ManualClock }[] = [];

afterEach(async () => {
  for (const { stop, clock } of running.splice(0)) {
    await stop();
    clock.restore();
  }
});

export function startDiscovery(around: Around = {}): RunningDiscovery {
  const { clock = new ManualClock('2026-11-22T12:00:00Z') } = around;
  const log: LogEntry[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void log.push({ level, fields: fields as LogEntry['fields'], message });
  const answers: RunningDiscovery['answers'] = { list: [member(MANAGEMENT)], id: 'o-exampleorg1', tags: {} };
  const tagged: string[] = [];
  let [lists, changes] = [0, 0];
  let stored = around.stored;
  const file: OrganizationFile = {
    read: () => Promise.resolve(stored),
    write: (_reader, next) => (stored = next),
  };
  let current: DiscoverySettings = {
    accounts: around.accounts ?? [],
    organization: organizationSettings(around.settings),
    refreshTimeout: 10 * MINUTE,
  };
  const discovery = createDiscovery(
    {
      clock,
      random: () => 0,
      log: { debug: () => undefined, info: write('info'), warn: write('warn'), error: write('error') },
      sourceOf: () => ({
        async list(): Promise<Organization> {
          lists += 1;
          if (around.listTakes !== undefined) await clock.sleep(around.listTakes);
          const { list: accounts, id } = answers;
          return accounts instanceof Error
            ? Promise.reject(accounts)
            : Promise.resolve({ id, managementAccountId: MANAGEMENT, accounts });
        },
        tags(accountId) {
          tagged.push(accountId);
          const tags = answers.tags[accountId] ?? {};
          return tags instanceof Error ? Promise.reject(tags) : Promise.resolve(new Map(Object.entries(tags)));
        },
        ownAccountId: () => Promise.resolve(MANAGEMENT),
      }),
      file,
      isOwnShard: around.isOwnShard ?? (() => true),
      onChange: () => (changes += 1),
    },
    current,
  );
  const stopped = new AbortController();
  const end = discovery.restore(stopped.signal).then(() => discovery.run(stopped.signal));
  running.push({
    clock,
    stop: async () => {
      stopped.abort();
      await end;
    },
  });
  return {
    discovery,
    clock,
    log,
    answers,
    lists: () => lists,
    tagged,
    changes: () => changes,
    read: () =>
      discovery
        .members()
        .inside.map(({ account: { name, owner }, awaits }) => `${name} of ${owner}${awaits === undefined ? '' : '?'}`),
    configure: (next) => {
      current = { ...current, ...next };
      discovery.configure(current);
    },
    stored: () => stored,
  };
}
