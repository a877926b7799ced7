/** The page of the evidence in a real Chromium: on screens, on paper, by keyboard, and without a network. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { configFile } from './support/exporter-process.ts';
import { exporterMain, repositoryRoot, run } from './support/tools.ts';

/** Between the margins of A4. */
const PAPER = { width: Math.floor(((210 - 2 * 12) / 25.4) * 96), height: 1000 };

let browser: Browser;
let page: Page;
const asked: string[] = [];

beforeAll(async () => {
  const folder = path.join(await temporaryFolder(), 'evidence');
  const reports = ['every-kind-of-cell.csv', 'real-2016-22-columns.csv', 'empty.csv'].map((name) =>
    path.join(repositoryRoot, 'test/fixtures/reports', name),
  );
  const config = await configFile({
    exemptions: [{ name: 'later', users: ['.*'], checks: ['password-.*'], reason: 'SEC-42', expires: '2099-12-31' }],
  });
  const given = reports.flatMap((report) => ['--report-file', report]);
  await run(process.execPath, [exporterMain, 'evidence', `--config.file=${config}`, '--output', folder, ...given]);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  page = await browser.newPage({ javaScriptEnabled: true });
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
});

afterAll(async () => {
  await browser.close();
});

test('it asks for nothing but itself', () => {
  expect(asked.map((url) => path.basename(url))).toEqual(['index.html']);
});

test('on A4 nothing is cut off, it is light, and each page begins with the head of the table', async () => {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });

  const seen = await page.evaluate<[number, string[], string]>(`[
    document.documentElement.scrollWidth,
    [...document.querySelectorAll('thead')].map((head) => getComputedStyle(head).display),
    getComputedStyle(document.documentElement).colorScheme,
  ]`);
  const [width, heads, scheme] = seen;
  expect(width).toBeLessThanOrEqual(PAPER.width);
  expect([new Set(heads), scheme]).toEqual([new Set(['table-header-group']), 'light']);
});

test.each([
  ['a phone, light', 360, 'light'],
  ['a phone, dark', 360, 'dark'],
  ['a wide screen, light', 1600, 'light'],
  ['a wide screen, dark', 1600, 'dark'],
] as const)('axe finds nothing on %s, and only tables scroll sideways', async (_where, width, colorScheme) => {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media: 'screen', colorScheme });
  await page.addScriptTag({ content: axe.source });

  const violations = await page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
  );
  expect(violations).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
});
