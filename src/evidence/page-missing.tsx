import { factsOf } from '../checks/check.ts';
import type { Html } from '../html/document.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import { type AccountEvidence, isUnread, missingOf } from './account-evidence.ts';
import { Table } from './table.tsx';

interface MissingRow {
  readonly what: string;
  readonly why: string;
}

export function MissingSection({
  accounts,
  problems,
}: {
  readonly accounts: readonly AccountEvidence[];
  readonly problems: readonly string[];
}): Html {
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
