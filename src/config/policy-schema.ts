/** `policy` of the configuration file. The checks and their parameters are declared in checks/. */
import { z } from 'zod';
import { checks } from '../checks/catalogue.ts';
import { type Check, factsOf, numbersOf } from '../checks/check.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { USER_KINDS, type UserKind } from '../model/facts/credential-report.ts';
import { SEVERITIES } from '../model/finding.ts';
import { factEntry, lineToEnable } from './facts-schema.ts';
import { mapping, namePattern } from './fields.ts';

const LONGEST_DAYS = 3650;

const enabled = z.boolean('must be true or false');

/** The limit of a check and its parameters. */
function numberShape(check: Check): Record<string, z.ZodType<number>> {
  const entries = numbersOf(check).map(([name, number]) => {
    const { default: value, least, help } = number;
    const days = name === check.limit?.name;
    const most = 'most' in number ? number.most : LONGEST_DAYS;
    const field = z
      .int(`must be a whole number${days ? ' of days' : ''}, such as ${value}`)
      .min(least, `must be at least ${least}${least > 0 ? '; enabled: false turns the check off' : ''}`)
      .max(most, `must be at most ${most}`)
      .meta({ description: `${help}.` });
    return [name, field] as const;
  });
  return Object.fromEntries(entries);
}

/** The lists of patterns of a check. An empty one is meant: it matches no name. */
function patternsShape({ patterns = {} }: Check) {
  const entries = Object.entries(patterns).map(([name, { example, help }]) => {
    const list = z.array(namePattern, `must be a list of regular expressions, such as [${example}]`);
    return [name, list.optional().meta({ description: `${help}.` })] as const;
  });
  return Object.fromEntries(entries);
}

/** A check as `policy.checks` has it. What is not written is as the check declares it. */
function checkEntry(check: Check) {
  const shape = numberShape(check);
  const numbers = Object.fromEntries(
    numbersOf(check).map(([name, { default: value }]) => [name, shape[name]?.default(value)]),
  );
  const description = `Open when ${check.openWhen}.`;
  return z
    .strictObject(
      {
        // Without a word, what needs a fact follows the fact.
        enabled: (factsOf(check).length === 0 ? enabled.default(check.enabled) : enabled.optional()).meta({
          description,
        }),
        severity: z
          .enum(SEVERITIES, `must be one of ${SEVERITIES.join(', ')}`)
          .default(check.severity)
          .meta({ description: 'With `info` only boards show the check.' }),
        ...numbers,
        ...patternsShape(check),
      },
      mapping('a mapping of keys, such as { enabled: true }'),
    )
    .prefault({})
    .meta({ description: `${check.title}.` });
}

/** A key that is not known is told already. */
const IF_VALID = { when: ({ issues }: { issues: readonly unknown[] }) => issues.length === 0 };

/** A check as an override has it. */
function overrideEntry(check: Check) {
  const numbers = Object.fromEntries(
    Object.entries(numberShape(check)).map(([name, field]) => [name, field.optional()]),
  );
  return z
    .strictObject(
      {
        enabled: enabled.optional().meta({ description: 'Whether the check applies to these users.' }),
        ...numbers,
        ...patternsShape(check),
      },
      mapping('a mapping of keys, such as { enabled: false }'),
    )
    .refine((values) => Object.keys(values).length > 0, {
      error: 'must say what is different, such as enabled: false',
      ...IF_VALID,
    })
    .optional();
}

function byCheck<Schema extends z.ZodType>(entry: (check: Check) => Schema) {
  return z.strictObject(
    Object.fromEntries(checks.map((check) => [check.id, entry(check)])),
    mapping('a mapping of checks, such as access-key-not-rotated: { maxAgeDays: 365 }'),
  );
}

export function patterns(description: string) {
  return z
    .array(namePattern, 'must be a list of regular expressions, such as [prod-.*]')
    .min(1, 'must hold a regular expression; leave the key out for all')
    .optional()
    .meta({ description });
}

export const ACCOUNT_PATTERNS =
  'Regular expressions for the whole name of the account, or its id in quotes. Without it: every account.';
export const USER_PATTERNS = 'Regular expressions for the whole name of the user. Without it: every user.';

