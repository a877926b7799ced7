/**
 * A figure that each update of a dependency changes a little, such as its size. What is written stays while it is off by a tenth or by 0.1
 * at most: otherwise most updates would make a generated page stale, and nobody would look at the one that doubles a size.
 */
export function steadyFigure(written: string | undefined, counted: number, digits = 1): string {
  const before = Number(written ?? Number.NaN);
  return Math.abs(counted - before) <= Math.max(0.1, before / 10) ? before.toFixed(digits) : counted.toFixed(digits);
}
