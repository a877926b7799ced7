/** Where in the configuration a problem is: `accounts[1].roleArn`. */
import { nearest } from './did-you-mean.ts';

export type Keys = readonly PropertyKey[];

const LONGEST_KEY = 30;

export function keyPath(keys: Keys): string {
  const text = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}

/** The message lists so many keys where none of them is like the one that is not known. */
const MOST_LISTED = 16;

export interface UnknownKey {
  readonly shown: string;
  readonly message: string;
  /** The key that is meant, if one is like it. */
  readonly meant: string | undefined;
}

/**
 * A key that is not known, as far as it looks like one: `externalId:s3cret`, without the blank, is a key to YAML. No known key has a
 * digit, and a secret without one is rare.
 *
 * @param known the keys that its place may have.
 * @param placeOf where else a key belongs, in words.
 */
export function unknownKey(
  key: string,
  known: readonly string[],
  placeOf: (word: string) => string | undefined = () => undefined,
): UnknownKey {
  const [, word = '', next] = /^([A-Za-z_.<-]*)(.?)/su.exec(key) ?? [];
  const isWhole = next === '' && word.length <= LONGEST_KEY;
  const isBeforeValue = next !== undefined && ':= '.includes(next) && word.length <= LONGEST_KEY;
  const place = isWhole ? placeOf(word) : undefined;
  const meant = isWhole && place === undefined ? nearest(word, known) : undefined;
  return {
    shown: isWhole ? word : isBeforeValue ? `${word}…` : '…',
    message:
      next === ':'
        ? 'is not a known key: a colon needs a blank after it'
        : `is not a known key${place === undefined ? hint(meant, known) : `: ${place}`}`,
    meant,
  };
}

function hint(meant: string | undefined, known: readonly string[]): string {
  if (meant !== undefined) return `: did you mean ${meant}?`;
  return known.length === 0 || known.length > MOST_LISTED ? '' : `: the keys here are ${known.join(', ')}`;
}
