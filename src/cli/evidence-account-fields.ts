/** The columns of accounts.csv, each declared once: the file and docs/evidence.md are made from this list. */
import { type AccountEvidence, missingOf, TIMES_FROM } from '../evidence/account-evidence.ts';
import { SEVERITIES } from '../model/finding.ts';
import { ACCOUNTS_FIELDS } from './accounts-fields.ts';
import { type Field, NUMBER, TEXT } from '../fields/field.ts';

/** What the help of a field of `accounts` says of its table. */
const TABLE_ONLY = / The table also has .*$/;

/** A file has a time of its own. */
const LAST_REPORT = 'The time of its report. Absent: it was not read.';

/** Those that `accounts` has, and what the evidence knows besides. */
export const EVIDENCE_ACCOUNT_FIELDS: readonly Field<AccountEvidence>[] = [
  ...ACCOUNTS_FIELDS.filter(({ csv }) => csv === true).map(
    ({ name, type, always, help, read }): Field<AccountEvidence> => ({
      name,
      type,
      ...(always !== undefined && { always }),
      csv: true,
      help: name === 'last_report' ? LAST_REPORT : help.replace(TABLE_ONLY, ''),
      read: ({ standing }) => read(standing),
    }),
  ),
  {
    name: 'time_from',
    type: { type: 'string', enum: TIMES_FROM },
    csv: true,
    help: 'From where `last_report` is known: `aws`, `configuration` (`generatedTime` there), or `file`, that is when the file was changed last: a copy of an old file looks new.',
    read: ({ report }) => report?.timeFrom,
  },
  {
    name: 'folder',
    type: TEXT,
    csv: true,
    help: 'Where the files about the account are. Empty: it was not read.',
    read: ({ report }) => report?.folder,
  },
  {
    name: 'report_sha256',
    type: TEXT,
    csv: true,
    help: 'SHA-256 of its credential report.',
    read: ({ report }) => report?.sha256,
  },
  {
    name: 'users',
    type: NUMBER,
    csv: true,
    help: 'Users in the report, with root.',
    read: ({ report }) => report?.users,
  },
  ...SEVERITIES.map((severity): Field<AccountEvidence> => ({
    name: `open_${severity}`,
    type: NUMBER,
    csv: true,
    help: `Findings of severity ${severity} that are open by the policy.`,
    read: ({ report }) => report?.outcomes.open[severity],
  })),
  {
    name: 'exempt',
    type: NUMBER,
    csv: true,
    help: 'Findings that an exemption covers.',
    read: ({ report }) => report?.outcomes.exempt,
  },
  {
    name: 'unknown',
    type: NUMBER,
    csv: true,
    help: 'Outcomes that are unknown.',
    read: ({ report }) => report?.outcomes.unknown,
  },
  {
    name: 'missing',
    type: TEXT,
    csv: true,
    help: 'What could not be read of an account whose report was read: other facts, rows, columns and cells, and the identity.',
    read: (account) => missingOf(account).join('; ') || undefined,
  },
];
