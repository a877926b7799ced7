import { expect } from '@jest/globals';
import type { Probed } from '../../support/prober.ts';

/** What no busy machine makes of an answer at once; `npm run soak` shows the figure that is promised on a quiet one. */
const STANDSTILL_MS = 5_000;

/** Every probe was answered with 200, and none of them late by a standstill. */
export function expectNoStandstill({ bad, slowest }: Probed): void {
  expect(bad).toEqual({});
  expect(slowest).toBeLessThan(STANDSTILL_MS);
}
