/** Prints what goes wrong when it does, with what the account and the exporter went through before. */
import type { Fault } from './judge.ts';
import { LONGEST_PROBE_MS } from './result.ts';
import type { Timeline } from './timeline.ts';

/** More accounts than this at once have a cause in common, and one line. */
const MOST_LINES = 3;

export interface Diary {
  note(faults: readonly Fault[]): void;
  /** Milliseconds of the slowest probe so far. */
  noteProbe(slowest: number): void;
}

export function createDiary(timeline: Pick<Timeline, 'lately'>): Diary {
  const start = performance.now();
  let slowestNoted = LONGEST_PROBE_MS;

  function print(subject: string, what: string, account?: string): void {
    const minute = ((performance.now() - start) / 60_000).toFixed(1);
    console.log(`${minute} min  ${subject}  ${what}  [${timeline.lately(account)}]`);
  }

  return {
    note(faults) {
      const accounts = [...new Set(faults.map(({ account }) => account))];
      const lines = accounts.length > MOST_LINES ? [accounts] : accounts.map((account) => [account]);
      for (const named of lines) {
        const theirs = faults.filter(({ account }) => named.includes(account));
        const [first, second] = named;
        if (second === undefined) print(String(first), inWords(theirs), first);
        else print(`${named.length} accounts, such as ${String(first)},`, inWords(theirs));
      }
    },
    noteProbe(slowest) {
      if (slowest <= slowestNoted) return;
      slowestNoted = slowest;
      print('/-/healthy', `waited ${slowest.toFixed(0)} ms`);
    },
  };
}

function inWords(faults: readonly Fault[]): string {
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const ofKind = faults.filter((fault) => fault.kind === kind);
      return `${ofKind.length} ${kind}: ${String(ofKind[0]?.what)}`;
    })
    .join('; ');
}
