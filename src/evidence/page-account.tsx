import { OUTCOME_STATUSES } from '../checks/outcomes.ts';
import type { Html } from '../html/document.ts';
import { SEVERITIES } from '../model/finding.ts';
import { minuteOf } from '../model/time.ts';
import { type AccountEvidence, OUTCOMES_FILE, REPORT_FILE, type ReportEvidence } from './account-evidence.ts';
import type { ControlSummary, OpenFinding } from './account-summary.ts';
import { controlName, findingDetails } from './page-words.ts';
import { type Column, Table } from './table.tsx';

interface AccountProperties {
  readonly account: AccountEvidence;
  readonly report: ReportEvidence;
}

export function AccountSection({ account: { standing, identity }, report }: AccountProperties): Html {
  const { outcomes } = report;
  const open = SEVERITIES.reduce((sum, severity) => sum + outcomes.open[severity], 0);
  const more = open - outcomes.worst.length;
  return (
    <section id={`account-${report.folder}`}>
      <h2>
        {standing.accountName} ({standing.accountId})
      </h2>
      <dl>
        <dt>Report</dt>
        <dd>
          <a href={`${report.folder}/${REPORT_FILE}`}>{REPORT_FILE}</a>, {TIME_WORDS[report.timeFrom]}{' '}
          {minuteOf(report.generated)}, SHA-256 {report.sha256}
        </dd>
        <dt>All outcomes</dt>
        <dd>
          <a href={`${report.folder}/${OUTCOMES_FILE}`}>{OUTCOMES_FILE}</a>
        </dd>
        {identity && (
          <>
            <dt>Read as</dt>
            <dd>{identity.arn}</dd>
          </>
        )}
      </dl>
      <Table
        caption="Controls: for how many users, root or the account itself"
        columns={CONTROL_COLUMNS}
        rows={outcomes.controls}
        isOpen={({ byControl }) => byControl.open > 0}
      />
      {open === 0 ? (
        <p>No finding is open by the policy.</p>
      ) : (
        <Table caption={captionOf(open, more)} columns={FINDING_COLUMNS} rows={outcomes.worst} />
      )}
    </section>
  );
}

const TIME_WORDS: Readonly<Record<ReportEvidence['timeFrom'], string>> = {
  aws: 'which AWS generated at',
  configuration: 'a file, by the configuration of',
  file: 'a file of',
};

function captionOf(open: number, more: number): string {
  const all = `Open by the policy: ${open}`;
  return more === 0 ? all : `${all}. The worst ${open - more} are here, ${OUTCOMES_FILE} has the other ${more} too`;
}

const CONTROL_COLUMNS: readonly Column<ControlSummary>[] = [
  { head: 'Control', cell: ({ control }) => controlName(control) },
  { head: 'Asks for', cell: ({ control }) => control.title },
  {
    head: 'Coverage',
    cell: ({ control, notAssessed }) => (notAssessed === undefined ? control.coverage : 'not assessed'),
  },
  { head: 'By the control', cell: (summary) => countsOf(summary, 'byControl') },
  { head: 'By the policy', cell: (summary) => countsOf(summary, 'byPolicy') },
];

/** `1 open, 3 pass`: a column for each of these numbers would be too wide for paper. */
function countsOf({ notAssessed, ...counts }: ControlSummary, by: 'byControl' | 'byPolicy'): string | undefined {
  if (notAssessed !== undefined) return undefined;
  return OUTCOME_STATUSES.flatMap((status) => (counts[by][status] === 0 ? [] : `${counts[by][status]} ${status}`)).join(
    ', ',
  );
}

const FINDING_COLUMNS: readonly Column<OpenFinding>[] = [
  { head: 'Severity', cell: ({ severity }) => severity },
  { head: 'User', cell: ({ user }) => (user === '' ? 'the account' : user) },
  { head: 'Check', cell: ({ check }) => check },
  { head: 'Details', cell: findingDetails },
];
