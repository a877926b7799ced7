/**
 * Takes the pictures of the pages for the docs: of the demo's accounts, by Debian's Chromium (`chromium`; another one with E2E_CHROMIUM).
 * `npm run screenshots` builds the exporter first. The demo's reports are as old as the moment, so that each run makes other pictures.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const PORT = 10_964;
const URL_OF_DEMO = `http://127.0.0.1:${PORT}`;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1200, height: 760 };

const PICTURES = [
  { file: 'pages-findings.png', address: '/findings', viewport: DESK, colorScheme: 'light' },
  { file: 'pages-findings-phone.png', address: '/findings?account=production', viewport: PHONE, colorScheme: 'dark' },
  {
    file: 'pages-user.png',
    address: '/findings?check=access-key-not-rotated',
    follow: 'tbody th a',
    viewport: DESK,
    colorScheme: 'light',
  },
] as const;

const demo = spawn('npx', ['tsx', 'scripts/demo.ts', `--web.listen-address=127.0.0.1:${PORT}`], {
  stdio: ['ignore', 'ignore', 'pipe'],
  detached: true,
});
try {
  await refreshed(demo, 2);
  await takeAll();
} finally {
  // The demo ends its exporter and takes its reports away.
  process.kill(-(demo.pid ?? 0), 'SIGINT');
  await once(demo, 'exit');
}

/** Until the exporter's log says of as many accounts that they were read, and the pages show them. */
async function refreshed({ stderr }: ChildProcess, accounts: number): Promise<void> {
  if (stderr === null) throw new Error('the demo has no log');
  let read = 0;
  for await (const line of createInterface({ input: stderr })) {
    if (line.includes('account refreshed')) read += 1;
    if (read === accounts) break;
  }
  stderr.resume();
  for (;;) {
    const page = await (await fetch(`${URL_OF_DEMO}/findings`)).text();
    if (!page.includes('class="notice"')) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function takeAll(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.E2E_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  for (const { file, address, viewport, colorScheme, ...more } of PICTURES) {
    const page = await browser.newPage({ viewport, colorScheme });
    await page.goto(URL_OF_DEMO + address);
    if ('follow' in more) await page.locator(more.follow).first().click();
    await page.screenshot({ path: fileURLToPath(new URL(`../docs/${file}`, import.meta.url)) });
    console.log(`docs/${file}`);
  }
  await browser.close();
}
