/** @param count of rows of reports. */
export function skippedRowWords(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'} could not be read`;
}
