/** A file, its name and a report may hold anything, and a terminal obeys control characters. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '?');
}
