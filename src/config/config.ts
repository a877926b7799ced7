import path from 'node:path';
import type { Policy } from '../checks/policy.ts';
import { type Account, externalIdsOf, hasRole, type ReportFileAccount } from '../model/account.ts';
import type { AthenaTable } from '../model/athena-table.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import type { LogGroup } from '../model/log-group.ts';
import type { Outsider } from '../model/members.ts';
import type { OrganizationSettings } from '../model/organization-settings.ts';
import type { Pattern } from '../model/pattern.ts';
import { toAthenaTable } from './athena-schema.ts';
import { parseDuration } from './duration.ts';
import { factEntry, OPTIONAL_FACTS } from './facts-schema.ts';
import { toLogGroup } from './logs-schema.ts';
import { toOrganization } from './organization-schema.ts';
import { compilePattern } from './pattern.ts';
import { longestWithin, toPolicy } from './policy.ts';
import { type ConfigFile, DEFAULT_ACCOUNT } from './schema.ts';
import { parseSize } from './size.ts';

/** The configuration as the program uses it. Durations are milliseconds. */
export interface Config {
  /** No file was given, so that this is the default configuration: messages about an account that is not in it say so. */
  readonly withoutFile?: true;
  readonly refreshTimeout: number;
  /** Bytes. */
  readonly reportSizeLimit: number;
  readonly concurrency: number;
  /** Those of the configuration itself. */
  readonly accounts: readonly Account[];
  /** Those of the organization that are not read: messages say why. Absent: nobody has asked the organization, or there is none. */
  readonly leftOut?: readonly Outsider[];
  /** Where more accounts are found; absent: nowhere. */
  readonly organization?: OrganizationSettings;
  /** That `accounts` had this many entries, as the file says of itself; undefined: it says nothing. */
  readonly expectedAccounts?: number;
  /** Which facts are read of an AWS account, and how old each may get. */
  readonly facts: Readonly<Record<FactName, { readonly enabled: boolean; readonly interval: number }>>;
  /** Key of the tag that says who owns a user. */
  readonly ownerTag: string;
  /**
   * In which regions the exporter looks for events besides those where it always does, and how far back, in milliseconds; and the log group that
   * it reads instead of the event history of each account.
   */
  readonly activity: {
    readonly regions: readonly string[];
    readonly lookBack: number;
    readonly logGroup?: LogGroup;
  };
  /** Where CloudTrail writes into CloudWatch Logs, and the table of Athena over its files; absent: nobody said. */
  readonly logs?: LogGroup;
  readonly athena?: AthenaTable;
  readonly metrics: {
    readonly perUser: boolean;
    readonly exclude: readonly Pattern[];
  };
  readonly policy: Policy;
}

const DEFAULT_ACCOUNTS: NonNullable<ConfigFile['accounts']> = [{ name: DEFAULT_ACCOUNT }];
type Entry = (typeof DEFAULT_ACCOUNTS)[number];
const DEFAULT_STALE_AFTER = '1d';

