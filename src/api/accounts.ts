import { FAILURE_FIELDS, type FailedFact } from '../fields/failure-fields.ts';
import { type Field, NUMBER, objectType, TEXT, TIME, toObject } from '../fields/field.ts';
import type { FactState } from '../model/exporter-state.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { isoTime } from '../model/time.ts';
import { ACCOUNT_PARAMETERS, type AccountRow, accountsView, readAccountsQuery } from '../views/accounts.ts';
import { unmatchedNotes } from '../views/notes.ts';
import { openBySeverity, statusCounts, UNKNOWN_OF_ALL } from './counts.ts';
import { type ApiField, defineResource } from './resource.ts';

type Failing = FactState & FailedFact;

const FAILING_FIELDS: readonly Field<Failing>[] = [
  ...FAILURE_FIELDS,
  {
    name: 'next_refresh',
    type: TIME,
    help: 'When the exporter tries again.',
    read: ({ nextRefresh }) => (nextRefresh === undefined ? undefined : isoTime(nextRefresh)),
  },
];

const COUNTS = 'aws_iam_check_findings';

const ACCOUNT_FIELDS: readonly ApiField<AccountRow>[] = [
  { name: 'account_id', type: TEXT, help: 'Absent while nobody knows it.', read: ({ accountId }) => accountId },
  { name: 'account_name', type: TEXT, always: true, help: 'Its name.', read: ({ name }) => name },
  {
    name: 'owner',
    type: TEXT,
    help: 'Empty where there is none. Absent without a report.',
    read: ({ judged }) => judged?.owner,
  },
  {
    name: 'generated_time',
    type: TIME,
    help: 'When AWS generated the report; for a report file, the time that the configuration or the file has. Absent without a report.',
    read: ({ judged }) => (judged === undefined ? undefined : isoTime(judged.reportTime)),
  },
  {
    name: 'users',
    type: NUMBER,
    help: 'Users in the report, with root.',
    read: (row) => reportOfRow(row)?.users.length,
  },
  {
    name: 'skipped_rows',
    type: NUMBER,
    help: 'Rows that could not be read.',
    read: (row) => reportOfRow(row)?.skippedRowCount,
  },
  {
    name: 'failures',
    type: { type: 'array', items: objectType(FAILING_FIELDS) },
    always: true,
    help: 'Why the last refresh of the report or of another fact failed: `fact`, `reason`, `message` and `next_refresh` of each.',
    read: ({ failing }) => failing.filter(hasFailed).map((fact) => toObject(FAILING_FIELDS, fact)),
  },
  ...statusCounts<AccountRow>(COUNTS, ({ judged }) => judged?.byStatus, { unknown: UNKNOWN_OF_ALL }),
  openBySeverity(COUNTS, ({ judged }) => judged?.open),
];

export const accounts = defineResource({
  name: 'accounts',
  summary: 'Accounts, with the state of their reports and the counts of their findings',
  description:
    'Those that need attention come first. Counts are absent without a report: nobody knows yet what it would show.',
  parameters: ACCOUNT_PARAMETERS,
  fields: ACCOUNT_FIELDS,
  read: readAccountsQuery,
  view: async (held, query, turns) => {
    const view = await accountsView(held, query, turns);
    return { ...view, notes: view.total > 0 ? [] : await unmatchedNotes(held, query.selection, turns) };
  },
  entries: (rows) => rows,
});

function hasFailed(state: FactState): state is Failing {
  return state.failure !== undefined;
}

function reportOfRow({ judged }: AccountRow) {
  return judged && reportOf(judged.assessment.facts);
}
