import { afterEach } from '@jest/globals';
import type { Account, AwsAccount } from '../../../src/model/account.ts';
import type { FactState } from '../../../src/model/exporter-state.ts';
import type { FailureReason } from '../../../src/model/refresh-failure.ts';
import type { FetchedReport } from '../../../src/model/report-source.ts';
import { createRefreshLoop, type RefreshLoop } from '../../../src/refresh/refresh-loop.ts';
import type { RefreshSettings } from '../../../src/refresh/refresh-settings.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { ScriptedSource } from '../../support/scripted-source.ts';

export const START = '2026-11-22T12:00:00Z';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface LogEntry {
  readonly level: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface RunningLoop {
  readonly loop: RefreshLoop;
  readonly clock: ManualClock;
  readonly log: readonly LogEntry[];
  readonly changes: () => number;
  readonly source: (name: string) => ScriptedSource;
  readonly state: (name: string) => FactState;
  readonly errors: (name: string, reason: FailureReason) => number;
  readonly users: (name: string) => number | undefined;
  readonly configure: (settings: Partial<RefreshSettings>) => void;
  /** Stops the loop and waits for its end. */
  readonly stop: () => Promise<void>;
}

const running: RunningLoop[] = [];

afterEach(async () => {
  for (const loop of running.splice(0)) {
    await loop.stop();
    loop.clock.restore();
  }
});

export function awsAccount(name: string, owner = ''): AwsAccount {
  return { source: 'aws', name, owner };
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

/** A refresh loop that runs on a clock of its own; each account's source hands out a fresh report of another account. */
export function startLoop(accounts: readonly Account[], settings: Partial<RefreshSettings> = {}): RunningLoop {
  const clock = new ManualClock(START);
  const sources = new Map<string, ScriptedSource>();
  const log: LogEntry[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void log.push({ level, fields: fields as LogEntry['fields'], message });
  let changes = 0;
  let current: RefreshSettings = {
    accounts,
    refreshInterval: 4 * HOUR,
    refreshTimeout: 10 * MINUTE,
    concurrency: 10,
    ...settings,
  };
  const loop = createRefreshLoop(
    {
      clock,
      random: () => 0,
      log: { debug: () => undefined, info: write('info'), warn: write('warn'), error: write('error') },
      createSource: ({ name }) => {
        const number = sources.size + 1;
        const source = new ScriptedSource(() => report(clock, number));
        sources.set(name, source);
        return source;
      },
      onChange: () => {
        changes += 1;
      },
    },
    current,
  );
  const stopped = new AbortController();
  const end = loop.run(stopped.signal);
  const find = (name: string) => {
    const state = loop.factStates().find(({ accountName }) => accountName === name);
    if (state === undefined) throw new Error(`There is no account ${name}`);
    return state;
  };
  const started: RunningLoop = {
    loop,
    clock,
    log,
    changes: () => changes,
    source: (name) => {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`There is no account ${name}`);
      return source;
    },
    state: find,
    errors: (name, reason) => find(name).errors[reason],
    users: (name) => loop.snapshots().find(({ account }) => account.name === name)?.report.users.length,
    configure: (next) => {
      current = { ...current, ...next };
      loop.configure(current);
    },
    stop: async () => {
      stopped.abort();
      await end;
    },
  };
  running.push(started);
  return started;
}
