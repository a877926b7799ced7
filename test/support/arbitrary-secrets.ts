import fc from 'fast-check';

/** Random bytes, as those that secrets are made of. */
function bytes(length: number): fc.Arbitrary<Buffer> {
  // One number that is spread over the bytes: fast-check likes to repeat itself in an array, and AWS does not.
  return fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map((seed) => {
    let state = seed;
    return Buffer.from(
      Array.from({ length }, () => {
        state ^= (state << 13n) & 0xffff_ffff_ffff_ffffn;
        state ^= state >> 7n;
        state ^= (state << 17n) & 0xffff_ffff_ffff_ffffn;
        return Number((state >> 24n) & 0xffn);
      }),
    );
  });
}

const upperCase = (value: Buffer): string =>
  Array.from(value, (byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte & 31]).join('');

/** What opens a door at AWS, in its own form. */
export const arbitrarySecrets = {
  'an access key id': fc
    .tuple(fc.constantFrom('AKIA', 'ASIA'), bytes(16))
    .map(([prefix, value]) => prefix + upperCase(value)),
  // One of nine hundred has no digit, and nothing tells it from a name.
  'a secret access key': bytes(30)
    .map((value) => value.toString('base64'))
    .filter((key) => [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(key))),
  'a session token': fc
    .integer({ min: 75, max: 900 })
    .chain(bytes)
    .map((value) => `FwoGZXIvYXdz${value.toString('base64')}`),
  'a web identity token': bytes(256).map(
    (value) => `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.${value.toString('base64url')}`,
  ),
  'an SSO access token': bytes(300).map((value) => `aoaAAAAAG${value.toString('base64url')}`),
  'a signature': bytes(32).map((value) => value.toString('hex')),
} as const satisfies Record<string, fc.Arbitrary<string>>;

export const arbitrarySecret = fc.oneof(...Object.values(arbitrarySecrets));

/** The pieces of a secret that must not be seen: an error often repeats a part of what it could not read. */
export function piecesOf(secret: string, length = 8): string[] {
  return Array.from({ length: secret.length - length + 1 }, (_, start) => secret.slice(start, start + length));
}
