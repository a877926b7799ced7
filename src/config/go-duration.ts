/** Durations as Go writes them: `1s`, `500ms`, `1h30m`, `1.5s`, and a bare 0. */
const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/y;
const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds; undefined: the text is no such duration. */
export function parseGoDuration(text: string): number | undefined {
  if (/^\+?0$/.test(text)) return 0;
  let sum = 0;
  let at = text.startsWith('+') ? 1 : 0;
  do {
    PART.lastIndex = at;
    const [whole, amount, unit] = PART.exec(text) ?? [];
    if (whole === undefined) return undefined;
    sum += Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
    at += whole.length;
  } while (at < text.length);
  return sum;
}
