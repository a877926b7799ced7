/**
 * The configuration file, declared once: its validation, config.schema.json and docs/configuration.md are made from this.
 */
import { z } from 'zod';
import { exemptions } from './exemption-schema.ts';
import { facts } from './facts-schema.ts';
import { duration, EVEN_IF_INVALID, mapping, namePattern, text } from './fields.ts';
import { policy, rejectUnreadFacts } from './policy-schema.ts';
import { type Entry, isEntry, rejectShared } from './uniqueness.ts';

const ROLE_ARN = /^arn:[a-z0-9-]+:iam::(\d{12}):role\/.+$/;

const account = z
  .strictObject(
    {
      name: text('production').meta({
        description: 'Unique name of the account, the label `account_name`.',
      }),
      owner: text('payments')
        .optional()
        .meta({ description: 'Team that owns the account; the label `owner`, by which Alertmanager routes.' }),
      roleArn: text('arn:aws:iam::111111111111:role/iam-credential-exporter')
        .regex(ROLE_ARN, 'must be the ARN of a role: arn:aws:iam::111111111111:role/NAME')
        .optional()
        .meta({
          description: 'Role to assume in the account. Without it the default AWS credential chain is the account.',
        }),
      externalId: text('s3cret')
        .optional()
        .meta({ description: 'External id that the trust policy of the role asks for.' }),
      region: text('us-east-1').optional().meta({
        description:
          'Region whose endpoints and signature are used; it decides the partition (`cn-north-1`, `us-gov-west-1`). Credentials are good in one partition alone: each wants an exporter of its own. Without it the SDK decides, and else `us-east-1`.',
      }),
      reportFile: text('./sandbox.csv').optional().meta({
        description:
          'Credential report in a file, instead of AWS; relative to the configuration file. It is read again when it changes.',
      }),
      generatedTime: text('2026-11-22T08:00:00Z')
        .refine(isTime, 'must be a time with an offset, in quotes: "2026-11-22T08:00:00Z"')
        .optional()
        .meta({
          description:
            "When the file's report was generated. Without it the file's modification time counts, which a git clone or a mounted ConfigMap makes look new.",
        }),
      staleAfter: duration('7d').optional().meta({
        description:
          "How old the file's report may get: `aws_iam_credential_report_refresh_interval_seconds`, which alerts on stale reports compare with. Default `1d`.",
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
          'Whether users have series of their own. With `false` only counts, account-level families and root stay.',
      }),
      exclude: z.array(namePattern, 'must be a list of regular expressions').default([]).meta({
        description:
          'Regular expressions; a family whose whole name matches one is left out. Not those of the process, `process_*` and `nodejs_*`.',
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
          'How old a report from AWS may get before a new one is asked for. AWS makes one every 4 hours at most.',
      }),
      refreshTimeout: duration('10m', '1d')
        .default('10m')
        .meta({ description: 'When the refresh of an account is given up.' }),
      concurrency: z
        .int('must be a whole number')
        .min(1, 'must be at least 1')
        .max(100, 'must be at most 100')
        .default(10)
        .meta({ description: 'How many calls to IAM and STS may be in flight at a time.' }),
      accounts: z
        .array(account, 'must be a list of accounts')
        .min(1, 'must hold an account; leave the key out for the account of the default AWS credential chain')
        .superRefine(rejectShared('accounts', claimsOf), EVEN_IF_INVALID)
        .optional()
        .meta({
          description:
            'Accounts to read. Without it: the one account of the default AWS credential chain, named `default`.',
        }),
      facts: facts.meta({
        description:
          'What the exporter reads of each AWS account beside the credential report. All of it is off until it is enabled.',
      }),
      metrics: metrics.meta({ description: 'Which metrics are exposed.' }),
      policy: policy.meta({ description: 'Which checks are held against whom.' }),
      exemptions: exemptions.meta({
        description:
          'Findings that are accepted until a day: counted, but not raised. They come back when it has passed.',
      }),
    },
    mapping('a mapping of keys, such as refreshInterval: 4h'),
  )
  .superRefine(rejectUnreadFacts);

export type ConfigFile = z.output<typeof configSchema>;

function rejectContradictions(entry: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(entry)) return;
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
    reject(['generatedTime', 'staleAfter'], 'goes with reportFile only: AWS tells the time of its reports itself');
    if (entry.roleArn === undefined) reject(['externalId'], 'goes with roleArn only');
  }
}

/** What no two entries may have in common, with the key that says it. */
function claimsOf({ name, roleArn, reportFile }: Entry): [string, string][] {
  const claims: [string, string][] = [];
  const accountId = typeof roleArn === 'string' ? ROLE_ARN.exec(roleArn)?.[1] : undefined;
  if (typeof name === 'string') claims.push(['name', `the name "${name}"`]);
  if (typeof reportFile === 'string') claims.push(['reportFile', `the file ${reportFile}`]);
  else if (accountId !== undefined) claims.push(['roleArn', `account ${accountId}`]);
  else if (roleArn === undefined && reportFile === undefined) {
    claims.push(['name', 'the account of the default AWS credential chain']);
  }
  return claims;
}

function isTime(time: string): boolean {
  return z.iso.datetime({ offset: true, precision: 0 }).safeParse(time).success;
}
