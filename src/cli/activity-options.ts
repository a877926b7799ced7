/** The options of `activity`, declared once: the command line reads them, and docs/activity.md lists them. */
import type { Command } from 'commander';
import { FILTER_OPTIONS } from './filter-options.ts';
import { type OptionDeclaration, toOption } from './option.ts';

export const ACTIVITY_OUTPUTS = ['table', 'json', 'csv'] as const;
export type ActivityOutput = (typeof ACTIVITY_OUTPUTS)[number];

export const ACTIVITY_SOURCES = ['events', 'logs', 'athena'] as const;
export type ActivitySourceName = (typeof ACTIVITY_SOURCES)[number];

export interface ActivityOptions {
  /** Names, ids or patterns for whole names; an empty list means all. */
  readonly accounts: readonly string[];
  readonly owners: readonly string[];
  /** As they were given. */
  readonly user: string | undefined;
  readonly role: string | undefined;
  readonly session: string | undefined;
  readonly key: string | undefined;
  readonly root: boolean;
  readonly target: string | undefined;
  readonly events: readonly string[];
  readonly since: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly regions: readonly string[];
  readonly source: ActivitySourceName;
  /** As it was given. */
  readonly maxScan: string;
  readonly anyScan: boolean;
  readonly output: ActivityOutput;
  readonly summary: boolean;
  readonly raw: boolean;
}

export const ACTIVITY_OPTIONS = {
  user: { name: 'user', value: 'name', description: 'What this user did, with a key or in the console.' },
  role: {
    name: 'role',
    value: 'name or arn',
    description: 'What sessions of this role did. An ARN means that one role only.',
  },
  session: { name: 'session', value: 'name', description: 'What the session of a role with this name did.' },
  key: { name: 'key', value: 'id', description: 'What was done with this access key, of a user or of a session.' },
  root: { name: 'root', description: 'What root did.' },
  target: {
    name: 'target',
    value: 'name',
    description: 'What was done to this user, role, access key, policy or the like, by anybody.',
  },
  event: {
    name: 'event',
    value: 'name',
    many: true,
    description: 'Only events of this name, such as CreateAccessKey.',
  },
  since: { name: 'since', value: 'duration', description: 'From so long ago until now, such as 12h. Default 7d.' },
  from: {
    name: 'from',
    value: 'time',
    description: 'From this day or moment on, in UTC unless it says otherwise: 2026-11-24 or 2026-11-24T14:00.',
  },
  to: { name: 'to', value: 'time', description: 'Until this moment, or the end of this day. Default: now.' },
  region: {
    name: 'region',
    value: 'code',
    many: true,
    description:
      'Only this region. Default: with events all regions that the account has enabled, otherwise all that there are records of.',
  },
  account: FILTER_OPTIONS.account,
  owner: FILTER_OPTIONS.owner,
  source: {
    name: 'source',
    value: 'source',
    choices: ACTIVITY_SOURCES,
    default: 'events',
    description:
      "Where to look: CloudTrail's event history (events), the log group of the configuration (logs), or its table of Athena (athena).",
  },
  maxScan: {
    name: 'max-scan',
    value: 'size',
    default: '10GB',
    description: 'With athena: ask only in a work group that ends each query which reads more than this.',
  },
  anyScan: {
    name: 'any-scan',
    description:
      'With athena: ask also where no work group limits what a query reads, and in a table without partitions by day.',
  },
  summary: {
    name: 'summary',
    description: 'Print how many events there are of each service, event, region, address and the like.',
  },
  raw: {
    name: 'raw',
    description:
      'Print the records as CloudTrail wrote them, one a line as JSON, with credentials cut out. Athena gives the columns that the exporter reads.',
  },
  output: {
    name: 'output',
    value: 'format',
    choices: ACTIVITY_OUTPUTS,
    default: 'table',
    description: 'How to print the events.',
  },
} as const satisfies Record<string, OptionDeclaration>;

export const ACTIVITY_EXIT_CODES = [
  ['0', 'events were found, and all that was asked for could be read'],
  ['1', 'there is no such event, and all that was asked for could be read'],
  ['2', 'a flag or the configuration is wrong'],
  ['3', 'something could not be read: the answer is not complete'],
] as const;

export const ACTIVITY_DESCRIPTION = `Say what a user, a role, a session, an access key or root did, by the records of CloudTrail. Reads only. Exit codes: ${ACTIVITY_EXIT_CODES.map(
  ([code, means]) => `${code}: ${means}`,
).join('; ')}.`;

type Values = Partial<Record<keyof typeof ACTIVITY_OPTIONS, string | boolean | readonly string[]>>;

export function addActivityOptions(command: Command, chosen: (options: ActivityOptions) => void): void {
  command.allowExcessArguments(false);
  for (const declaration of Object.values<OptionDeclaration>(ACTIVITY_OPTIONS))
    command.addOption(toOption(declaration));
  command.action((values: Values) => {
    const list = (key: keyof Values) => (values[key] ?? []) as readonly string[];
    const text = (key: keyof Values) => values[key] as string | undefined;
    chosen({
      accounts: list('account'),
      owners: list('owner'),
      user: text('user'),
      role: text('role'),
      session: text('session'),
      key: text('key'),
      root: values.root === true,
      target: text('target'),
      events: list('event'),
      since: text('since'),
      from: text('from'),
      to: text('to'),
      regions: list('region'),
      source: values.source as ActivitySourceName,
      maxScan: values.maxScan as string,
      anyScan: values.anyScan === true,
      output: values.output as ActivityOutput,
      summary: values.summary === true,
      raw: values.raw === true,
    });
  });
}
