/** manifest.json of the evidence. Each value is declared once: the file, docs/evidence-manifest.schema.json and docs/evidence.md are made from these lists. */
import type { Exemption, Policy } from '../checks/policy.ts';
import { type AccountEvidence, failuresOf, isWhole, TIMES_FROM } from '../evidence/account-evidence.ts';
import { FAILURE_FIELDS } from '../fields/failure-fields.ts';
import { type Field, NUMBER, objectType, TEXT, TIME, toObject } from '../fields/field.ts';
import { STANDING_STATES } from '../model/account-standing.ts';
import type { CallerIdentity } from '../model/caller-identity.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';
import type { EvidenceOptions } from './evidence-options.ts';
import { EXEMPTION_FIELDS, POLICY_FIELDS } from './evidence-policy-fields.ts';

/** What the evidence as a whole says of itself. */
export interface Manifest {
  /** Of the program. */
  readonly version: string;
  readonly now: UnixSeconds;
  readonly options: EvidenceOptions;
  readonly policy: Policy;
  /** Those in force. */
  readonly exemptions: readonly Exemption[];
  /** Whether nothing is missing. */
  readonly complete: boolean;
  /** Who has asked the organization for its accounts. Absent: there is none, or nobody knows. */
  readonly identity?: CallerIdentity;
  readonly accounts: readonly AccountEvidence[];
  /** What is missing besides what the accounts say: a line each. */
  readonly problems: readonly string[];
}

const TEXTS = { type: 'array', items: TEXT };

const IDENTITY_FIELDS: readonly Field<CallerIdentity>[] = [
  { name: 'arn', type: TEXT, always: true, help: 'As AWS tells it.', read: ({ arn }) => arn },
  {
    name: 'account_id',
    type: TEXT,
    always: true,
    help: 'The account of this identity.',
    read: ({ accountId }) => accountId,
  },
];

const REPORT_FIELDS: readonly Field<NonNullable<AccountEvidence['report']>>[] = [
  {
    name: 'generated',
    type: TIME,
    always: true,
    help: 'Its time.',
    read: ({ generated }) => isoTime(generated),
  },
  {
    name: 'time_from',
    type: { type: 'string', enum: TIMES_FROM },
    always: true,
    help: 'From where `generated` is known: AWS, `generatedTime` of the configuration, or the file, that is when it was changed last.',
    read: ({ timeFrom }) => timeFrom,
  },
  { name: 'sha256', type: TEXT, always: true, help: 'Of its bytes.', read: ({ sha256 }) => sha256 },
  { name: 'bytes', type: NUMBER, always: true, help: 'Its size.', read: ({ bytes }) => bytes },
  { name: 'users', type: NUMBER, always: true, help: 'Users in it, with root.', read: ({ users }) => users },
  {
    name: 'skipped_rows',
    type: NUMBER,
    always: true,
    help: 'Rows that could not be read.',
    read: ({ skippedRows }) => skippedRows,
  },
];