/** @param folder that relative paths in the file start from. */
export function toConfig(file: ConfigFile, folder: string): Config {
  const { accountDefaults, organization, expectedAccounts, metrics, logs, athena } = file;
  const found = organization === undefined ? undefined : toOrganization(organization, accountDefaults);
  const accounts = (file.accounts ?? (found === undefined ? DEFAULT_ACCOUNTS : [])).map((entry) => {
    const account = toAccount(entry, { ...found, ...withoutUndefined(accountDefaults) }, folder);
    return found === undefined ? account : { ...account, unsaid: unsaidOf(entry) };
  });
  const policy = toPolicy(file);
  const watch = factEntry(file.facts, { id: 'activity' });
  const logGroup = logs === undefined ? undefined : toLogGroup(logs, accounts);
  const { refreshInterval, refreshTimeout, reportSizeLimit, concurrency } = file;
  return deepFreeze({
    refreshTimeout: parseDuration(refreshTimeout),
    reportSizeLimit: parseSize(reportSizeLimit),
    concurrency,
    facts: toFacts(file.facts, parseDuration(refreshInterval)),
    ownerTag: factEntry(file.facts, { id: 'user-details.tags' }).ownerTag ?? '',
    activity: {
      regions: [...new Set(watch.regions)],
      lookBack: longestWithin(policy),
      ...(watch.source === 'logs' && logGroup !== undefined && { logGroup }),
    },
    accounts,
    ...(found !== undefined && { organization: found }),
    ...(expectedAccounts !== undefined && { expectedAccounts }),
    ...(logGroup !== undefined && { logs: logGroup }),
    ...(athena !== undefined && { athena: toAthenaTable(athena, accounts) }),
    metrics: {
      perUser: metrics.perUser,
      exclude: metrics.exclude.map(compilePattern),
    },
    policy,
  });
}

/** @param refreshInterval milliseconds: how old a credential report may get. */
function toFacts(facts: ConfigFile['facts'], refreshInterval: number): Config['facts'] {
  const optional = OPTIONAL_FACTS.map((fact) => {
    const { enabled, interval } = factEntry(facts, fact);
    return [fact.id, { enabled, interval: parseDuration(interval) }] as const;
  });
  return {
    ...(Object.fromEntries(optional) as Config['facts']),
    'credential-report': { enabled: true, interval: refreshInterval },
  };
}

/** External ids, which nobody else may see. */
export function secretsOf({ accounts, organization }: Pick<Config, 'accounts' | 'organization'>): string[] {
  if (organization === undefined) return externalIdsOf(accounts);
  const { reader, externalId } = organization;
  return externalIdsOf([...accounts, reader, { ...reader, ...(externalId !== undefined && { externalId }) }]);
}

/** A report that is given on the command line, as an account. */
export function toReportFileAccount(name: string, reportFile: string): ReportFileAccount {
  return { source: 'file', name, owner: '', reportFile, staleAfter: parseDuration(DEFAULT_STALE_AFTER) };
}

function toAccount(entry: Entry, defaults: Defaults, folder: string): Account {
  const { id, name = id ?? '', owner = defaults.owner ?? '', reportFile, generatedTime, ...aws } = entry;
  const named = { name, owner, ...(id !== undefined && { accountId: id }) };
  const { staleAfter = DEFAULT_STALE_AFTER, ...own } = aws;
  if (reportFile === undefined)
    return { source: 'aws', ...named, ...withoutUndefined(withDefaults(id, own, defaults)) };
  return {
    source: 'file',
    ...named,
    reportFile: path.resolve(folder, reportFile),
    staleAfter: parseDuration(staleAfter),
    ...(generatedTime !== undefined && { generatedTime: Date.parse(generatedTime) / 1000 }),
  };
}

/** What the organization may say in its place. */
function unsaidOf({ name, owner }: Entry): NonNullable<Account['unsaid']> {
  return [...(name === undefined ? (['name'] as const) : []), ...(owner === undefined ? (['owner'] as const) : [])];
}

/** What an entry has that does not say otherwise. */
type Defaults = Pick<ConfigFile['accountDefaults'], 'roleName' | 'externalId' | 'owner' | 'region'>;
type AwsKeys = Pick<Entry, 'roleArn' | 'roleName' | 'externalId' | 'region'>;

function withDefaults(id: string | undefined, own: AwsKeys, defaults: Defaults): AwsKeys {
  const isNamed = own.roleArn === undefined && id !== undefined;
  const roleName = own.roleName ?? (isNamed ? defaults.roleName : undefined);
  const role = { roleArn: own.roleArn, roleName };
  return {
    ...role,
    externalId: own.externalId ?? (hasRole(withoutUndefined(role)) ? defaults.externalId : undefined),
    region: own.region ?? defaults.region,
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
