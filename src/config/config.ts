import path from 'node:path';
import type { Policy } from '../checks/policy.ts';
import type { Account } from '../model/account.ts';
import { parseDuration } from './duration.ts';
import { anchored } from './pattern.ts';
import { toPolicy } from './policy.ts';
import type { ConfigFile } from './schema.ts';

/** The configuration as the program uses it. Durations are milliseconds. */
export interface Config {
  readonly refreshInterval: number;
  readonly refreshTimeout: number;
  readonly concurrency: number;
  readonly accounts: readonly Account[];
  readonly metrics: {
    readonly perUser: boolean;
    /** Each matches whole names. */
    readonly exclude: readonly RegExp[];
  };
  readonly policy: Policy;
}

const DEFAULT_ACCOUNTS: NonNullable<ConfigFile['accounts']> = [{ name: 'default' }];
const DEFAULT_STALE_AFTER = '1d';

/** @param folder that relative paths in the file start from. */
export function toConfig(file: ConfigFile, folder: string): Config {
  const { refreshInterval, refreshTimeout, concurrency, accounts = DEFAULT_ACCOUNTS, metrics } = file;
  return deepFreeze({
    refreshInterval: parseDuration(refreshInterval),
    refreshTimeout: parseDuration(refreshTimeout),
    concurrency,
    accounts: accounts.map((entry) => toAccount(entry, folder)),
    metrics: {
      perUser: metrics.perUser,
      exclude: metrics.exclude.map(anchored),
    },
    policy: toPolicy(file),
  });
}

/** A report given on the command line, as an account that is named after the file. */
export function toReportFileAccount(reportFile: string): Account {
  return toAccount({ name: path.parse(reportFile).name, reportFile }, '.');
}

function toAccount(entry: (typeof DEFAULT_ACCOUNTS)[number], folder: string): Account {
  const { name, owner = '', reportFile, generatedTime, staleAfter = DEFAULT_STALE_AFTER, ...aws } = entry;
  if (reportFile === undefined) return { source: 'aws', name, owner, ...withoutUndefined(aws) };
  return {
    source: 'file',
    name,
    owner,
    reportFile: path.resolve(folder, reportFile),
    staleAfter: parseDuration(staleAfter),
    ...(generatedTime !== undefined && { generatedTime: Date.parse(generatedTime) / 1000 }),
  };
}

/** All the way down: a reload makes a new configuration, and nothing changes one. */
function deepFreeze<Value extends object>(value: Value): Value {
  const parts: unknown[] = Object.values(value);
  for (const part of parts) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}

type Defined<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

function withoutUndefined<Fields extends object>(fields: Fields): Defined<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<Fields>;
}
