/** One line of CSV (RFC 4180), without its line end: a user name may hold a comma, and the ARN then holds it too. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