interface Override {
  readonly match: { readonly kind?: UserKind | undefined; readonly users?: readonly string[] | undefined };
  readonly checks: Readonly<Record<string, unknown>>;
}

const override = z
  .strictObject(
    {
      match: z
        .strictObject(
          {
            accounts: patterns(ACCOUNT_PATTERNS),
            users: patterns(USER_PATTERNS),
            kind: z
              .enum(USER_KINDS, `must be one of ${USER_KINDS.join(', ')}`)
              .optional()
              .meta({
                description: 'Kind of the user, as in `aws_iam_user_info`. Without it: every kind.',
              }),
          },
          mapping('a mapping of keys, such as kind: machine'),
        )
        .refine((match) => Object.keys(match).length > 0, {
          error: 'must choose users with accounts, users or kind; values for every user belong into policy.checks',
          ...IF_VALID,
        })
        .meta({ description: 'The users of the override: those that match every key here.' }),
      checks: byCheck(overrideEntry)
        .refine((values) => Object.keys(values).length > 0, { error: 'must name a check', ...IF_VALID })
        .meta({ description: 'The values for these users, by the id of the check.' }),
    },
    mapping('an override, as in { match: { kind: machine }, checks: { access-key-not-rotated: { maxAgeDays: 365 } } }'),
  )
  .superRefine(rejectChecksOfOthers);

export const policy = z
  .strictObject(
    {
      checks: byCheck(checkEntry).prefault({}).meta({ description: 'Each check by its id, see the list of checks.' }),
      overrides: z.array(override, 'must be a list of overrides').default([]).meta({
        description:
          'Other values for some users. For each user and check, the first override that matches the user and names the check counts.',
      }),
    },
    mapping('a mapping of keys, such as checks: { user-without-mfa: { enabled: true } }'),
  )
  .prefault({});

/** A check of root looks at root only, and one of users at no root; one of accounts looks at no user. */
function rejectChecksOfOthers({ match, checks: overridden }: Override, context: z.core.$RefinementCtx): void {
  const { kind, users } = match;
  for (const { id, subject } of checks.filter(({ id }) => id in overridden)) {
    const path = ['checks', id];
    if (subject === 'account' && (kind !== undefined || users !== undefined)) {
      context.addIssue({ code: 'custom', path, message: 'is about the account: the match may only name accounts' });
    } else if (kind !== undefined && subject !== (kind === 'root' ? 'root' : 'user')) {
      context.addIssue({ code: 'custom', path, message: `never applies to users of the kind ${kind}` });
    }
  }
}

interface PolicyAndFacts {
  readonly facts: unknown;
  readonly policy: {
    readonly checks: Readonly<Record<string, { readonly enabled?: boolean | undefined }>>;
    readonly overrides: readonly {
      readonly checks: Readonly<Record<string, { readonly enabled?: boolean | undefined } | undefined>>;
    }[];
  };
}

/** A check that is enabled by name, and whose fact the exporter does not read, would never say anything. */
export function rejectUnreadFacts({ facts, policy }: PolicyAndFacts, context: z.core.$RefinementCtx): void {
  const places = [
    { path: ['policy', 'checks'], checks: policy.checks },
    ...policy.overrides.map(({ checks }, index) => ({ path: ['policy', 'overrides', index, 'checks'], checks })),
  ];
  for (const check of checks) {
    const lines = linesToFeed(check, facts);
    if (lines === '') continue;
    const { id } = check;
    const message = `needs what the exporter does not read; write ${lines}`;
    for (const { path, checks } of places) {
      if (checks[id]?.enabled === true) context.addIssue({ code: 'custom', path: [...path, id, 'enabled'], message });
    }
  }
}

/** What to write so that the exporter reads the facts that a check needs; empty: it reads them. */
export function linesToFeed({ needs = [], needsOneOf = [] }: Check, facts: unknown): string {
  const isRead = (name: FactName) => factEntry(facts, { id: name }).enabled;
  const linesFor = (names: readonly FactName[], word: string) =>
    names.map((name) => lineToEnable({ id: name })).join(` ${word} `);
  const unread = needs.filter((name) => !isRead(name));
  return [linesFor(unread, 'and'), needsOneOf.some(isRead) ? '' : linesFor(needsOneOf, 'or')]
    .filter((line) => line !== '')
    .join(', and ');
}
