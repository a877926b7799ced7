/**
 * The configuration file, declared once: its validation, config.schema.json and docs/configuration.md are made from this.
 */
import { z } from 'zod';
import { account, accountDefaults, claimsOf, rejectWithoutRole } from './account-schema.ts';
import { athena } from './athena-schema.ts';
import { exemptions } from './exemption-schema.ts';
import { facts, rejectNoLogGroup } from './facts-schema.ts';
import { duration, EVEN_IF_INVALID, hasUnknownKey, mapping, namePattern, size } from './fields.ts';
import { logs } from './logs-schema.ts';
import { organization, rejectNoRoleName } from './organization-schema.ts';
import { policy, rejectUnreadFacts } from './policy-schema.ts';
import { rejectOtherReaders } from './reading-account.ts';
import { isEntry, rejectShared } from './uniqueness.ts';

/** Name of the account of the default AWS credential chain where the file lists none. */
export const DEFAULT_ACCOUNT = 'default';

/** Top-level keys that begin so are the user's own, for anchors. */
export const EXTENSION = 'x-';

const metrics = z
  .strictObject(
    {
      perUser: z.boolean('must be true or false').default(true).meta({
        description:
          'Whether the metrics have series for each user. With `false` there are only counts, account-level families and root.',
      }),
      exclude: z.array(namePattern, 'must be a list of regular expressions').default([]).meta({
        description:
          'Regular expressions. The exporter leaves out each family whose whole name matches one of them. It keeps `process_*` and `nodejs_*`.',
      }),
    },
    mapping('a mapping of keys, such as perUser: true'),
  )
  .prefault({});

export const configSchema = z
  .strictObject(
    {
      refreshInterval: duration('4h').default('4h').meta({
        description:
          'How old a report from AWS may get before the exporter asks for a new one. AWS makes one every 4 hours at most.',
      }),
      refreshTimeout: duration('10m', '1d')
        .default('10m')
        .meta({ description: 'How long the exporter waits for a refresh before it gives up.' }),
      reportSizeLimit: size('64MB', { least: '1MB', most: '1GB' }).default('64MB').meta({
        description:
          'How large a credential report may be, from AWS or in a file. 64MB are about 180,000 users. The exporter refuses a larger one before it is in memory.',
      }),
      concurrency: z
        .int('must be a whole number')
        .min(1, 'must be at least 1')
        .max(100, 'must be at most 100')
        .default(10)
        .meta({
          description:
            'How many calls to IAM and STS may be in flight at a time. Calls that AWS does not answer within a second make room for as many others.',
        }),
      accounts: z
        .array(account, 'must be a list of accounts')
        .min(1, 'must hold an account; leave the key out for the account of the default AWS credential chain')
        .superRefine(rejectShared('accounts', claimsOf), EVEN_IF_INVALID)
        .optional()
        .meta({
          description:
            'Accounts to read, each a mapping, or its id alone in quotes. Without it: the one account of the default AWS credential chain, named `default`.',
        }),
      accountDefaults: accountDefaults.meta({
        description: 'What every account has whose entry does not say otherwise.',
      }),
      organization: organization.meta({
        description:
          'Where it is there, the exporter finds the accounts of the organization by itself. What `accounts` has of one of them goes before.',
      }),
      expectedAccounts: z
        .int('must be a whole number, the number of entries of accounts')
        .min(1, 'must be at least 1')
        .optional()
        .meta({
          description:
            'How many entries `accounts` has. The exporter refuses a file with another number, as somebody may have cut it. With the right number a reload may take away more than half of the accounts. Write it as the last line of the file.',
        }),
      facts: facts.meta({
        description:
          'What the exporter reads of each AWS account beside the credential report. All of it is off until it is enabled.',
      }),
      logs: logs.meta({
        description:
          'Where CloudTrail writes into CloudWatch Logs: what `--source logs` of the command `activity` reads, and the exporter where `facts.activity.source` says so.',
      }),
      athena: athena.meta({
        description:
          'Table of Athena over the files of CloudTrail: what `--source athena` of the command `activity` reads. The exporter itself does not read it.',
      }),
      metrics: metrics.meta({ description: 'Which metrics the exporter shows.' }),
      policy: policy.meta({ description: 'Which checks apply to which users.' }),
      exemptions: exemptions.meta({
        description:
          'Findings that you accept until a day. The exporter counts them as exempt. After that day they are open again.',
      }),
    },
    mapping('a mapping of keys, such as refreshInterval: 4h'),
  )
  .superRefine(rejectUnreadFacts)
  .superRefine(rejectOtherNumber, EVEN_IF_INVALID)
  .superRefine(rejectWithoutRole, EVEN_IF_INVALID)
  .superRefine(rejectNoRoleName, EVEN_IF_INVALID)
  .superRefine(rejectNoLogGroup, EVEN_IF_INVALID)
  .superRefine(rejectOtherReaders(['logs', 'athena'], DEFAULT_ACCOUNT), EVEN_IF_INVALID);

export type ConfigFile = z.output<typeof configSchema>;

/** Looks at the file as it was written, right or wrong. */
function rejectOtherNumber(file: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(file) || typeof file.expectedAccounts !== 'number') return;
  const { accounts, expectedAccounts } = file;
  // The list may be there under a key that is misspelt, which has its own problem.
  if (accounts === undefined && hasUnknownKey(context.issues)) return;
  const length = Array.isArray(accounts) ? accounts.length : 0;
  if (length === expectedAccounts) return;
  const found = accounts === undefined ? 'the file has no accounts' : `accounts has ${length}`;
  const message = `is ${expectedAccounts}, but ${found}: the file is cut, or the number is old`;
  context.addIssue({ code: 'custom', path: ['expectedAccounts'], message });
}
