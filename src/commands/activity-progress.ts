/** How far a search is, on standard error: the event history of many accounts takes minutes. */
import type { SteadyClock } from '../model/clock.ts';
import type { ActivityProgress } from '../model/activity-source.ts';

const EVERY_MS = 10_000;

export interface Progress {
  /** For one of the searches that run side by side. */
  readonly place: () => { readonly onProgress: (progress: ActivityProgress) => void; readonly done: () => void };
  /** What Athena read in all; undefined: it was not asked. */
  readonly scannedBytes: () => number | undefined;
}

/** @param places how many searches there are. */
export function createProgress(
  places: number,
  clock: Pick<SteadyClock, 'passed'>,
  print: (text: string) => Promise<void>,
): Progress {
  const all = new Map<object, ActivityProgress>();
  let done = 0;
  let said = clock.passed();
  const say = (): void => {
    if (clock.passed() - said < EVERY_MS) return;
    said = clock.passed();
    const sum = (key: 'requests' | 'records' | 'throttled') =>
      [...all.values()].reduce((total, each) => total + each[key], 0);
    const waited = Math.round(sum('throttled'));
    const throttled = waited === 0 ? '' : `, waited ${waited} s as AWS throttled`;
    const of = places === 1 ? '' : `, ${done} of ${places} accounts done`;
    void print(`${sum('requests')} requests, ${sum('records')} records${throttled}${of}\n`);
  };
  return {
    place() {
      const key = {};
      return {
        onProgress(progress) {
          all.set(key, progress);
          say();
        },
        done: () => void (done += 1),
      };
    },
    scannedBytes() {
      const scanned = [...all.values()].flatMap(({ scannedBytes }) => scannedBytes ?? []);
      return scanned.length === 0 ? undefined : scanned.reduce((sum, bytes) => sum + bytes);
    },
  };
}
