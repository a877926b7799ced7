/** A real browser that looks at the pages. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumBinary } from './tools.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const running: Browser[] = [];

afterAll(async () => {
  await Promise.all(running.map((browser) => browser.close()));
});

export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: chromiumBinary,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  running.push(browser);
  return browser;
}

/** A tab, and all that the browser complained about in it: what a policy blocked, what could not be loaded, what a script asked. */
export interface Tab {
  readonly page: Page;
  readonly complaints: string[];
}

export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context: BrowserContext = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** What a reader of the screen would stumble over: `rule: element` of each. The context has to bypass the policy of the page. */
export async function barriers(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: AXE });
  const { violations } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return axe.run();
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
