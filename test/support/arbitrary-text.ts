/** Any text, for property tests. */
import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const CODE_POINTS = 0x110000;

/**
 * Any character of Unicode, as the unit of a string: the same as the unit "binary" of fast-check, which looks up what can be drawn in a map of
 * all characters, and takes half a second of every suite to fill it.
 */
export const anyCharacter = fc.nat({ max: CODE_POINTS - SURROGATES.count - 1 }).map(character, indexOf);

function character(index: number): string {
  return String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count);
}

/** The way back, which throws for what is no character, as fast-check asks of it. */
function indexOf(text: unknown): number {
  const codePoint = typeof text === 'string' ? text.codePointAt(0) : undefined;
  if (codePoint === undefined || text !== String.fromCodePoint(codePoint)) throw new Error('is no character');
  if (codePoint < SURROGATES.first) return codePoint;
  if (codePoint < SURROGATES.first + SURROGATES.count) throw new Error('is half a character');
  return codePoint - SURROGATES.count;
}
