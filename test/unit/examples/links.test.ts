import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { readMarkdownPage } from '../docs/markdown-page.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../../examples');
const pages = (await readdir(EXAMPLES, { recursive: true })).filter((name) => name.endsWith('.md')).sort();

it('there is a page for all of them and one for each folder with steps', () => {
  expect(pages).toEqual(['README.md', 'compose/README.md', 'iam/README.md']);
});

it.each(pages)('examples/%s has links that lead somewhere', async (name) => {
  const { links } = await readMarkdownPage(path.join(EXAMPLES, name));
  expect(links.filter((link) => !existsSync(path.resolve(EXAMPLES, path.dirname(name), link)))).toEqual([]);
  expect(links).not.toEqual([]);
});
