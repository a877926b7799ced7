/**
 * The values of what `check` prints as JSON and CSV. Each is declared once, with its type and its meaning: the output, the header of the CSV,
 * docs/check-output.schema.json and the tables of docs/check.md are made from these lists.
 */
import { checkById } from '../checks/catalogue.ts';
import { type Check, CIS_VERSIONS } from '../checks/check.ts';
import { checkPage } from '../model/documentation.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import { type CheckCount, FINDING_STATUSES, type FindingStatus, SEVERITIES } from '../model/finding.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { FAILURE_REASONS } from '../model/refresh-failure.ts';
import { isoTime } from '../model/time.ts';
import type { JudgedFinding, Judgement } from './check-judgement.ts';
import { type Field, objectType, toObject } from './field.ts';

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };
const TIME = { type: 'string', format: 'date-time' };

const STATUS_HELP: Readonly<Record<FindingStatus, string>> = {
  open: 'Findings that are open.',
  exempt: 'Findings that an exemption covers.',
  unknown: 'Users for whom AWS did not give a value that the check needs.',
};

const FAILURE_FIELDS: readonly Field<GatheredAccount['failures'][number]>[] = [
  { name: 'fact', type: TEXT, always: true, help: 'What could not be read.', read: ({ fact }) => fact },
  {
    name: 'reason',
    type: { type: 'string', enum: FAILURE_REASONS },
    always: true,
    help: 'As the label `reason`.',
    read: ({ failure }) => failure.reason,
  },
  { name: 'message', type: TEXT, always: true, help: 'In words.', read: ({ failure }) => failure.message },
];

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

export const FINDING_FIELDS: readonly Field<JudgedFinding>[] = [
  {
    name: 'severity',
    type: { type: 'string', enum: SEVERITIES },
    always: true,
    csv: true,
    help: 'How bad it is.',
    read: ({ finding }) => finding.severity,
  },
  {
    name: 'account_id',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Id of the account.',
    read: ({ finding }) => finding.accountId,
  },
  {
    name: 'account_name',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Name of the account.',
    read: ({ finding }) => finding.accountName,
  },
  {
    name: 'owner',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Owner of the account. Empty where there is none.',
    read: ({ finding }) => finding.owner,
  },
  {
    name: 'user',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Name of the user. Empty for a finding about the account as a whole.',
    read: ({ finding }) => finding.subject.user,
  },
  { name: 'arn', type: TEXT, help: 'ARN of the user.', read: ({ arn }) => arn },
  {
    name: 'key',
    type: { type: 'string', enum: ['1', '2'] },
    csv: true,
    help: 'Slot of the access key, where the finding is about one.',
    read: ({ finding }) => finding.subject.key,
  },
  {
    name: 'check',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Id of the check.',
    read: ({ finding }) => finding.check,
  },
  { name: 'title', type: TEXT, always: true, csv: true, help: 'The check in words.', read: (of) => checkOf(of)?.title },
  {
    name: 'status',
    type: { type: 'string', enum: ['open', 'exempt'] },
    always: true,
    help: 'Whether it is open, or an exemption covers it.',
    read: ({ finding }) => ('exemption' in finding ? 'exempt' : 'open'),
  },
  {
    name: 'exemption',
    type: TEXT,
    help: 'Name of the exemption that covers it; of several the first in the configuration.',
    read: ({ finding }) => ('exemption' in finding ? finding.exemption : undefined),
  },
  {
    name: 'days',
    type: NUMBER,
    csv: true,
    help: 'Age or idle time in whole days, of checks with a limit.',
    read: ({ finding }) => finding.age?.days,
  },
  {
    name: 'limit_days',
    type: NUMBER,
    csv: true,
    help: 'The limit that the policy has for this user.',
    read: ({ finding }) => finding.age?.limit,
  },
  {
    name: 'event_time',
    type: TIME,
    help: 'When the event was, of checks of events.',
    read: ({ finding }) => (finding.since === undefined ? undefined : isoTime(finding.since)),
  },
  {
    name: 'generated_time',
    type: TIME,
    always: true,
    csv: true,
    help: 'When AWS generated the report that shows it, or the moment of another fact that does.',
    read: ({ generatedTime }) => isoTime(generatedTime),
  },
  {
    name: 'cis',
    type: {
      type: 'object',
      properties: Object.fromEntries(CIS_VERSIONS.map((version) => [version, TEXT])),
      additionalProperties: false,
    },
    help: 'Controls of the CIS AWS Foundations Benchmark, by its version.',
    read: (of) => checkOf(of)?.cis,
  },
  { name: 'securityhub', type: TEXT, help: 'Control of AWS Security Hub.', read: (of) => checkOf(of)?.securityHub },
  {
    name: 'documentation',
    type: TEXT,
    always: true,
    help: "AWS's page on the subject.",
    read: (of) => checkOf(of)?.documentation,
  },
  {
    name: 'fix',
    type: TEXT,
    always: true,
    help: 'How to fix it, step by step.',
    read: ({ finding }) => checkPage(finding.check),
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
  ...FINDING_STATUSES.map((status): Field<CheckCount> => ({
    name: status,
    type: NUMBER,
    always: true,
    csv: true,
    help: STATUS_HELP[status],
    read: ({ findings }) => findings[status],
  })),
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

function checkOf({ finding }: JudgedFinding): Check | undefined {
  return checkById(finding.check);
}
