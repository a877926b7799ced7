/** The values of a finding, and the counts of findings, for `check` and for the API. */
import { checkById } from '../checks/catalogue.ts';
import type { Check } from '../checks/check.ts';
import {
  type ExemptFinding,
  type Finding,
  FINDING_STATUSES,
  type FindingStatus,
  ROW_STATUSES,
  SEVERITIES,
  statusOf,
} from '../model/finding.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';
import { CHECK_REFERENCES, CHECK_TITLE } from './check-fields.ts';
import { type Field, NUMBER, ofPart, TEXT, TIME } from './field.ts';

export interface JudgedFinding {
  readonly finding: Finding | ExemptFinding;
  /** Absent: the finding is about the account as a whole. */
  readonly arn: string | undefined;
  /** The moment of what shows it: when AWS generated the report, or the moment of another fact. */
  readonly generatedTime: UnixSeconds;
}

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
  ofPart(CHECK_TITLE, checkOf),
  {
    name: 'status',
    type: { type: 'string', enum: ROW_STATUSES },
    always: true,
    help: 'Whether it is open, or an exemption covers it.',
    read: ({ finding }) => statusOf(finding),
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
  ...CHECK_REFERENCES.map((field) => ofPart(field, checkOf)),
];

const STATUS_HELP: Readonly<Record<FindingStatus, string>> = {
  open: 'Findings that are open.',
  exempt: 'Findings that an exemption covers.',
  unknown: 'Users for whom AWS did not give a value that the check needs.',
};

type ByStatus = Readonly<Record<FindingStatus, number>>;

/** Findings by their status. */
export const STATUS_FIELDS = FINDING_STATUSES.map((status): Field<{ readonly findings: ByStatus }> => ({
  name: status,
  type: NUMBER,
  always: true,
  csv: true,
  help: STATUS_HELP[status],
  read: ({ findings }) => findings[status],
}));

function checkOf({ finding }: JudgedFinding): Check | undefined {
  return checkById(finding.check);
}
