/** A line must stay one that people read. */
const MOST_WORDS = 10;

/** `a, b and 28 more` */
export function listedWords(words: readonly string[]): string {
  const more = words.length - MOST_WORDS;
  return `${words.slice(0, MOST_WORDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
