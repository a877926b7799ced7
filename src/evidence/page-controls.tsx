import { CONTROLS } from '../checks/controls.ts';
import type { Html } from '../html/document.ts';
import { type AccountEvidence, isUnread } from './account-evidence.ts';
import { controlName } from './page-words.ts';
import { type Column, Table } from './table.tsx';

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

export function ControlsSection({ accounts }: { readonly accounts: readonly AccountEvidence[] }): Html {
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
