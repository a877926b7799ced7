/** `policy` and `exemptions` of the configuration file. The checks and their parameters are declared in checks/. */
import { z } from 'zod';
import { checks } from '../checks/catalogue.ts';
import type { Check } from '../checks/check.ts';
import type { UserKind } from '../model/credential-report.ts';
import { SEVERITIES } from '../model/finding.ts';
import { EVEN_IF_INVALID, mapping, namePattern, text } from './fields.ts';
import { anchored, isRegularExpression } from './pattern.ts';

const LONGEST_DAYS = 3650;
const USER_KINDS = ['root', 'human', 'machine', 'none'] as const satisfies readonly UserKind[];

const enabled = z.boolean('must be true or false');

function parameterShape({ parameters }: Check): Record<string, z.ZodType<number>> {
  const entries = Object.entries(parameters).map(([name, { default: value, help }]) => {
    const field = z
      .int(`must be a whole number of days, such as ${value}`)
      .min(0, 'must be at least 0')
      .max(LONGEST_DAYS, `must be at most ${LONGEST_DAYS}`)
      .meta({ description: `${help}.` });
    return [name, field] as const;
  });
  return Object.fromEntries(entries);
}

/** A check as `policy.checks` has it. What is not written is as the check declares it. */
function checkEntry(check: Check) {
  const parameters = Object.fromEntries(
    Object.entries(parameterShape(check)).map(([name, field]) => [
      name,
      field.default(check.parameters[name]?.default ?? 0),
    ]),
  );
  return z
    .strictObject(
      {
        enabled: enabled.default(check.enabled).meta({ description: `Open when ${check.openWhen}.` }),
        severity: z
          .enum(SEVERITIES, `must be one of ${SEVERITIES.join(', ')}`)
          .default(check.severity)
          .meta({ description: 'For boards only with `info`.' }),
        ...parameters,
      },
      mapping('a mapping of keys, such as { enabled: true }'),
    )
    .prefault({})
    .meta({ description: `${check.title}.` });
}

/** A check as an override has it. */
function overrideEntry(check: Check) {
  const parameters = Object.fromEntries(
    Object.entries(parameterShape(check)).map(([name, field]) => [name, field.optional()]),
  );
  return z
    .strictObject(
      {
        enabled: enabled.optional().meta({ description: 'Whether the check is held against these users.' }),
        ...parameters,
      },
      mapping('a mapping of keys, such as { enabled: false }'),
    )
    .optional();
}

function byCheck<Schema extends z.ZodType>(entry: (check: Check) => Schema) {
  return z.strictObject(
    Object.fromEntries(checks.map((check) => [check.id, entry(check)])),
    mapping('a mapping of checks, such as access-key-not-rotated: { maxAgeDays: 365 }'),
  );
}

function patterns(description: string) {
  return z
    .array(namePattern, 'must be a list of regular expressions')
    .min(1, 'must hold a regular expression; leave the key out for all')
    .optional()
    .meta({ description });
}

const ACCOUNT_PATTERNS =
  'Regular expressions for the whole name of the account, or its id in quotes. Without it: every account.';
const USER_PATTERNS = 'Regular expressions for the whole name of the user. Without it: every user.';

const override = z.strictObject(
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
        error: 'must say whom, with accounts, users or kind; what holds for everybody belongs into policy.checks',
      })
      .meta({ description: 'Whom it is for: a user that matches every key here.' }),
    checks: byCheck(overrideEntry).meta({ description: 'What holds for them instead, by the id of the check.' }),
  },
  mapping('an override, as in { match: { kind: machine }, checks: { access-key-not-rotated: { maxAgeDays: 365 } } }'),
);

export const policy = z
  .strictObject(
    {
      checks: byCheck(checkEntry).prefault({}).meta({ description: 'Each check by its id; see the list of checks.' }),
      overrides: z.array(override, 'must be a list of overrides').default([]).meta({
        description:
          'Other values for some users. For each check of a user, the first override counts that matches the user and names the check.',
      }),
    },
    mapping('a mapping of keys, such as checks: { user-without-mfa: { enabled: true } }'),
  )
  .prefault({});

const exemption = z
  .strictObject(
    {
      name: text('break-glass').meta({ description: 'Unique name, the label `exemption`.' }),
      accounts: patterns(ACCOUNT_PATTERNS),
      users: patterns(USER_PATTERNS),
      checks: z
        .array(namePattern.refine(matchesCheck, 'matches the id of no check'), 'must be a list of checks')
        .min(1, 'must hold a check; leave the key out for all')
        .optional()
        .meta({ description: 'Ids of checks, or regular expressions for whole ids. Without it: every check.' }),
      reason: text('SEC-42, key in the safe').meta({ description: 'Why, and who says so. Kept here only.' }),
      expires: z
        .string('must be a day such as 2027-03-31')
        .refine(isDay, 'must be a day such as 2027-03-31')
        .meta({ description: 'Last day on which it holds, until its end in UTC.' }),
    },
    mapping('an exemption with name, users, checks, reason and expires'),
  )
  .superRefine(rejectBoundless, EVEN_IF_INVALID);

export const exemptions = z
  .array(exemption, 'must be a list of exemptions')
  .superRefine(rejectDuplicateNames, EVEN_IF_INVALID)
  .default([]);

function rejectBoundless(entry: unknown, context: z.core.$RefinementCtx): void {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return;
  if (['accounts', 'users', 'checks'].some((key) => key in entry)) return;
  context.addIssue({
    code: 'custom',
    message: 'would exempt everybody from everything: write accounts, users or checks',
  });
}

function rejectDuplicateNames(entries: unknown, context: z.core.$RefinementCtx): void {
  if (!Array.isArray(entries)) return;
  const first = new Map<unknown, number>();
  for (const [index, entry] of entries.entries() as Iterable<[number, { readonly name?: unknown } | null]>) {
    const name = entry?.name;
    if (typeof name !== 'string') continue;
    const holder = first.get(name);
    first.set(name, holder ?? index);
    if (holder === undefined) continue;
    context.addIssue({
      code: 'custom',
      path: [index, 'name'],
      message: `${name} is already taken by exemptions[${holder}]`,
    });
  }
}

function matchesCheck(pattern: string): boolean {
  // What is no regular expression is told already.
  return !isRegularExpression(pattern) || checks.some(({ id }) => anchored(pattern).test(id));
}

function isDay(day: string): boolean {
  return z.iso.date().safeParse(day).success;
}
