/** An entry of `accounts`, and what the entries have in common. */
import { z } from 'zod';
import { accountOfRole } from '../model/account.ts';
import { duration, EVEN_IF_INVALID, hasUnknownKey, line, mapping, text } from './fields.ts';
import { partitionOf, partitionOfRole, REGION, regionProblem } from './region.ts';
import { type Claim, type Entry, isEntry } from './uniqueness.ts';

/** From beginning to end, with path and name as IAM has them: whatever else got into it would go to STS. */
const ROLE_ARN = /^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/(?:[!-~]{1,510}\/)?[\w+=,.@-]{1,64}$/;
/** Behind its path, if it has one; without a colon, so that an ARN is none. */
const ROLE_NAME = /^(?:[!-9;-~]{1,510}\/)?[\w+=,.@-]{1,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,}$/;
/** Not in the pattern: the engine that Helm has for the chart's schema repeats at most 1,000 times. */
const LONGEST_EXTERNAL_ID = 1224;
const NO_EXTERNAL_ID = 'must be 2 to 1224 letters, digits and _+=,.@:/- in one line';
const ACCOUNT_ID = /^\d{12}$/;
const NO_ROLE =
  'has no role: write its roleName, or accountDefaults with a roleName for all; without one it is the account of the default AWS credential chain, which is already taken by';

const owner = line('payments').optional();
export const roleName = text('iam-credential-exporter')
  .regex(ROLE_NAME, 'must be the name of a role, such as "iam-credential-exporter", and no ARN')
  .optional();
export const externalId = text('audit-7f3a')
  .regex(EXTERNAL_ID, NO_EXTERNAL_ID)
  .max(LONGEST_EXTERNAL_ID, NO_EXTERNAL_ID)
  .optional();
const region = text('us-east-1')
  .regex(REGION, { error: ({ input }) => regionProblem(String(input)) })
  .optional();

export const accountId = text('111122223333').regex(ACCOUNT_ID, 'must be the 12 digits of an account, in quotes');

export const roleArn = text('arn:aws:iam::111111111111:role/iam-credential-exporter')
  .regex(ROLE_ARN, 'must be the ARN of a role: arn:aws:iam::111111111111:role/NAME')
  .optional();