export const MANIFEST_ACCOUNT_FIELDS: readonly Field<AccountEvidence>[] = [
  { name: 'account_name', type: TEXT, always: true, help: 'Its name.', read: ({ standing }) => standing.accountName },
  { name: 'account_id', type: TEXT, help: 'Absent: nobody knows it.', read: ({ standing }) => standing.accountId },
  {
    name: 'state',
    type: { type: 'string', enum: STANDING_STATES },
    always: true,
    help: 'Whether it was read: the states of [`accounts`](accounts.md#states).',
    read: ({ standing }) => standing.state,
  },
  {
    name: 'source',
    type: { type: 'string', enum: ['aws', 'file'] },
    help: 'Where its report is from. Absent for an account that is out.',
    read: ({ source }) => source,
  },
  {
    name: 'folder',
    type: TEXT,
    help: 'Where the files about it are. Absent: it was not read.',
    read: ({ report }) => report?.folder,
  },
  {
    name: 'report',
    type: objectType(REPORT_FIELDS),
    help: 'Its credential report. Absent: it was not read.',
    read: ({ report }) => report && toObject(REPORT_FIELDS, report),
  },
  {
    name: 'identity',
    type: objectType(IDENTITY_FIELDS),
    help: 'Who has read it. Absent for a report file, and where nobody knows.',
    read: ({ identity }) => identity && toObject(IDENTITY_FIELDS, identity),
  },
  {
    name: 'failures',
    type: { type: 'array', items: objectType(FAILURE_FIELDS) },
    always: true,
    help: 'What could not be read of it: `fact`, `reason` and `message` of each. The fact `identity` is that of the exporter.',
    read: (account) => failuresOf(account).map((each) => toObject(FAILURE_FIELDS, each)),
  },
  {
    name: 'gaps',
    type: TEXTS,
    always: true,
    help: 'Rows, columns and cells of the report that could not be read though a check needs them.',
    read: ({ gaps }) => gaps,
  },
  {
    name: 'whole',
    type: { type: 'boolean' },
    always: true,
    help: 'Whether nothing is missing of it. An account that is out is whole.',
    read: isWhole,
  },
];

const FILTER_FIELDS: readonly Field<EvidenceOptions>[] = [
  { name: 'accounts', type: TEXTS, always: true, help: 'Of `--account`.', read: ({ accounts }) => accounts },
  { name: 'owners', type: TEXTS, always: true, help: 'Of `--owner`.', read: ({ owners }) => owners },
  {
    name: 'report_files',
    type: TEXTS,
    always: true,
    help: 'Of `--report-file`.',
    read: ({ reportFiles }) => reportFiles,
  },
];

export const MANIFEST_FIELDS: readonly Field<Manifest>[] = [
  {
    name: 'version',
    type: TEXT,
    always: true,
    help: 'Version of iam-credential-exporter.',
    read: ({ version }) => version,
  },
  {
    name: 'generated',
    type: TIME,
    always: true,
    help: 'When the evidence was made. Ages are counted up to it.',
    read: ({ now }) => isoTime(now),
  },
  {
    name: 'complete',
    type: { type: 'boolean' },
    always: true,
    help: 'Whether nothing is missing: no account, fact, row or value. False goes with exit code 3.',
    read: ({ complete }) => complete,
  },
  {
    name: 'filters',
    type: objectType(FILTER_FIELDS),
    always: true,
    help: 'What the evidence was limited to. Empty lists: nothing.',
    read: ({ options }) => toObject(FILTER_FIELDS, options),
  },
  {
    name: 'identity',
    type: objectType(IDENTITY_FIELDS),
    help: 'Who has asked the organization for its accounts. Absent: there is none.',
    read: ({ identity }) => identity && toObject(IDENTITY_FIELDS, identity),
  },
  {
    name: 'policy',
    type: objectType(POLICY_FIELDS),
    always: true,
    help: 'The policy in force: `checks` by their ids, and `overrides`.',
    read: ({ policy }) => toObject(POLICY_FIELDS, policy),
  },
  {
    name: 'exemptions',
    type: { type: 'array', items: objectType(EXEMPTION_FIELDS) },
    always: true,
    help: 'The exemptions in force: those that had not ended.',
    read: ({ exemptions }) => exemptions.map((exemption) => toObject(EXEMPTION_FIELDS, exemption)),
  },
  {
    name: 'problems',
    type: TEXTS,
    always: true,
    help: 'What is missing besides what the accounts say, such as a filter that matches nothing.',
    read: ({ problems }) => problems,
  },
  {
    name: 'accounts',
    type: { type: 'array', items: objectType(MANIFEST_ACCOUNT_FIELDS) },
    always: true,
    help: 'Every account that the filters choose, in or out.',
    read: ({ accounts }) => accounts.map((account) => toObject(MANIFEST_ACCOUNT_FIELDS, account)),
  },
];
