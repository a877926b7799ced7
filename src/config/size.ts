import { UNIT_BYTES } from '../model/report-size.ts';

/** Sizes as Prometheus writes them, with one unit: `100KB`, `64MB`, `1GB`. */
export const SIZE_PATTERN = /^(\d+)(KB|MB|GB)$/;

/** Bytes. The text must match SIZE_PATTERN. */
export function parseSize(text: string): number {
  const [, amount, unit] = SIZE_PATTERN.exec(text) ?? [];
  return Number(amount) * UNIT_BYTES[unit as keyof typeof UNIT_BYTES];
}
