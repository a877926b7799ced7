/** Keys that stand where they mean nothing, and where to write instead what they say. */
import { type FlagDeclaration, FLAGS } from './flags.ts';
import type { Keys } from './key-path.ts';
import { keyPlaces } from './known-keys.ts';
import { configSchema } from './schema.ts';

/** A key of more places than these, such as `enabled`, tells no place. */
const MOST_PLACES = 3;
const MOST_MEANT = 2;

/** @param at the place of the key. undefined: nobody knows where it belongs. */
export function placeOfKey(key: string, at: Keys): string | undefined {
  const flags = Object.values<FlagDeclaration>(FLAGS).filter(({ name }) => `${name}.`.startsWith(`${key}.`));
  if (at.length === 0 && flags.length > 0) {
    return `it is a flag of the command line, ${flags.map(({ name }) => `--${name}`).join(', ')}`;
  }
  if (at[0] === 'accounts' && /^(?:aws[_-]?)?profile$/i.test(key)) {
    return 'a profile comes by the variable AWS_PROFILE and is for all accounts';
  }
  const places = keyPlaces(configSchema, key);
  const least = Math.min(...places.map(depthOf));
  const meant = places.filter((place) => depthOf(place) === least);
  const isTold = places.length <= MOST_PLACES && meant.length > 0 && meant.length <= MOST_MEANT;
  return isTold ? `it belongs under ${meant.join(' or ')}` : undefined;
}

function depthOf(place: string): number {
  return place.split('.').length;
}
