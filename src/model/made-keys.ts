/** Keys that somebody made or activated with a key that has leaked. */
import type { KeyOwner } from './key-owner.ts';

export interface MadeKeys {
  /** As they are now. */
  readonly owners: readonly KeyOwner[];
  /** How many more there are, which nobody looked at. */
  readonly more: number;
}
