/**
 * Lines of the log as `key=value`, https://brandur.org/logfmt. The package logfmt leaves line breaks as they are: with one in a value,
 * somebody could write an entry of their own.
 */

/** What needs no quotes. */
const PLAIN = /^[^\s"=\\\p{Cc}]+$/u;

/** @param line an entry as one line of JSON, with its line break. */
export function toLogfmt(line: string): string {
  const entry = JSON.parse(line) as Readonly<Record<string, unknown>>;
  return `${Object.entries(entry)
    .map(([key, value]) => `${key}=${quoted(value)}`)
    .join(' ')}\n`;
}

function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return PLAIN.test(text) ? text : JSON.stringify(text);
}
