/** Each page on a phone and on a wide screen, in the light and in the dark, and on paper. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { barriers, openTab, startBrowser } from '../support/browser.ts';
import { PAGES, pagesExporter } from '../support/pages-exporter.ts';

const SCHEMES = ['light', 'dark'] as const;
/** Neither changes what the other one does, so that two looks see both widths and both schemes. */
const LOOKS = [
  { width: 360, colorScheme: 'dark' },
  { width: 1600, colorScheme: 'light' },
] as const;

let browser: Browser;
let url: string;

beforeAll(async () => {
  browser = await startBrowser();
  ({ url } = await pagesExporter());
});

describe.each(PAGES)('%s', (_what, address) => {
  test.each(LOOKS)('%o: fits, and axe finds nothing', async ({ width, colorScheme }) => {
    const { page } = await openTab(browser, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    await page.goto(url + address);

    const widths = await page.locator('html, body').evaluateAll((all) => all.map(({ scrollWidth }) => scrollWidth));
    expect(Math.max(...widths)).toBeLessThanOrEqual(width);
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });

  test('loads with its own policy, without a complaint of the browser', async () => {
    const { page, complaints } = await openTab(browser);
    const answer = await page.goto(url + address);
    const background = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);

    // A status of 400 or 404 is a complaint of the console too.
    const status = answer?.status() ?? 0;
    expect(complaints.filter((each) => !each.includes(`status of ${status}`))).toEqual([]);
    expect(background).toBe('rgb(255, 255, 255)');
    await page.context().close();
  });
});

test('on a phone the values of a finding stand one below the other, numbers too', async () => {
  const { page } = await openTab(browser, { viewport: { width: 360, height: 800 } });
  await page.goto(`${url}/findings?check=access-key-not-rotated`);
  const lefts = await page
    .locator('tbody tr')
    .first()
    .locator('[data-title] > div')
    .evaluateAll((values) =>
      values.map((value) => {
        const text = value.ownerDocument.createRange();
        text.selectNodeContents(value);
        return Math.round(text.getBoundingClientRect().left);
      }),
    );

  expect(lefts).toHaveLength(6);
  expect(new Set(lefts).size).toBe(1);
  await page.context().close();
});

test.each(SCHEMES)(
  'on paper, in the %s, there is what was found, in black, and nothing to click',
  async (colorScheme) => {
    const { page } = await openTab(browser, { colorScheme });
    await page.goto(`${url}/findings`);
    await page.emulateMedia({ media: 'print' });

    expect(await page.locator('form, nav').evaluateAll((all) => all.filter((each) => each.checkVisibility()))).toEqual(
      [],
    );
    expect(await page.locator('tbody tr').count()).toBe(100);
    const colors = await page
      .locator('body, tbody td, .severity')
      .evaluateAll((all) => [...new Set(all.map((each) => getComputedStyle(each).color))]);
    expect(colors).toEqual(['rgb(0, 0, 0)']);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  },
);
