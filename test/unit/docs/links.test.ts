/** Every link from one page to another leads to a file that is there, and to a heading that it has. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { pageLinks } from './page-links.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDERS = ['docs', 'examples', 'helm'];

const below = await Promise.all(
  FOLDERS.map(async (folder) =>
    (await readdir(path.join(ROOT, folder), { recursive: true })).map((name) => path.join(folder, name)),
  ),
);
const pages = [...(await readdir(ROOT)), ...below.flat()].filter((name) => name.endsWith('.md')).sort();

/** The anchors that a forge makes of the headings. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isDead(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? path.join(ROOT, page) : path.resolve(ROOT, path.dirname(page), file);
  if (!existsSync(target)) return true;
  return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
}

test.each(pages)('%s has no dead link', (page) => {
  const links = pageLinks(readFileSync(path.join(ROOT, page), 'utf8'));

  // It links to the runbook of every alert, and the test of the runbooks names each that is missing.
  const others = page === 'docs/alerts.md' ? links.filter((link) => !link.startsWith('runbooks/AwsIam')) : links;
  expect(others.filter((link) => isDead(page, link))).toEqual([]);
});
