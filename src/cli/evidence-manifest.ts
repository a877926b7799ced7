/** manifest.json of the evidence. Each value is declared once: the file, docs/evidence-manifest.schema.json and docs/evidence.md are made from these lists. */
import type { Policy } from '../checks/policy.ts';
import { type AccountEvidence, isWhole } from '../evidence/account-evidence.ts';
import { STANDING_STATES } from '../model/account-standing.ts';
import type { CallerIdentity } from '../model/caller-identity.ts';
import { FAILURE_REASONS, type RefreshFailure } from '../model/refresh-failure.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';
import type { EvidenceOptions } from './evidence-options.ts';
import { EXEMPTION_FIELDS, POLICY_FIELDS } from './evidence-policy-fields.ts';
import { type Field, objectType, toObject } from '../fields/field.ts';

/** What the evidence as a whole says of itself. */
export interface Manifest {
  /** Of the program. */
  readonly version: string;
  readonly now: UnixSeconds;
  readonly options: EvidenceOptions;
  readonly policy: Policy;
  /** Whether nothing is missing. */
  readonly complete: boolean;
  /** Who has asked the organization for its accounts. Absent: there is none, or nobody knows. */
  readonly identity?: CallerIdentity;
  readonly accounts: readonly AccountEvidence[];
  /** What is missing besides what the accounts say: a line each. */
  readonly problems: readonly string[];
}

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };
const TIME = { type: 'string', format: 'date-time' };
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

const FAILURE_FIELDS: readonly Field<{ readonly fact: string; readonly failure: RefreshFailure }>[] = [
  { name: 'fact', type: TEXT, always: true, help: 'What could not be read, or `identity`.', read: ({ fact }) => fact },
  {
    name: 'reason',
    type: { type: 'string', enum: FAILURE_REASONS },
    always: true,
    help: 'As the label `reason`.',
    read: ({ failure }) => failure.reason,
  },
  { name: 'message', type: TEXT, always: true, help: 'In words.', read: ({ failure }) => failure.message },
];

const REPORT_FIELDS: readonly Field<NonNullable<AccountEvidence['report']>>[] = [
  {
    name: 'generated',
    type: TIME,
    always: true,
    help: 'When AWS generated it.',
    read: ({ generated }) => isoTime(generated),
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
    help: 'What could not be read of it: `fact`, `reason` and `message` of each.',
    read: ({ failures, identityFailure }) =>
      [...failures, ...(identityFailure === undefined ? [] : [{ fact: 'identity', failure: identityFailure }])].map(
        (each) => toObject(FAILURE_FIELDS, each),
      ),
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
    help: 'Whether each account that is in was read to the end. False goes with exit code 3.',
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
    read: ({ policy, now }) =>
      policy.exemptions.filter(({ expiry }) => expiry > now).map((exemption) => toObject(EXEMPTION_FIELDS, exemption)),
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
    help: 'Every account, in or out.',
    read: ({ accounts }) => accounts.map((account) => toObject(MANIFEST_ACCOUNT_FIELDS, account)),
  },
];
