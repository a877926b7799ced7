/** How far a search is, counted where it happens. */
import type { ActivityProgress } from '../../model/activity-source.ts';
import type { Waiting } from './patience.ts';

export interface SearchProgress {
  /** The same, which counts the time that AWS is waited for. */
  readonly waiting: Waiting;
  readonly onRequest: () => void;
  readonly onRecord: () => void;
  readonly onScanned: (bytes: number) => void;
}

export function countedWaiting(
  { clock, random }: Waiting,
  onProgress: ((progress: ActivityProgress) => void) | undefined,
): SearchProgress {
  let progress: ActivityProgress = { requests: 0, records: 0, throttled: 0 };
  const add = (more: Partial<ActivityProgress>): void => {
    progress = { ...progress, ...more };
    onProgress?.(progress);
  };
  return {
    waiting: {
      random,
      clock: {
        now: () => clock.now(),
        async sleep(ms, signal) {
          await clock.sleep(ms, signal);
          add({ throttled: progress.throttled + ms / 1000 });
        },
      },
    },
    onRequest: () => add({ requests: progress.requests + 1 }),
    onRecord: () => add({ records: progress.records + 1 }),
    onScanned: (bytes) => add({ scannedBytes: (progress.scannedBytes ?? 0) + bytes }),
  };
}
