/**
 * The configuration file, declared once: its validation, config.schema.json and docs/configuration.md are made from this.
 */
import { z } from 'zod';
import { accountOfRole } from '../model/account.ts';
import { athena } from './athena-schema.ts';
import { exemptions } from './exemption-schema.ts';
import { facts, rejectNoLogGroup } from './facts-schema.ts';
import { duration, EVEN_IF_INVALID, hasUnknownKey, line, mapping, namePattern, size, text } from './fields.ts';
import { logs } from './logs-schema.ts';
import { policy, rejectUnreadFacts } from './policy-schema.ts';
import { partitionOf, partitionOfRole, REGION, regionProblem } from './region.ts';
import { rejectOtherReaders } from './reading-account.ts';
import { type Claim, type Entry, isEntry, rejectShared } from './uniqueness.ts';

/** From beginning to end, with path and name as IAM has them: whatever else got into it would go to STS. */
const ROLE_ARN = /^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/(?:[!-~]{1,510}\/)?[\w+=,.@-]{1,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,}$/;
/** Not in the pattern: the engine that Helm has for the chart's schema repeats at most 1,000 times. */
const LONGEST_EXTERNAL_ID = 1224;
const NO_EXTERNAL_ID = 'must be 2 to 1224 letters, digits and _+=,.@:/- in one line';

/** Name of the account of the default AWS credential chain where the file lists none. */
export const DEFAULT_ACCOUNT = 'default';

/** Top-level keys that begin so are the user's own, for anchors. */
export const EXTENSION = 'x-';

const account = z
  .strictObject(
    {
      name: line('production').meta({
        description: 'Unique name of the account, the label `account_name`.',
      }),
      owner: line('payments')
        .optional()
        .meta({ description: 'Team that owns the account: the label `owner`, by which Alertmanager routes.' }),
      roleArn: text('arn:aws:iam::111111111111:role/iam-credential-exporter')
        .regex(ROLE_ARN, 'must be the ARN of a role: arn:aws:iam::111111111111:role/NAME')
        .optional()
        .meta({
          description:
            'Role to assume in the account. Without it the account is that of the default AWS credential chain.',
        }),
      externalId: text('audit-7f3a')
        .regex(EXTERNAL_ID, NO_EXTERNAL_ID)
        .max(LONGEST_EXTERNAL_ID, NO_EXTERNAL_ID)
        .optional()
        .meta({ description: 'External id that the trust policy of the role requires.' }),
      region: text('us-east-1')
        .regex(REGION, { error: ({ input }) => regionProblem(String(input)) })
        .optional()
        .meta({
          description:
            'Region of the endpoints and the signature. It decides the partition (`cn-north-1`, `us-gov-west-1`). Credentials work in one partition only, so each partition needs an exporter of its own. Without it the AWS SDK finds the region, or it is `us-east-1`.',
        }),
      reportFile: line('./sandbox.csv').optional().meta({
        description:
          'File with a credential report, instead of AWS. The path is relative to the configuration file. The exporter reads the file again when it changes.',
      }),
      generatedTime: text('2026-11-22T08:00:00Z')
        .refine(isTime, 'must be a time with an offset, in quotes: "2026-11-22T08:00:00Z"')
        .optional()
        .meta({
          description:
            'When AWS generated the report in the file. Without it the modification time of the file counts, and after a git clone or in a mounted ConfigMap an old file looks new.',
        }),
      staleAfter: duration('7d').optional().meta({
        description:
          'How old the report in the file may get. It becomes `aws_iam_credential_report_refresh_interval_seconds`, by which the alert on stale reports judges. Default `1d`.',
      }),
    },
    mapping('an account, as in { name: production }'),
  )
  .superRefine(rejectContradictions, EVEN_IF_INVALID);

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
            'Accounts to read. Without it: the one account of the default AWS credential chain, named `default`.',
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

function rejectContradictions(entry: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(entry) || hasUnknownKey(context.issues)) return;
  const reject = (keys: readonly string[], message: string) => {
    for (const key of keys.filter((key) => entry[key] !== undefined)) {
      context.addIssue({ code: 'custom', path: [key], message });
    }
  };
  if (entry.reportFile !== undefined) {
    reject(
      ['roleArn', 'externalId', 'region'],
      'does not go with reportFile: an account is read from AWS or from a file',
    );
  } else {
    reject(['generatedTime', 'staleAfter'], 'goes with reportFile only: AWS gives the time of its reports itself');
    if (entry.roleArn === undefined) reject(['externalId'], 'goes with roleArn only');
    rejectOtherPartition(entry, context);
  }
}

function rejectOtherPartition({ roleArn, region }: Entry, context: z.core.$RefinementCtx): void {
  if (typeof roleArn !== 'string' || typeof region !== 'string' || !REGION.test(region)) return;
  const partition = partitionOfRole(roleArn);
  if (partition === undefined || partition === partitionOf(region)) return;
  const message = `is of the partition ${partitionOf(region)}, and the role of ${partition}: write a region of that one`;
  context.addIssue({ code: 'custom', path: ['region'], message });
}

/** What no two entries may have in common. */
function claimsOf({ name, roleArn, reportFile }: Entry, hasUnknownKey: boolean): Claim[] {
  const claims: Claim[] = [];
  const accountId = typeof roleArn === 'string' ? accountOfRole(roleArn) : undefined;
  if (typeof name === 'string') claims.push({ key: 'name', what: 'the name', value: name });
  if (typeof reportFile === 'string') claims.push({ key: 'reportFile', what: 'the file', value: reportFile });
  else if (accountId !== undefined) claims.push({ key: 'roleArn', what: 'the account of the role', value: accountId });
  else if (roleArn === undefined && reportFile === undefined && !hasUnknownKey) {
    claims.push({ key: 'name', what: 'the account of the default AWS credential chain', value: '' });
  }
  return claims;
}

function isTime(time: string): boolean {
  return z.iso.datetime({ offset: true, precision: 0 }).safeParse(time).success;
}
