/** The columns of accounts.csv, each declared once: the file and docs/evidence.md are made from this list. */
import type { AccountEvidence } from '../evidence/account-evidence.ts';
import { SEVERITIES } from '../model/finding.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import { ACCOUNTS_FIELDS } from './accounts-fields.ts';
import type { Field } from '../fields/field.ts';

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };

/** What the help of a field of `accounts` says of its table. */
const TABLE_ONLY = / The table also has .*$/;

/** Those that `accounts` has, and what the evidence knows besides. */
export const EVIDENCE_ACCOUNT_FIELDS: readonly Field<AccountEvidence>[] = [
  ...ACCOUNTS_FIELDS.filter(({ csv }) => csv === true).map(
    ({ name, type, always, help, read }): Field<AccountEvidence> => ({
      name,
      type,
      ...(always !== undefined && { always }),
      csv: true,
      help: help.replace(TABLE_ONLY, ''),
      read: ({ standing }) => read(standing),
    }),
  ),
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
    help: 'Outcomes that nobody knows.',
    read: ({ report }) => report?.outcomes.unknown,
  },
  {
    name: 'missing',
    type: TEXT,
    csv: true,
    help: 'What could not be read of an account whose report was read: other facts, rows, columns and cells, and the identity.',
    read: ({ report, failures, gaps, identityFailure }) => {
      const lines = [
        ...(report === undefined ? [] : failures.map(({ fact, failure }) => `${fact}: ${reasonAndMessage(failure)}`)),
        ...gaps,
        ...(identityFailure === undefined ? [] : [`identity: ${reasonAndMessage(identityFailure)}`]),
      ];
      return lines.length === 0 ? undefined : lines.join('; ');
    },
  },
];
