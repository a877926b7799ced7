/** `exemptions` of the configuration file. */
import { z } from 'zod';
import { checks } from '../checks/catalogue.ts';
import { EVEN_IF_INVALID, hasUnknownKey, line, mapping, namePattern, text } from './fields.ts';
import { compilePattern, problemOf } from './pattern.ts';
import { ACCOUNT_PATTERNS, patterns, USER_PATTERNS } from './policy-schema.ts';
import { type Claim, type Entry, isEntry, rejectShared } from './uniqueness.ts';

const NO_DAY = 'must be a day such as 2027-03-31';

const exemption = z
  .strictObject(
    {
      name: line('break-glass').meta({
        description:
          'Unique name of the exemption, the label `exemption`. It is on /metrics even with `perUser: false`.',
      }),
      accounts: patterns(ACCOUNT_PATTERNS),
      users: patterns(USER_PATTERNS),
      checks: z
        .array(namePattern.refine(matchesCheck, 'matches the id of no check'), 'must be a list of checks')
        .min(1, 'must hold a check; leave the key out for all')
        .optional()
        .meta({ description: 'Ids of checks, or regular expressions for whole ids. Without it: every check.' }),
      reason: text('SEC-42, key in the safe').meta({
        description: 'Why the findings are accepted. It is in the evidence that `evidence` writes.',
      }),
      approvedBy: line('security board').optional().meta({
        description: 'Who decided it. It is in the evidence that `evidence` writes.',
      }),
      expires: z
        .string({ error: ({ input }) => (input === undefined ? 'is missing: write a day such as 2027-03-31' : NO_DAY) })
        .refine(isDay, NO_DAY)
        .meta({ description: 'Last day of the exemption. It ends at the end of this day in UTC.' }),
    },
    mapping('an exemption with name, users, checks, reason and expires'),
  )
  .superRefine(rejectBoundless, EVEN_IF_INVALID);

export const exemptions = z
  .array(exemption, 'must be a list of exemptions')
  .superRefine(rejectShared('exemptions', claimsOf), EVEN_IF_INVALID)
  .default([]);

function rejectBoundless(entry: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(entry)) return;
  if (['accounts', 'users', 'checks'].some((key) => key in entry)) return;
  // One of them may be there under a key that is misspelt, which has its own problem.
  if (hasUnknownKey(context.issues)) return;
  context.addIssue({
    code: 'custom',
    message: 'would exempt every user from every check: write accounts, users or checks',
  });
}

function claimsOf({ name }: Entry): Claim[] {
  return typeof name === 'string' ? [{ key: 'name', what: 'the name', value: name }] : [];
}

function matchesCheck(pattern: string): boolean {
  // What is no regular expression is told already.
  if (problemOf(pattern) !== undefined) return true;
  const compiled = compilePattern(pattern);
  return checks.some(({ id }) => compiled.test(id));
}

function isDay(day: string): boolean {
  return z.iso.date().safeParse(day).success;
}
