/** The columns of controls.csv, each declared once: the file and docs/evidence.md are made from this list. */
import { CIS_VERSIONS } from '../checks/check.ts';
import { type Control, COVERAGES } from '../checks/controls.ts';
import { OUTCOME_STATUSES, type OutcomeStatus } from '../checks/outcomes.ts';
import type { ControlSummary } from '../evidence/account-summary.ts';
import { notAssessedBecause } from '../evidence/words.ts';
import { type Field, NUMBER, TEXT } from '../fields/field.ts';

const COUNTED = 'Number of users (or root, or the account)';
const UNKNOWN_ROWS = ' Each row of the report that could not be read is one user.';

/** A control in an account; without one, a control that no check assesses anywhere. */
export interface ControlEntry {
  readonly control: Control;
  readonly account?: { readonly id: string; readonly name: string; readonly summary: ControlSummary };
}

export const CONTROL_FIELDS: readonly Field<ControlEntry>[] = [
  {
    name: 'account_id',
    type: TEXT,
    csv: true,
    help: 'Id of the account. Empty: no check assesses the control, in any account. An account that was not read has no rows here.',
    read: ({ account }) => account?.id,
  },
  { name: 'account_name', type: TEXT, csv: true, help: 'Name of the account.', read: ({ account }) => account?.name },
  {
    name: 'control',
    type: TEXT,
    always: true,
    csv: true,
    help: 'What the control asks for.',
    read: ({ control }) => control.title,
  },
  ...CIS_VERSIONS.map((version): Field<ControlEntry> => ({
    name: `cis_${version.replace('.', '_')}`,
    type: TEXT,
    csv: true,
    help: `Its number in version ${version === '1.4' ? '1.4 to 4.0' : version} of the CIS AWS Foundations Benchmark.`,
    read: ({ control }) => control.cis?.[version],
  })),
  {
    name: 'security_hub',
    type: TEXT,
    csv: true,
    help: 'Its id in AWS Security Hub. Of Security Hub only controls whose id begins with IAM are listed.',
    read: ({ control }) => control.securityHub,
  },
  {
    name: 'coverage',
    type: { type: 'string', enum: COVERAGES },
    always: true,
    csv: true,
    help: 'Whether the checks are what the control asks for: `covered`, `partly covered` or `not assessed`.',
    read: ({ control, account }) => (account?.summary.notAssessed === undefined ? control.coverage : 'not assessed'),
  },
  {
    name: 'difference',
    type: TEXT,
    csv: true,
    help: 'What the checks leave out, or why the control is not assessed.',
    read: ({ control, account }) => {
      const reason = account?.summary.notAssessed;
      const sentences = reason === undefined ? control.differences : [notAssessedBecause(control, reason)];
      return sentences.length === 0 ? undefined : sentences.map((sentence) => `${sentence}.`).join(' ');
    },
  },
  {
    name: 'checks',
    type: TEXT,
    csv: true,
    help: 'The checks that assess it.',
    read: ({ control }) => control.assessedBy.map(({ check }) => check.id).join(', ') || undefined,
  },
  ...counts(
    'byControl',
    'control',
    OUTCOME_STATUSES.filter((status) => status !== 'exempt'),
  ),
  ...counts('byPolicy', 'policy', OUTCOME_STATUSES),
];

function counts(
  by: 'byControl' | 'byPolicy',
  prefix: 'control' | 'policy',
  statuses: readonly OutcomeStatus[],
): Field<ControlEntry>[] {
  return statuses.map((status) => ({
    name: `${prefix}_${status.replace(' ', '_')}`,
    type: NUMBER,
    csv: true,
    help: `${COUNTED} for which it is \`${status}\` ${prefix === 'control' ? "by the control's own text" : 'under the policy'}.${status === 'unknown' ? UNKNOWN_ROWS : ''}`,
    read: ({ account }) => (account?.summary.notAssessed === undefined ? account?.summary[by][status] : undefined),
  }));
}
