/** What happens when, drawn from a seed before the soak begins. */
import { pick, type Random } from '../synthetic-report/random.ts';
import { changes } from './disturbances/changes.ts';
import { DISTURBANCES } from './disturbances/catalogue.ts';
import type { Disturbance } from './disturbances/disturbance.ts';
import type { SoakedAccount } from './soaked-account.ts';

export interface Event {
  /** Seconds after the start of the disturbances. */
  readonly at: number;
  readonly disturbance: Disturbance;
  /** That it happens to, if it happens to accounts. */
  readonly accounts: readonly SoakedAccount[];
  readonly chance: number;
}

/** How often something goes wrong in a long soak; in a short one each kind comes once at least. */
const FAULT_EVERY_S = 6;
const CHANGE_EVERY_S = 2;
/** Between two disturbances of one account: time to see what became of the first. */
const REST_S = 15;

/** In order of time; all are over within `seconds`. */
export function drawSchedule(random: Random, accounts: readonly SoakedAccount[], seconds: number): Event[] {
  const longest = Math.max(...DISTURBANCES.map((disturbance) => disturbance.seconds ?? 0));
  const last = seconds - longest;
  const every = Math.min(FAULT_EVERY_S, last / DISTURBANCES.length);
  const times = [
    ...timesOf(every, last).map((at) => ({ at, kinds: DISTURBANCES })),
    ...timesOf(CHANGE_EVERY_S, last).map((at) => ({ at, kinds: changes })),
  ].sort((one, other) => one.at - other.at);
  const freeFrom = new Map<SoakedAccount, number>();
  let bag: Disturbance[] = [];
  return times.map(({ at, kinds }) => {
    if (kinds === DISTURBANCES && bag.length === 0) bag = shuffled(random, DISTURBANCES);
    const disturbance = (kinds === DISTURBANCES ? bag.pop() : undefined) ?? pick(random, kinds);
    const struck: SoakedAccount[] = [];
    if (disturbance.subject !== 'exporter') {
      const { subject } = disturbance;
      const free = accounts.filter((account) => account.source === subject && (freeFrom.get(account) ?? 0) <= at);
      struck.push(...shuffled(random, free).slice(0, disturbance.accounts));
      for (const account of struck) freeFrom.set(account, at + (disturbance.seconds ?? 0) + REST_S);
    }
    return { at, disturbance, accounts: struck, chance: random() };
  });
}

function timesOf(every: number, last: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor(last / every)) }, (_, index) => index * every);
}

function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
