/** One row of the table in docs/performance.md. */
export interface Figure {
  readonly what: string;
  /** What is promised, in words; empty where nothing is. */
  readonly limit: string;
  readonly measured: string;
  /** The same of the first build; absent where there is nothing to compare. */
  readonly first?: string;
  readonly held: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Bounded {
  readonly what: string;
  readonly limit: number;
  readonly own: number;
  readonly first: number;
}

export function atLeast({ what, limit, own, first }: Bounded): Figure {
  return { what, limit: `at least ${limit}`, measured: own.toFixed(2), first: first.toFixed(2), held: own >= limit };
}

export function atMost({
  what,
  limit,
  own,
  first,
  unit,
  digits = 1,
}: Bounded & { unit: string; digits?: number }): Figure {
  const inWords = (value: number) => `${value.toFixed(digits)} ${unit}`;
  return { what, limit: `at most ${limit} ${unit}`, measured: inWords(own), first: inWords(first), held: own <= limit };
}
