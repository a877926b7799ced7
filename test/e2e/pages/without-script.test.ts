/** What people do on the pages, by keyboard, in a browser that runs no script. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openTab, startBrowser } from '../support/browser.ts';
import { HOSTILE, HOSTILE_USERS, pagesExporter } from '../support/pages-exporter.ts';

let browser: Browser;
let url: string;

beforeAll(async () => {
  browser = await startBrowser();
  ({ url } = await pagesExporter());
});

async function open(address: string): Promise<Page> {
  const { page } = await openTab(browser, { javaScriptEnabled: false });
  await page.goto(url + address);
  return page;
}

/** Presses the tabulator until the element has the focus. */
async function tabTo(page: Page, element: string): Promise<void> {
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${element}:focus`).count()) > 0) return;
  }
  throw new Error(`the tabulator does not lead to ${element}`);
}

/** The link or button with the focus is pressed, and its page has come. */
async function enter(page: Page): Promise<void> {
  const before = page.url();
  await page.keyboard.press('Enter');
  await page.waitForURL(({ href }) => href !== before);
}

async function column(page: Page, title: string): Promise<string[]> {
  return page.locator(`[data-title="${title}"] > div`).allTextContents();
}

test('the first stop of the tabulator leads past the navigation', async () => {
  const page = await open('/findings');
  await page.keyboard.press('Tab');

  expect(await page.locator('a:focus').textContent()).toBe('Go to the content');
  expect(await page.locator('a:focus').evaluate((link) => link.getBoundingClientRect().left)).toBeGreaterThanOrEqual(0);
});

describe('findings', () => {
  test('are filtered by a form', async () => {
    const page = await open('/');
    await tabTo(page, 'a[href="/findings"]');
    await enter(page);
    await tabTo(page, 'input[name="user"]');
    await page.keyboard.type('<root_account>');
    await tabTo(page, 'input[value="critical"]');
    await page.keyboard.press('Space');
    await enter(page);

    const { searchParams } = new URL(page.url());
    expect([searchParams.getAll('user'), searchParams.getAll('severity')]).toEqual([['<root_account>'], ['critical']]);
    expect(new Set(await column(page, 'Severity'))).toEqual(new Set(['critical']));
    expect(await page.locator('input[name="user"]').inputValue()).toBe('<root_account>');
  });

  test('are ordered by a link in the head of the table, in both directions', async () => {
    const page = await open('/findings?check=access-key-not-rotated');
    for (const direction of ['descending', 'ascending']) {
      await tabTo(page, 'th a[href*="days"]');
      await enter(page);
      const days = (await column(page, 'Days')).map((text) => Number.parseInt(text, 10));
      const ordered = days.toSorted((one, other) => (direction === 'ascending' ? one - other : other - one));

      expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe(direction);
      expect(days).toEqual(ordered);
    }
    expect(page.url()).toContain('check=access-key-not-rotated');
  });

  test('have pages', async () => {
    const page = await open('/findings?severity=warning');
    const first = await page.locator('tbody tr').allTextContents();
    await tabTo(page, '.pager a');
    await enter(page);

    expect(await page.locator('.pager p').first().textContent()).toMatch(/^Page 2 of \d+$/);
    expect(await page.locator('tbody tr').allTextContents()).not.toEqual(first);
    expect(page.url()).toContain('severity=warning&page=2');
  });
});

test('an owner gets from the first page to what to do about a key in two clicks', async () => {
  const page = await open('/');
  await page.getByRole('link', { name: 'production' }).first().click();
  await page
    .locator('#users ~ table tbody tr', { hasText: 'Access key not rotated' })
    .getByRole('link')
    .first()
    .click();

  expect(await page.locator('h2').first().textContent()).toBe('What to do about the access keys');
  expect(await page.locator('pre').first().textContent()).toMatch(/^aws iam .* --user-name=/);
});

test('a hostile name is a text, and its link leads to it', async () => {
  const { page, complaints } = await openTab(browser);
  await page.goto(url);
  await page.getByRole('link', { name: HOSTILE }).first().click();
  expect(await page.locator('h1').textContent()).toBe(`Account ${HOSTILE}`);
  for (const name of HOSTILE_USERS) {
    await page.goto(`${url}/accounts/444455556666`);
    await page.locator('#users ~ table').getByRole('link', { name, exact: true }).click();

    expect(await page.locator('h1').textContent()).toBe(`User ${name}`);
  }
  expect(await page.locator('img, script').count()).toBe(0);
  expect(complaints).toEqual([]);
});
