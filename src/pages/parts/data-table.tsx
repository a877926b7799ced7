import type { Children, Html } from '../../html/document.ts';
import type { Order } from '../../views/ordering.ts';

export interface Column<Row> {
  readonly title: string;
  /** By which order of the list the column is ordered; absent: by none. */
  readonly order?: string;
  /** The first look at it begins with the largest. */
  readonly largestFirst?: true;
  /** Digits stand one below the other. */
  readonly isNumber?: true;
  /** The row is about it. */
  readonly isHead?: true;
  readonly cell: (row: Row) => Children;
}

export interface DataTableProps<Row> {
  /** Says what the rows are. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Absent: the rows have one order only. */
  readonly sorting?: { readonly order: Order; readonly address: (order: Order) => string };
}

/**
 * On a narrow screen each row becomes a block, whose cells have their titles beside them. Browsers then forget that it is a table, so that the
 * roles are written out.
 */
export function DataTable<Row>({ caption, columns, rows, sorting }: DataTableProps<Row>): Html {
  return (
    <table role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Head column={column} sorting={sorting} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row">
            {columns.map((column) => (
              <Cell column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head<Row>({
  column: { title, order, largestFirst, isNumber },
  sorting,
}: {
  readonly column: Column<Row>;
  readonly sorting: DataTableProps<Row>['sorting'];
}): Html {
  const style = isNumber === true ? { class: 'number' } : {};
  if (order === undefined || sorting === undefined) {
    return (
      <th role="columnheader" scope="col" {...style}>
        {title}
      </th>
    );
  }
  const isCurrent = sorting.order.by === order;
  const descending = isCurrent ? !sorting.order.descending : largestFirst === true;
  const direction = sorting.order.descending ? 'descending' : 'ascending';
  return (
    <th role="columnheader" scope="col" {...style} {...(isCurrent && { 'aria-sort': direction })}>
      <a href={sorting.address({ by: order, descending })}>
        {title}
        {isCurrent && <span aria-hidden="true">{sorting.order.descending ? ' ▼' : ' ▲'}</span>}
      </a>
    </th>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }): Html {
  const { title, isNumber, isHead, cell } = column;
  const style = isNumber === true ? { class: 'number' } : {};
  const content = cell(row);
  const isEmpty = content === undefined || content === null || content === false || content === '';
  // Beside its title, text and elements of a cell have to be one.
  const inside = isEmpty ? null : <div>{content}</div>;
  return isHead === true ? (
    <th role="rowheader" scope="row" data-title={title} {...style}>
      {inside}
    </th>
  ) : (
    <td role="cell" data-title={title} {...style}>
      {inside}
    </td>
  );
}
