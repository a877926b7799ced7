/** Texts that are kept in test/golden, to be read and compared. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

const FOLDER = new URL('../golden/', import.meta.url);
const UPDATE = process.env.UPDATE_GOLDEN === '1';

/** Compares a text with test/golden/FILE, or writes it there; `update` is the command that does so. */
export function expectGolden(text: string, file: string, update: string): void {
  const path = new URL(file, FOLDER);
  if (UPDATE) writeFileSync(path, text);
  const golden = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (text === golden) return;
  try {
    expect(text).toBe(golden);
  } catch (error) {
    const difference = error instanceof Error ? error.message : String(error);
    throw new Error(
      `This is not what test/golden/${file} holds. If it should be: ${update}, and read the difference.\n\n${difference}`,
      { cause: error },
    );
  }
}
