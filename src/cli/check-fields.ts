/**
 * The values of what `check` prints as JSON and CSV. Each is declared once, with its type and its meaning: the output, the header of the CSV,
 * docs/check-output.schema.json and the tables of docs/check.md are made from these lists.
 */
import { FAILURE_FIELDS } from '../fields/failure-fields.ts';
import { type Field, NUMBER, objectType, TEXT, TIME, toObject } from '../fields/field.ts';
import { FINDING_FIELDS, STATUS_FIELDS } from '../fields/finding-fields.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import { type CheckCount, SEVERITIES } from '../model/finding.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { isoTime } from '../model/time.ts';
import type { Judgement } from './check-judgement.ts';

export const ACCOUNT_FIELDS: readonly Field<GatheredAccount>[] = [
  { name: 'account_id', type: TEXT, help: 'Absent without a report.', read: ({ facts }) => valueOf(facts)?.accountId },
  { name: 'account_name', type: TEXT, always: true, help: 'Its name.', read: ({ account }) => account.name },
  { name: 'owner', type: TEXT, always: true, help: 'Empty where there is none.', read: ({ account }) => account.owner },
  {
    name: 'source',
    type: { type: 'string', enum: ['aws', 'file'] },
    always: true,
    help: 'Where the report is from.',
    read: ({ account }) => account.source,
  },
  {
    name: 'report_file',
    type: TEXT,
    help: 'The file, or `-` for standard input.',
    read: ({ account }) => (account.source === 'file' ? account.reportFile : undefined),
  },
  {
    name: 'generated_time',
    type: TIME,
    help: 'When the report was generated. Absent without a report.',
    read: ({ facts }) => (facts === undefined ? undefined : isoTime(facts.facts['credential-report'].asOf)),
  },
  {
    name: 'users',
    type: NUMBER,
    help: 'Users in the report, with root.',
    read: ({ facts }) => valueOf(facts)?.users.length,
  },
  {
    name: 'skipped_rows',
    type: NUMBER,
    help: 'Rows that could not be read.',
    read: ({ facts }) => valueOf(facts)?.skippedRowCount,
  },
  {
    name: 'failures',
    type: { type: 'array', items: objectType(FAILURE_FIELDS) },
    always: true,
    help: 'Why the report or another fact could not be read: `fact`, `reason` and `message` of each.',
    read: ({ failures }) => failures.map((failure) => toObject(FAILURE_FIELDS, failure)),
  },
];

export const COUNT_FIELDS: readonly Field<CheckCount>[] = [
  { name: 'account_id', type: TEXT, always: true, csv: true, help: 'Id of the account.', read: (of) => of.accountId },
  {
    name: 'account_name',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Name of the account.',
    read: (of) => of.accountName,
  },
  { name: 'owner', type: TEXT, always: true, csv: true, help: 'Owner of the account.', read: (of) => of.owner },
  { name: 'check', type: TEXT, always: true, csv: true, help: 'Id of the check.', read: (of) => of.check },
  {
    name: 'severity',
    type: { type: 'string', enum: SEVERITIES },
    always: true,
    csv: true,
    help: 'How bad a finding of it is.',
    read: (of) => of.severity,
  },
  ...STATUS_FIELDS,
];

export const DOCUMENT_FIELDS: readonly Field<Judgement>[] = [
  { name: 'time', type: TIME, always: true, help: 'When the policy was applied.', read: ({ now }) => isoTime(now) },
  {
    name: 'complete',
    type: { type: 'boolean' },
    always: true,
    help: 'Whether everything was read to the end. With `false` the exit code is 3, and there may be more findings.',
    read: ({ complete }) => complete,
  },
  {
    name: 'accounts',
    type: { type: 'array', items: objectType(ACCOUNT_FIELDS) },
    always: true,
    help: 'Each account, read or not.',
    read: ({ accounts }) => accounts.map((account) => toObject(ACCOUNT_FIELDS, account)),
  },
  {
    name: 'findings',
    type: { type: 'array', items: objectType(FINDING_FIELDS) },
    help: 'Open findings, the worst first, and then those that are exempt. Absent with `--summary`.',
    read: ({ open, exempt }) => [...open, ...exempt].map((finding) => toObject(FINDING_FIELDS, finding)),
  },
  {
    name: 'counts',
    type: { type: 'array', items: objectType(COUNT_FIELDS) },
    always: true,
    help: 'How many findings each check has in each account, with those that have none.',
    read: ({ counts }) => counts.map((count) => toObject(COUNT_FIELDS, count)),
  },
];

function valueOf(facts: GatheredAccount['facts']): CredentialReport | undefined {
  return facts === undefined ? undefined : reportOf(facts);
}
