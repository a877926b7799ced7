/**
 * A file, its name, a report and a program that calls AWS may hold anything, and a terminal obeys control characters and those that turn the
 * direction of a text.
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, '?');
}

/** JSON that says the same, and that may be printed. */
export function printableJson(json: string): string {
  return json.replaceAll(
    UNPRINTABLE,
    // Those below a blank stand between its tokens, where they mean nothing, and never within a text.
    (character) => (character < ' ' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
