/** Where in the configuration a problem is: `accounts[1].roleArn`. */
export type Keys = readonly PropertyKey[];

const LONGEST_KEY = 30;

export function keyPath(keys: Keys): string {
  const text = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}

/**
 * A key that is not known, as far as it looks like one: `externalId:s3cret`, without the blank, is a key to YAML. No known key has a
 * digit, and a secret without one is rare.
 */
export function unknownKey(key: string): { readonly shown: string; readonly message: string } {
  const [, word = '', next] = /^([A-Za-z_.<-]*)(.?)/su.exec(key) ?? [];
  const isWhole = next === '' && word.length <= LONGEST_KEY;
  const isBeforeValue = next !== undefined && ':= '.includes(next) && word.length <= LONGEST_KEY;
  return {
    shown: isWhole ? word : isBeforeValue ? `${word}…` : '…',
    message: next === ':' ? 'is not a known key: a colon needs a blank after it' : 'is not a known key',
  };
}
