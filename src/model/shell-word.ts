/** A text as one word of a shell: what somebody called a user must not become a part of a command that people copy. */
export function shellWord(text: string): string {
  return /^[\w+=,.@/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
