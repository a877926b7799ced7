import { CHECK_REFERENCES, CHECK_TITLE } from '../fields/check-fields.ts';
import { NUMBER, ofPart, TEXT } from '../fields/field.ts';
import { SEVERITIES } from '../model/finding.ts';
import { CHECK_LIST_PARAMETERS, checkListView, isJudged, readCheckListQuery } from '../views/check-list.ts';
import type { CheckRow } from '../views/checks.ts';
import { statusCounts } from './counts.ts';
import { type ApiField, defineResource } from './resource.ts';

function ofCheck({ check }: CheckRow) {
  return check;
}

const CHECK_FIELDS: readonly ApiField<CheckRow>[] = [
  { name: 'check', type: TEXT, always: true, help: 'Its id.', read: ({ check }) => check.id },
  ofPart(CHECK_TITLE, ofCheck),
  {
    name: 'severity',
    type: { type: 'string', enum: SEVERITIES },
    always: true,
    help: 'How bad a finding of it is.',
    read: ({ policy }) => policy.severity,
  },
  {
    name: 'limit_days',
    type: NUMBER,
    help: 'The limit of the policy, of checks by age. An override can set another one for some users.',
    family: 'aws_iam_check_threshold_days',
    read: ({ limit }) => limit,
  },
  ...statusCounts<CheckRow>('aws_iam_check_findings', (row) => (isJudged(row) ? row.sums : undefined)),
  ...CHECK_REFERENCES.map((field) => ofPart(field, ofCheck)),
];

export const checks = defineResource({
  name: 'checks',
  summary: 'Checks that are enabled, with the counts of their findings',
  description:
    'The worst come first. The counts are of the chosen accounts, and absent where no report has been judged by the check yet.',
  parameters: CHECK_LIST_PARAMETERS,
  fields: CHECK_FIELDS,
  read: readCheckListQuery,
  view: checkListView,
  entries: (rows) => rows,
});
