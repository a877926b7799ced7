import NodeCache from 'node-cache';
import type { FactName, FactValues } from '../model/facts/catalogue.ts';
import type { Fact } from '../model/facts/fact.ts';

/**
 * The last good facts, by the entry of the account and the fact's name. Their time to live says when each is due, and nothing else
 * does.
 */
export interface FactStore {
  /** @param untilDue milliseconds until a newer one is due. */
  keep(entry: number, name: FactName, fact: Fact<unknown>, untilDue: number): void;
  /** What is due is still served until it is replaced. */
  get<Name extends FactName>(entry: number, name: Name): Fact<FactValues[Name]> | undefined;
  /** When a newer one is due, in Unix milliseconds. */
  dueAt(entry: number, name: FactName): number | undefined;
  drop(entry: number, name: FactName): void;
}

export function createFactStore(): FactStore {
  const cache = new NodeCache({ useClones: false, deleteOnExpire: false, checkperiod: 0 });
  const keyOf = (entry: number, name: FactName) => `${name} ${entry}`;
  return {
    keep(entry, name, fact, untilDue) {
      // To node-cache a TTL of 0 or NaN means "never due".
      cache.set(keyOf(entry, name), fact, Math.max(1, untilDue / 1000));
    },
    get: (entry, name) => cache.get(keyOf(entry, name)),
    dueAt: (entry, name) => cache.getTtl(keyOf(entry, name)),
    drop(entry, name) {
      cache.del(keyOf(entry, name));
    },
  };
}
