import { factsOf } from '../checks/check.ts';
import { CONTROLS } from '../checks/controls.ts';
import type { Exemption } from '../checks/policy.ts';
import type { Html } from '../html/document.ts';
import { SEVERITIES } from '../model/finding.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import { isoTime } from '../model/time.ts';
import { type AccountEvidence, isUnread, missingOf } from './account-evidence.ts';
import { controlName, minute } from './page-words.ts';
import { type Column, Table } from './table.tsx';

interface OfAccounts {
  readonly accounts: readonly AccountEvidence[];
}

const ACCOUNT_COLUMNS: readonly Column<AccountEvidence>[] = [
  {
    head: 'Account',
    cell: ({ standing, report }) =>
      report === undefined ? standing.accountName : <a href={`#account-${report.folder}`}>{standing.accountName}</a>,
  },
  { head: 'Id', cell: ({ standing }) => standing.accountId },
  { head: 'Owner', cell: ({ standing }) => standing.owner },
  { head: 'State', cell: ({ standing }) => standing.state.replaceAll('_', ' ') },
  { head: 'Report of', cell: ({ report }) => report && minute(report.generated) },
  { head: 'Users', isNumber: true, cell: ({ report }) => report?.users },
  ...SEVERITIES.map((severity): Column<AccountEvidence> => ({
    head: `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`,
    isNumber: true,
    cell: ({ report }) => report?.outcomes.open[severity],
  })),
  { head: 'Exempt', isNumber: true, cell: ({ report }) => report?.outcomes.exempt },
  { head: 'Unknown', isNumber: true, cell: ({ report }) => report?.outcomes.unknown },
];

export function AccountsSection({ accounts }: OfAccounts): Html {
  return (
    <section>
      <h2>Accounts</h2>
      <Table
        caption="Every account that the filters choose, with its findings by the policy: those that are open by severity. accounts.csv says why an account is out."
        columns={ACCOUNT_COLUMNS}
        rows={accounts}
        isOpen={isUnread}
      />
    </section>
  );
}

interface ControlRow {
  readonly control: (typeof CONTROLS)[number];
  readonly failing: number;
  readonly passing: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly notAssessed: number;
  /** Accounts that could not be read. */
  readonly unread: number;
}

const NAME_COLUMNS: readonly Column<ControlRow>[] = [
  { head: 'Control', cell: ({ control }) => controlName(control) },
  { head: 'Asks for', cell: ({ control }) => control.title },
];

const differences = ({ control }: ControlRow): string => control.differences.map((each) => `${each}.`).join(' ');

const ASSESSED_COLUMNS: readonly Column<ControlRow>[] = [
  ...NAME_COLUMNS,
  { head: 'Open', isNumber: true, cell: ({ failing }) => failing },
  { head: 'Pass', isNumber: true, cell: ({ passing }) => passing },
  { head: 'Unknown', isNumber: true, cell: ({ unknown }) => unknown },
  { head: 'Not applicable', isNumber: true, cell: ({ notApplicable }) => notApplicable },
  { head: 'Not read', isNumber: true, cell: ({ unread }) => unread },
  { head: 'Not assessed', isNumber: true, cell: ({ notAssessed }) => notAssessed },
  {
    head: 'Coverage, and what is left out',
    cell: (row) => [row.control.coverage, differences(row)].filter((text) => text !== '').join(': '),
  },
];

export function ControlsSection({ accounts }: OfAccounts): Html {
  const summaries = accounts.flatMap(({ report }) => (report === undefined ? [] : [report.outcomes.controls]));
  const unread = accounts.filter(isUnread).length;
  const rows = CONTROLS.map((control): ControlRow => {
    const own = summaries.flatMap((each) => each.find((summary) => summary.control === control) ?? []);
    const judged = own.filter(({ notAssessed }) => notAssessed === undefined);
    const failing = judged.filter(({ byControl }) => byControl.open > 0);
    const unknown = judged.filter(({ byControl }) => byControl.open === 0 && byControl.unknown > 0);
    const known = judged.filter(({ byControl }) => byControl.open === 0 && byControl.unknown === 0);
    const passing = known.filter(({ byControl }) => byControl.pass > 0);
    return {
      control,
      failing: failing.length,
      unknown: unknown.length,
      passing: passing.length,
      notApplicable: known.length - passing.length,
      notAssessed: own.length - judged.length,
      unread,
    };
  });
  const assessed = rows.filter(({ control }) => control.coverage !== 'not assessed');
  const others = rows.filter(({ control }) => control.coverage === 'not assessed');
  return (
    <section>
      <h2>Controls</h2>
      <Table
        caption="In how many accounts a control is open by its own text and limit: without grace, override or exemption"
        columns={ASSESSED_COLUMNS}
        rows={assessed}
        isOpen={({ failing }) => failing > 0}
      />
      <Table
        caption="Controls that no check assesses"
        columns={[...NAME_COLUMNS, { head: 'Why not', cell: differences }]}
        rows={others}
      />
    </section>
  );
}

