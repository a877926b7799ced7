/** Keys that somebody made or activated with a key that has leaked. */
import type { LeftBehind } from './key-activity.ts';
import type { KeyOwner } from './key-owner.ts';

export interface MadeKeys {
  /** As they are now. */
  readonly owners: readonly KeyOwner[];
  /** How many more there are, which nobody looked at. */
  readonly more: number;
}

/** The ids of keys that it made or activated, which work without the key. */
export function keysItMade({ made, changed }: LeftBehind): readonly string[] {
  const targets = [...made, ...changed].flatMap(
    (event) => event.targets.find(({ kind }) => kind === 'access-key') ?? [],
  );
  return [...new Set(targets.map(({ name }) => name))];
}
