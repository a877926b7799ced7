import { RefreshFailure } from './refresh-failure.ts';

const UNITS = ['GB', 'MB', 'KB'] as const;
type Unit = (typeof UNITS)[number];

/** Bytes: powers of 1024, as Prometheus counts in sizes. */
export const UNIT_BYTES: Readonly<Record<Unit, number>> = { GB: 1024 ** 3, MB: 1024 ** 2, KB: 1024 };

/** The shortest text of a size: `64MB`, `100KB`, `67108865 bytes`. */
export function formatSize(bytes: number): string {
  const unit = UNITS.find((each) => bytes > 0 && bytes % UNIT_BYTES[each] === 0);
  return unit === undefined ? `${bytes} bytes` : `${bytes / UNIT_BYTES[unit]}${unit}`;
}

/**
 * The one failure of a report that is too large, wherever it comes from.
 *
 * @param limit bytes that a report may have: the key `reportSizeLimit`.
 * @param size in bytes; undefined: it was not read to its end.
 */
export function reportTooLarge(limit: number, size?: number): RefreshFailure {
  const what = size === undefined ? 'is larger than' : `has ${formatSize(size)}, more than`;
  return new RefreshFailure(
    'malformed_report',
    `the report ${what} ${formatSize(limit)}: if the report is right, raise reportSizeLimit in the configuration`,
  );
}
