/** The outputs of commands in a page: they are made by running the commands, and not written by hand. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const BLOCK = /(?<=^```text\n)[^]*?(?=^```$)/gm;

/** Compares the blocks of text of a page, in their order, or writes them there: `UPDATE_GOLDEN=1 npm test -- test/unit/docs`. */
export function expectOutputs(page: string, outputs: readonly string[]): void {
  const file = path.join(DOCS, page);
  if (UPDATE) {
    const left = [...outputs];
    const written = readFileSync(file, 'utf8').replaceAll(BLOCK, (block) => left.shift() ?? block);
    writeFileSync(file, written);
  }
  expect(readFileSync(file, 'utf8').match(BLOCK)).toEqual(outputs);
}
