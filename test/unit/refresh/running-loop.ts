import { afterEach } from '@jest/globals';
import type { Account, AwsAccount, ReportFileAccount } from '../../../src/model/account.ts';
import type { FactState } from '../../../src/model/exporter-state.ts';
import type { AccountSources, FactSource, FetchedReport } from '../../../src/model/fact-source.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import type { Activity } from '../../../src/model/facts/activity.ts';
import { FACTS, type FactName, type FactValues } from '../../../src/model/facts/catalogue.ts';
import type { FailureReason } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import type { FactFiles } from '../../../src/refresh/fact-files.ts';
import { createRefreshLoop, type RefreshLoop } from '../../../src/refresh/refresh-loop.ts';
import type { FactSettings, RefreshSettings } from '../../../src/refresh/refresh-settings.ts';
import { activityOf } from '../../support/activity-values.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { ScriptedSource } from '../../support/scripted-source.ts';

export const START = '2026-11-22T12:00:00Z';
export const DAY = 24 * HOUR;

export interface LogEntry {
  readonly level: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** What each source of an account answers. */
interface ScriptedSources extends AccountSources {
  readonly 'credential-report': ScriptedSource<FetchedReport>;
  readonly 'account-settings': ScriptedSource<FactValues['account-settings']>;
  readonly 'user-details.policies': ScriptedSource<FactValues['user-details.policies']>;
  readonly activity: ScriptedSource<Activity>;
}

export interface RunningLoop {
  readonly loop: RefreshLoop;
  readonly clock: ManualClock;
  readonly log: readonly LogEntry[];
  readonly changes: () => number;
  /** The source of the account's report. */
  readonly source: (name: string) => ScriptedSource<FetchedReport>;
  readonly sources: (name: string) => ScriptedSources;
  readonly state: (name: string, fact?: FactName) => FactState;
  readonly errors: (name: string, reason: FailureReason, fact?: FactName) => number;
  readonly facts: (name: string) => AccountFacts | undefined;
  readonly users: (name: string) => number | undefined;
  /** Names of the accounts whose facts are served. */
  readonly served: () => string[];
  readonly configure: (settings: Partial<LoopSettings>) => void;
  /** Stops the loop and waits for its end. */
  readonly stop: () => Promise<void>;
}

export interface LoopSettings extends Omit<RefreshSettings, 'facts'> {
  /** Those that are not as in a configuration that says nothing of facts. */
  readonly facts: Partial<Record<FactName, FactSettings>>;
}

export interface Surroundings {
  readonly factFiles?: FactFiles;
  readonly clock?: ManualClock;
}

const running: RunningLoop[] = [];

afterEach(async () => {
  for (const loop of running.splice(0)) {
    await loop.stop();
    loop.clock.restore();
  }
});

export function awsAccount(name: string, owner = ''): AwsAccount {
  // Two entries of a configuration never have the same source.
  return { source: 'aws', name, owner, roleArn: `arn:aws:iam::111122223333:role/${name}` };
}

export function fileAccount(values: Partial<ReportFileAccount> = {}): ReportFileAccount {
  return { source: 'file', name: 'sandbox', owner: '', reportFile: 'sandbox.csv', staleAfter: DAY, ...values };
}

/** A report of the account whose id ends in `account`, generated so long before now. */
export function report(
  clock: ManualClock,
  account: number,
  options: { age?: number; users?: string[] } = {},
): FetchedReport {
  const { age = 0, users = [] } = options;
  const csv = Buffer.from(reportCsv(String(100_000_000_000 + account), users));
  return { csv, generatedTime: (clock.now() - age) / 1000 };
}

export function refreshSettings(values: Partial<LoopSettings> = {}): RefreshSettings {
  const facts = Object.fromEntries(
    FACTS.map(({ id, enabled, interval }): [FactName, FactSettings] => [id, { enabled, interval }]),
  ) as Record<FactName, FactSettings>;
  return {
    accounts: [],
    refreshTimeout: 10 * MINUTE,
    reportSizeLimit: 1024 ** 2,
    concurrency: 10,
    ...values,
    facts: { ...facts, ...values.facts },
  };
}

/** A refresh loop that runs on a clock of its own; each account's source hands out a fresh report of another account. */
export function startLoop(
  accounts: readonly Account[],
  settings: Partial<LoopSettings> = {},
  { factFiles, clock = new ManualClock(START) }: Surroundings = {},
): RunningLoop {
  const sources = new Map<string, ScriptedSources>();
  const log: LogEntry[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void log.push({ level, fields: fields as LogEntry['fields'], message });
  let changes = 0;
  let current: Partial<LoopSettings> = { accounts, ...settings };
  const loop = createRefreshLoop(
    {
      clock,
      random: () => 0,
      log: { debug: () => undefined, info: write('info'), warn: write('warn'), error: write('error') },
      sourcesOf: (account) => {
        const made = scriptedSources(clock, sources.size + 1);
        sources.set(account.name, made);
        return account.source === 'file' ? { 'credential-report': made['credential-report'] } : withoutGlance(made);
      },
      factFiles,
      onChange: () => {
        changes += 1;
      },
    },
    refreshSettings(current),
  );
  const stopped = new AbortController();
  const end = loop.run(stopped.signal);
  const existing = <Found>(found: Found | undefined, name: string): Found => {
    if (found === undefined) throw new Error(`There is no account ${name}`);
    return found;
  };
  const state = (name: string, fact: FactName = 'credential-report') =>
    existing(
      loop.states().find((other) => other.accountName === name && other.fact === fact),
      name,
    );
  const facts = (name: string) => loop.facts().find(({ account }) => account.name === name);
  const started: RunningLoop = {
    loop,
    clock,
    log,
    changes: () => changes,
    source: (name) => existing(sources.get(name), name)['credential-report'],
    sources: (name) => existing(sources.get(name), name),
    state,
    errors: (name, reason, fact) => state(name, fact).errors[reason],
    facts,
    users: (name) => facts(name)?.facts['credential-report'].value.users.length,
    served: () => loop.facts().map(({ account }) => account.name),
    configure: (next) => {
      current = { ...current, ...next };
      loop.configure(refreshSettings(current));
    },
    stop: async () => {
      stopped.abort();
      await end;
    },
  };
  running.push(started);
  return started;
}

/** AWS does not say whether something has changed. */
function withoutGlance(sources: ScriptedSources): AccountSources {
  const fetchOf = <Answer>(source: ScriptedSource<Answer>): FactSource<Answer> => ({
    fetch: (request, last) => source.fetch(request, last),
  });
  return {
    'credential-report': fetchOf(sources['credential-report']),
    'account-settings': fetchOf(sources['account-settings']),
    'user-details.policies': fetchOf(sources['user-details.policies']),
    activity: fetchOf(sources.activity),
  };
}

function scriptedSources(clock: ManualClock, account: number): ScriptedSources {
  return {
    'credential-report': new ScriptedSource(() => report(clock, account)),
    'account-settings': new ScriptedSource(() => ({ quotas: new Map() })),
    'user-details.policies': new ScriptedSource(() => new Map()),
    activity: new ScriptedSource(() => activityOf([])),
  };
}