const entry = z
  .strictObject(
    {
      name: line('production').optional().meta({
        description: 'Unique name of the account, the label `account_name`. Without it: the id.',
      }),
      id: accountId.optional().meta({
        description:
          'Id of the account, in quotes. Needed with `roleName`. The exporter refuses a report of another account.',
      }),
      owner: owner.meta({
        description: 'Team that owns the account: the label `owner`, by which Alertmanager routes.',
      }),
      roleArn: roleArn.meta({
        description:
          'Role to assume in the account. Without it, and without a `roleName`, the account is that of the default AWS credential chain.',
      }),
      roleName: roleName.meta({
        description:
          'Name of that role, instead of its ARN: the role of the account `id`, in the partition of the exporter. In its own account the exporter assumes no such role.',
      }),
      externalId: externalId.meta({ description: 'External id that the trust policy of the role requires.' }),
      region: region.meta({
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
    mapping('an account, as in { name: production } or "111122223333"'),
  )
  .superRefine(rejectContradictions, EVEN_IF_INVALID);

/** A text alone is the id of an account. */
export const account = z.preprocess((value) => (isId(value) ? { id: value } : value), entry);

export const accountDefaults = z
  .strictObject(
    {
      roleName: roleName.meta({
        description: 'Name of the role of each account that has an `id` and no role of its own.',
      }),
      externalId: externalId.meta({ description: 'External id of each account that has a role.' }),
      owner: owner.meta({ description: 'Team that owns each account.' }),
      region: region.meta({ description: 'Region of each account of AWS.' }),
    },
    mapping('a mapping of keys, such as roleName: iam-credential-exporter'),
  )
  .prefault({});

/** A number is one that lacks its quotes, which its field says. */
function isId(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && ACCOUNT_ID.test(value));
}

function rejectContradictions(entry: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(entry) || hasUnknownKey(context.issues)) return;
  const reject = (keys: readonly string[], message: string) => {
    for (const key of keys.filter((key) => entry[key] !== undefined)) {
      context.addIssue({ code: 'custom', path: [key], message });
    }
  };
  const { id, name, reportFile } = entry;
  if (name === undefined && id === undefined) {
    context.addIssue({ code: 'custom', path: ['name'], message: 'is missing: write a text such as "production"' });
  }
  if (reportFile !== undefined) {
    reject(
      ['roleArn', 'roleName', 'externalId', 'region'],
      'does not go with reportFile: an account is read from AWS or from a file',
    );
    return;
  }
  reject(['generatedTime', 'staleAfter'], 'goes with reportFile only: AWS gives the time of its reports itself');
  if (entry.roleArn !== undefined)
    reject(['roleName'], 'does not go with roleArn, which names the role: write one of them');
  else if (id === undefined) {
    reject(['roleName'], 'goes with id only, which says whose role it is');
    if (entry.roleName === undefined) reject(['externalId'], 'goes with roleArn or roleName only');
  }
  rejectOtherAccount(entry, context);
  const message = otherPartition(entry.roleArn, entry.region);
  if (message !== undefined) context.addIssue({ code: 'custom', path: ['region'], message });
}

function rejectOtherAccount({ id, roleArn }: Entry, context: z.core.$RefinementCtx): void {
  const ofRole = typeof roleArn === 'string' ? accountOfRole(roleArn) : undefined;
  if (ofRole === undefined || typeof id !== 'string' || !ACCOUNT_ID.test(id) || id === ofRole) return;
  context.addIssue({
    code: 'custom',
    path: ['id'],
    message: 'is not the account of the role: write the id that roleArn has',
  });
}

/** What is wrong with a region beside the role of an account; undefined: nothing. */
function otherPartition(roleArn: unknown, region: unknown): string | undefined {
  if (typeof roleArn !== 'string' || typeof region !== 'string' || !REGION.test(region)) return undefined;
  const partition = partitionOfRole(roleArn);
  if (partition === undefined || partition === partitionOf(region)) return undefined;
  return `is of the partition ${partitionOf(region)}, and the role of ${partition}: write a region of that one`;
}

/** What no two entries may have in common. */
export function claimsOf({ name, id, roleArn, reportFile }: Entry, hasUnknownKey: boolean): Claim[] {
  const claims: Claim[] = [];
  const ofRole = typeof roleArn === 'string' ? accountOfRole(roleArn) : undefined;
  const known = typeof id === 'string' ? id : ofRole;
  const label = name ?? id;
  const nameKey = name === undefined ? 'id' : 'name';
  if (typeof label === 'string') claims.push({ key: nameKey, what: 'the name', value: label });
  if (typeof reportFile === 'string') claims.push({ key: 'reportFile', what: 'the file', value: reportFile });
  if (known !== undefined) claims.push({ key: id === undefined ? 'roleArn' : 'id', what: 'the account', value: known });
  else if (roleArn === undefined && reportFile === undefined && !hasUnknownKey) {
    claims.push({ key: 'name', what: 'the account of the default AWS credential chain', value: '' });
  }
  return claims;
}

/** Looks at the file as it was written, right or wrong: what the defaults do not give to the entries, or must not. */
export function rejectWithoutRole(file: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(file) || !Array.isArray(file.accounts) || hasUnknownKey(context.issues)) return;
  const defaults: Entry = {
    ...(isEntry(file.organization) && { roleName: file.organization.roleName }),
    ...(isEntry(file.accountDefaults) && file.accountDefaults),
  };
  const listed = [...(file.accounts.entries() as Iterable<[number, unknown]>)].flatMap(([index, entry]) =>
    isEntry(entry) && !hasUnknownKey(context.issues, ['accounts', index]) ? { index, entry } : [],
  );
  const roleless = listed.filter(
    ({ entry: { id, roleArn, roleName, reportFile } }) =>
      (id === undefined || defaults.roleName === undefined) &&
      [roleArn, roleName, reportFile].every((key) => key === undefined),
  );
  const [first] = roleless;
  for (const { index, entry } of roleless) {
    const add = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path: ['accounts', index, ...path], message });
    // Of two without an id `rejectShared` says it.
    if (first?.index !== index && (entry.id !== undefined || first?.entry.id !== undefined)) {
      add([], `${NO_ROLE} accounts[${first?.index}]`);
    } else if (entry.id !== undefined && entry.externalId !== undefined) {
      add(['externalId'], 'goes with roleArn or roleName only');
    }
  }
  for (const { entry } of listed) {
    const message = entry.region === undefined ? otherPartition(entry.roleArn, defaults.region) : undefined;
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['accountDefaults', 'region'], message });
  }
}

function isTime(time: string): boolean {
  return z.iso.datetime({ offset: true, precision: 0 }).safeParse(time).success;
}