interface ExemptionRow extends Exemption {
  readonly findings: number;
}

const EXEMPTION_COLUMNS: readonly Column<ExemptionRow>[] = [
  { head: 'Name', cell: ({ name }) => name },
  { head: 'Accounts', cell: ({ match }) => listed(match.accounts) },
  { head: 'Users', cell: ({ match }) => listed(match.users) },
  { head: 'Checks', cell: ({ checks }) => listed(checks) },
  { head: 'Reason', cell: ({ reason }) => reason },
  { head: 'Approved by', cell: ({ approvedBy }) => approvedBy ?? 'not said' },
  { head: 'Last day', cell: ({ expiry }) => isoTime(expiry - 1).slice(0, 10) },
  { head: 'Findings', isNumber: true, cell: ({ findings }) => findings },
];

export function ExemptionsSection({
  exemptions,
  accounts,
}: OfAccounts & { readonly exemptions: readonly Exemption[] }): Html {
  const rows = exemptions.map((exemption): ExemptionRow => {
    const counts = accounts.map(({ report }) => report?.outcomes.covered.get(exemption.name) ?? 0);
    return { ...exemption, findings: counts.reduce((sum, count) => sum + count, 0) };
  });
  return (
    <section>
      <h2>Exemptions</h2>
      {rows.length === 0 ? (
        <p>No exemption is in force.</p>
      ) : (
        <Table
          caption="Exemptions in force, with the findings that they cover"
          columns={EXEMPTION_COLUMNS}
          rows={rows}
        />
      )}
    </section>
  );
}

function listed(patterns: Exemption['checks']): string {
  return patterns === undefined ? 'all' : patterns.map(({ source }) => source).join(', ');
}

interface MissingRow {
  readonly what: string;
  readonly why: string;
}

export function MissingSection({ accounts, problems }: OfAccounts & { readonly problems: readonly string[] }): Html {
  const rows = [
    ...accounts.flatMap((account) =>
      linesOf(account).map((why): MissingRow => ({ what: account.standing.accountName, why })),
    ),
    ...problems.map((why): MissingRow => ({ what: '', why })),
  ];
  const off = factsOff(accounts);
  return (
    <section>
      <h2>What was not read</h2>
      {rows.length === 0 ? (
        <p>Everything that the configuration asks for was read.</p>
      ) : (
        <Table
          caption="What is missing in this evidence"
          columns={[
            { head: 'Account', cell: ({ what }) => what },
            { head: 'What, and why', cell: ({ why }) => why },
          ]}
          rows={rows}
        />
      )}
      {off.length > 0 && (
        <p>
          Facts that are off, or that a report file does not have: {off.join(', ')}. Controls that need them are not
          assessed.
        </p>
      )}
    </section>
  );
}

function linesOf(account: AccountEvidence): string[] {
  if (!isUnread(account)) return missingOf(account);
  const { failure, by, state } = account.standing;
  return [`The account was not read: ${failure === undefined ? (by ?? state) : reasonAndMessage(failure)}`];
}

/** Facts that a check of a control needs and that the exporter did not read in some account that it read. */
function factsOff(accounts: readonly AccountEvidence[]): string[] {
  const controls = accounts.flatMap(({ report }) => report?.outcomes.controls ?? []);
  const unasked = controls.filter(({ notAssessed }) => notAssessed === 'not asked');
  return [...new Set(unasked.flatMap(({ control }) => control.assessedBy.flatMap(({ check }) => factsOf(check))))];
}

const LIMITS = [
  'The report of an account is as old as it says: AWS makes a new one every four hours at most. What was changed after it does not show.',
  'The time of a report from a file is the time of the file, unless the configuration states it: a copy of an old file looks new. time_from in accounts.csv says from where the time is known.',
  'Ages of access keys and passwords are counted up to the moment at which this evidence was made, in whole days. Idle time and missing MFA are of the moment of the report.',
  'The checks judge users, root and settings of the account. They do not judge roles, what policies allow, or federated people.',
  'Unknown is no pass: AWS did not give a value, or it could not be read.',
  'Partly covered means that the check is not all that the control asks for. A pass in it is no proof that the control passes.',
  'SHA256SUMS shows that files were changed after it was made. It does not show who made them: keep it in a place that others cannot write to.',
];

export function LimitsSection(): Html {
  return (
    <section>
      <h2>Limits of this evidence</h2>
      <ul>
        {LIMITS.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  );
}
