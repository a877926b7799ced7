import type { Children, Html } from '../html/document.ts';

export interface Column<Of> {
  readonly head: string;
  readonly cell: (of: Of) => Children;
  readonly isNumber?: true;
}

interface TableProperties<Of> {
  readonly caption: string;
  readonly columns: readonly Column<Of>[];
  readonly rows: readonly Of[];
  /** Whether a row is to be seen first. */
  readonly isOpen?: (of: Of) => boolean;
}

/** Its head comes again on each printed page. */
export function Table<Of>({ caption, columns, rows, isOpen = () => false }: TableProperties<Of>): Html {
  return (
    <div class="wide" role="group" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} class={isOpen(row) ? 'open' : undefined}>
              {columns.map(({ head, cell, isNumber }) => (
                <td key={head} class={isNumber ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
