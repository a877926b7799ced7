/** Durations as Prometheus writes them: `90s`, `10m`, `1h30m`, `4h`, `7d`. */
export const DURATION_PATTERN = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

const MILLISECONDS = [86_400_000, 3_600_000, 60_000, 1_000];

/** Milliseconds. The text must match DURATION_PATTERN. */
export function parseDuration(text: string): number {
  const amounts = DURATION_PATTERN.exec(text)?.slice(1) ?? [];
  return MILLISECONDS.reduce((sum, unit, index) => sum + unit * Number(amounts[index] ?? 0), 0);
}

/** The shortest text of a whole number of seconds: `4h`, `15m`, `90s`. */
export function formatDuration(milliseconds: number): string {
  const index = MILLISECONDS.findIndex((unit) => milliseconds % unit === 0);
  return `${milliseconds / (MILLISECONDS[index] ?? 1)}${'dhms'.charAt(index)}`;
}
