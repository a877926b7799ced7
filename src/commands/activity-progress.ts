/** How far a command is that searches records, on standard error: the event history of many accounts takes minutes. */
import type { SteadyClock } from '../model/clock.ts';
import type { ActivityProgress } from '../model/activity-source.ts';

const EVERY_MS = 10_000;

export interface Progress {
  /** What is to hear of one of the searches, which may run side by side. */
  readonly search: () => (progress: ActivityProgress) => void;
  /** One of the things that are counted has come to its end. */
  readonly done: () => void;
  /** What Athena read in all; undefined: it was not asked. */
  readonly scannedBytes: () => number | undefined;
}

/** @param counted how many things the searches are about, such as accounts. */
export function createProgress(
  counted: { readonly total: number; readonly what: string },
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
    const of = counted.total === 1 ? '' : `, ${done} of ${counted.total} ${counted.what} done`;
    void print(`${sum('requests')} requests, ${sum('records')} records${throttled}${of}\n`);
  };
  return {
    search() {
      const key = {};
      return (progress) => {
        all.set(key, progress);
        say();
      };
    },
    done: () => void (done += 1),
    scannedBytes() {
      const scanned = [...all.values()].flatMap(({ scannedBytes }) => scannedBytes ?? []);
      return scanned.length === 0 ? undefined : scanned.reduce((sum, bytes) => sum + bytes);
    },
  };
}
