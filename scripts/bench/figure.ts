/** One row of the table in docs/performance.md. */
export interface Figure {
  readonly what: string;
  /** What is promised, in words; empty where nothing is. */
  readonly limit: string;
  readonly measured: string;
  readonly held: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function atLeast(what: string, limit: number, value: number): Figure {
  return { what, limit: `at least ${limit}`, measured: value.toFixed(2), held: value >= limit };
}

export function atMost(what: string, limit: number, unit: string, value: number, digits = 1): Figure {
  return {
    what,
    limit: `at most ${limit} ${unit}`,
    measured: `${value.toFixed(digits)} ${unit}`,
    held: value <= limit,
  };
}
