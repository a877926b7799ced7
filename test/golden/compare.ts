import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

const UPDATE = process.env.UPDATE_GOLDEN === '1';

/** Compares a text with the file beside this one, or writes it there. */
export function expectGolden(text: string, file: string): void {
  const path = new URL(file, import.meta.url);
  if (UPDATE) writeFileSync(path, text);
  const golden = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (text === golden) return;
  try {
    expect(text).toBe(golden);
  } catch (error) {
    const difference = error instanceof Error ? error.message : String(error);
    throw new Error(
      `/metrics is not what test/golden/${file} holds. If it should be: npm run test:update, and read the difference.\n\n${difference}`,
      { cause: error },
    );
  }
}
