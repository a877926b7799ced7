/** Lets the schedule happen, and knows afterwards what happened when. */
import { setTimeout } from 'node:timers/promises';
import type { World } from './disturbances/disturbance.ts';
import type { Event } from './schedule.ts';

export interface Timeline {
  /** How often each disturbance happened, to each account by itself. */
  readonly counts: ReadonlyMap<string, number>;
  /** What the exporter, and the account if one is named, went through in the last minute, in words. */
  lately(account?: string): string;
  /** Resolves when all has happened and is over. */
  run(world: World): Promise<void>;
}

interface Happened {
  readonly name: string;
  readonly accounts: readonly string[];
  readonly begin: number;
  end?: number;
}

const LATELY_MS = 60_000;

export function createTimeline(events: readonly Event[]): Timeline {
  const counts = new Map(events.map(({ disturbance }) => [disturbance.name, 0]));
  let happened: Happened[] = [];

  async function happen(event: Event, world: World): Promise<void> {
    const { disturbance, accounts, chance } = event;
    const { name, subject, seconds } = disturbance;
    const times = subject === 'exporter' ? 1 : accounts.length;
    counts.set(name, (counts.get(name) ?? 0) + times);
    const note: Happened = { name, accounts: accounts.map((account) => account.name), begin: performance.now() };
    happened = [...happened.filter(({ end = Infinity }) => performance.now() - end < LATELY_MS), note];
    if (subject === 'exporter') await disturbance.begin(world, chance);
    else await Promise.all(accounts.map((account) => disturbance.begin(world, account)));
    if (seconds !== undefined) await setTimeout(seconds * 1000);
    if (subject === 'exporter') await disturbance.end?.(world);
    else await Promise.all(accounts.map((account) => disturbance.end?.(world, account)));
    note.end = performance.now();
  }

  return {
    counts,
    lately: (account) =>
      happened
        .filter(({ accounts }) => accounts.length === 0 || (account !== undefined && accounts.includes(account)))
        .map(({ name, begin, end }) => `${name} ${ago(begin)}${end === undefined ? ', still on' : ''}`)
        .join('; '),
    async run(world) {
      const start = performance.now();
      const running: Promise<void>[] = [];
      for (const event of events) {
        await setTimeout(Math.max(0, event.at * 1000 - (performance.now() - start)));
        running.push(happen(event, world));
      }
      await Promise.all(running);
    },
  };
}

function ago(moment: number): string {
  return `${((performance.now() - moment) / 1000).toFixed(0)} s ago`;
}
