import NodeCache from 'node-cache';
import type { FactName, FactValues } from '../model/facts/catalogue.ts';
import type { Fact } from '../model/facts/fact.ts';

/** The last good facts, by the account's name and the fact's. Their time to live says when each is due, and nothing else does. */
export interface FactStore {
  /** @param untilDue milliseconds until a newer one is due. */
  keep(account: string, name: FactName, fact: Fact<unknown>, untilDue: number): void;
  /** What is due is still served until it is replaced. */
  get<Name extends FactName>(account: string, name: Name): Fact<FactValues[Name]> | undefined;
  /** When a newer one is due, in Unix milliseconds. */
  dueAt(account: string, name: FactName): number | undefined;
  drop(account: string, name: FactName): void;
}

export function createFactStore(): FactStore {
  const cache = new NodeCache({ useClones: false, deleteOnExpire: false, checkperiod: 0 });
  // node-cache keeps its keys on a plain object, which has a `constructor` from the start.
  const keyOf = (account: string, name: FactName) => `${name} of ${account}`;
  return {
    keep(account, name, fact, untilDue) {
      // To node-cache a TTL of 0 or NaN means "never due".
      cache.set(keyOf(account, name), fact, Math.max(1, untilDue / 1000));
    },
    get: (account, name) => cache.get(keyOf(account, name)),
    dueAt: (account, name) => cache.getTtl(keyOf(account, name)),
    drop(account, name) {
      cache.del(keyOf(account, name));
    },
  };
}
