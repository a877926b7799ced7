import { printable } from '../model/printable.ts';

export type Cell = string | number | undefined;

/** Padded here: the libraries for tables take minutes for the findings of a large organization, or fail. */
export function table(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((row) => row.map((cell) => printable(String(cell ?? ''))));
  const widths = (lines[0] ?? []).map((_, column) =>
    lines.reduce((widest, line) => Math.max(widest, line[column]?.length ?? 0), 0),
  );
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
