/** `facts` of the configuration file, made from the declarations in model/facts. */
import { z } from 'zod';
import { type WatchSource, WATCH_SOURCES } from '../model/facts/activity.ts';
import { FACTS, type FactName } from '../model/facts/catalogue.ts';
import type { FactDeclaration } from '../model/facts/fact.ts';
import { formatDuration } from './duration.ts';
import { duration, hasUnknownKey, line, mapping, text } from './fields.ts';
import { REGION, regionProblem } from './region.ts';
import { isEntry } from './uniqueness.ts';

const SECOND = 1_000;

/** The report is always read, and its interval is `refreshInterval`. */
export const OPTIONAL_FACTS: readonly (FactDeclaration & { readonly id: FactName })[] = FACTS.filter(
  ({ enabled }) => !enabled,
);

/** Keys that only one fact has. */
const OWN_KEYS: Partial<Record<FactName, Record<string, z.ZodType>>> = {
  'user-details.tags': {
    ownerTag: line('team').default('owner').meta({
      description:
        'Key of the tag that says who owns a user, in upper or lower case: `aws_iam_user_owner_info`. Alerts are routed by the owner of the account.',
    }),
  },
  activity: {
    source: z.enum(WATCH_SOURCES, 'must be events or logs').default('events').meta({
      description:
        'Where the exporter reads them: in the event history of each account (`events`), or in the log group under `logs`, which has the records of all accounts (`logs`). From a log group it needs `logs:FilterLogEvents` on that group instead of `cloudtrail:LookupEvents`.',
    }),
    regions: z
      .array(
        text('eu-central-1').regex(REGION, { error: ({ input }) => regionProblem(String(input)) }),
        'must be a list of regions, such as [eu-central-1]',
      )
      .default([])
      .meta({
        description:
          'Regions in which the exporter looks for sign-ins, use of root and stopped trails, besides `us-east-1` and those in which AWS records sign-ins of users: `us-east-2`, `eu-north-1`, `ap-southeast-1` and `ap-southeast-2`. It looks there at every third interval. A log group has the events of all regions.',
      }),
  },
};

const GROUPS: Readonly<Record<string, string>> = {
  'user-details': 'What IAM knows of users beyond the report. Each part is read by itself.',
};

/** ` At least 5m, at most 6h.`, or nothing. */
function boundsInWords({ leastInterval, mostInterval }: FactDeclaration): string {
  const bounds = [
    ...(leastInterval === undefined ? [] : [`at least ${formatDuration(leastInterval)}`]),
    ...(mostInterval === undefined ? [] : [`at most ${formatDuration(mostInterval)}`]),
  ].join(', ');
  return bounds === '' ? '' : ` ${upperFirst(bounds)}.`;
}

function intervalKey(fact: FactDeclaration) {
  const { interval, leastInterval = SECOND, mostInterval } = fact;
  const longest = mostInterval === undefined ? undefined : formatDuration(mostInterval);
  return duration(formatDuration(interval), longest, formatDuration(leastInterval))
    .default(formatDuration(interval))
    .meta({ description: `How old it may get before the exporter asks AWS again.${boundsInWords(fact)}` });
}

const entry = (fact: (typeof OPTIONAL_FACTS)[number]) =>
  z
    .strictObject(
      {
        enabled: z
          .boolean('must be true or false')
          .default(false)
          .meta({
            description: `Read ${fact.what}. Needs ${fact.permissions.map((action) => `\`${action}\``).join(', ')}.`,
          }),
        interval: intervalKey(fact),
        ...OWN_KEYS[fact.id],
      },
      mapping('a mapping of keys, such as { enabled: true }'),
    )
    .prefault({})
    .meta({ description: `${upperFirst(fact.what)}.` });

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A dot in the id of a fact stands for a mapping within a mapping. */
function shapeOf(prefix: string): Record<string, z.ZodType> {
  const below = OPTIONAL_FACTS.filter(({ id }) => id.startsWith(prefix)).map((fact) => ({
    fact,
    path: fact.id.slice(prefix.length).split('.'),
  }));
  return Object.fromEntries(
    below.map(({ fact, path: [key = '', ...deeper] }) => [
      key,
      deeper.length === 0
        ? entry(fact)
        : z
            .strictObject(shapeOf(`${prefix}${key}.`), mapping('a mapping of facts, such as mfa: { enabled: true }'))
            .prefault({})
            .meta({ description: GROUPS[key] ?? '' }),
    ]),
  );
}

export const facts = z
  .strictObject(shapeOf(''), mapping('a mapping of facts, such as account-settings: { enabled: true }'))
  .prefault({});

export interface FactEntry {
  readonly enabled: boolean;
  readonly interval: string;
  readonly ownerTag?: string;
  readonly regions?: readonly string[];
  readonly source?: WatchSource;
}

/** What the file says of one fact. */
export function factEntry(facts: unknown, { id }: { readonly id: string }): FactEntry {
  const found = id.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], facts);
  return found as FactEntry;
}

/** Looks at the file as it was written, right or wrong. */
export function rejectNoLogGroup(file: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(file) || !isEntry(file.facts) || !isEntry(file.facts.activity)) return;
  // It may be there under a key that is misspelt, which has its own problem.
  if (file.facts.activity.source !== 'logs' || file.logs !== undefined || hasUnknownKey(context.issues)) return;
  const message = 'is logs, and the configuration names no log group: write its ARN under logs.logGroup';
  context.addIssue({ code: 'custom', path: ['facts', 'activity', 'source'], message });
}

/** The line that turns a fact on: `facts: { user-details: { mfa: { enabled: true } } }`. */
export function lineToEnable({ id }: { readonly id: string }): string {
  return `facts: ${id.split('.').reduceRight((inner, key) => `{ ${key}: ${inner} }`, '{ enabled: true }')}`;
}
