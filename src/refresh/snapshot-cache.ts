import NodeCache from 'node-cache';
import type { Snapshot } from '../model/snapshot.ts';

/** The last good snapshot of each account, by the account's name. */
export interface SnapshotCache {
  /** @param untilDue milliseconds until a new report is due. */
  keep(name: string, snapshot: Snapshot, untilDue: number): void;
  /** What is due is still served until it is replaced. */
  get(name: string): Snapshot | undefined;
  /** When a new report is due, in Unix milliseconds. */
  dueAt(name: string): number | undefined;
  drop(name: string): void;
}

export function createSnapshotCache(): SnapshotCache {
  const cache = new NodeCache({ useClones: false, deleteOnExpire: false, checkperiod: 0 });
  // node-cache keeps its keys on a plain object, which has a `constructor` from the start.
  const keyOf = (name: string) => `account:${name}`;
  return {
    keep(name, snapshot, untilDue) {
      // To node-cache a TTL of 0 or NaN means "never due".
      cache.set(keyOf(name), snapshot, Math.max(1, untilDue / 1000));
    },
    get: (name) => cache.get<Snapshot>(keyOf(name)),
    dueAt: (name) => cache.getTtl(keyOf(name)),
    drop(name) {
      cache.del(keyOf(name));
    },
  };
}
