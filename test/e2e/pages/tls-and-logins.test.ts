/** The pages behind a web configuration, in a browser: with TLS and a login, and with the certificate of a client. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import bcrypt from 'bcrypt';
import type { Browser, Page } from 'playwright-core';
import { openTab, startBrowser } from '../support/browser.ts';
import { startWebExporter, TLS, type WebFolder, webFolder } from '../support/web-exporter.ts';

/** The authority of the tests is none that the browser knows. */
const ANY_AUTHORITY = { ignoreHTTPSErrors: true } as const;

let browser: Browser;
let folder: WebFolder;

beforeAll(async () => {
  browser = await startBrowser();
  folder = await webFolder();
});

/** The address of an exporter that has read its account, seen by a client that may. */
async function startPages(yaml: string, ...allowed: readonly string[]): Promise<string> {
  const { exporter, port, curl } = await startWebExporter(folder, TLS + yaml);
  await exporter.process.until('the pages have the account', async () =>
    (await curl('/findings', ...allowed)).body.includes('Access key not rotated') ? true : undefined,
  );
  return `https://localhost:${port}`;
}

describe('with a login', () => {
  const login = { username: 'alice', password: 'of alice' };
  let url: string;

  beforeAll(async () => {
    const users = `basic_auth_users:\n  ${login.username}: ${bcrypt.hashSync(login.password, 10)}\n`;
    url = await startPages(users, '--user', `${login.username}:${login.password}`);
  });

  test('a browser with a wrong password gets 401 and no page', async () => {
    const httpCredentials = { ...login, password: 'of nobody' };
    const { page } = await openTab(browser, { ...ANY_AUTHORITY, httpCredentials });
    const answer = await page.goto(url);

    expect(answer?.status()).toBe(401);
    expect(await page.locator('body').textContent()).toBe(
      'this needs a user and a password of the web configuration\n',
    );
  });

  test('a browser without one gets 401 and no page', async () => {
    const { page } = await openTab(browser, ANY_AUTHORITY);
    const statuses: number[] = [];
    page.on('response', (response) => statuses.push(response.status()));

    // It has nobody who could be asked for a password.
    await expect(page.goto(url)).rejects.toThrow('net::ERR_INVALID_AUTH_CREDENTIALS');
    expect(statuses).toEqual([401]);
  });

  test('an owner gets from the first page to her user, and filters the findings, without a script', async () => {
    const { page, complaints } = await openTab(browser, {
      ...ANY_AUTHORITY,
      httpCredentials: login,
      javaScriptEnabled: false,
    });
    await page.goto(url);
    await page.getByRole('link', { name: 'known', exact: true }).first().click();
    expect(await page.locator('h1').textContent()).toBe('Account known');
    await page.locator('#users ~ table').getByRole('link', { name: 'deploy', exact: true }).click();
    expect(await page.locator('h1').textContent()).toBe('User deploy');

    await page.goto(`${url}/findings`);
    await page.locator('input[name="user"]').fill('deploy');
    await page.getByRole('button', { name: 'Filter' }).click();
    expect(new URL(page.url()).searchParams.get('user')).toBe('deploy');
    const users = await page.locator('[data-title="User"] a').allTextContents();
    expect(users.length).toBeGreaterThan(0);
    expect(new Set(users)).toEqual(new Set(['deploy']));
    expect(await looks(page)).toEqual(STYLED);
    expect(complaints).toEqual([]);
  });
});

/** As the style sheet has it, which the browser has to get by the same way. */
const STYLED = { maxWidth: '1600px', background: 'rgb(255, 255, 255)' };

function looks(page: Page): Promise<typeof STYLED> {
  return page.locator('body').evaluate((body) => {
    const { maxWidth, backgroundColor } = getComputedStyle(body);
    return { maxWidth, background: backgroundColor };
  });
}

test('a browser with the certificate of a client sees the pages, and one without it sees none', async () => {
  const pair = { certPath: folder.path('client.crt'), keyPath: folder.path('client.key') };
  const url = await startPages(
    '  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n',
    '--cert',
    pair.certPath,
    '--key',
    pair.keyPath,
  );
  const { page, complaints } = await openTab(browser, {
    ...ANY_AUTHORITY,
    clientCertificates: [{ origin: url, ...pair }],
  });
  await page.goto(`${url}/accounts/known/users/deploy`);
  expect(await page.locator('h1').textContent()).toBe('User deploy');
  expect(await looks(page)).toEqual(STYLED);
  expect(complaints).toEqual([]);

  const without = await openTab(browser, ANY_AUTHORITY);
  await expect(without.page.goto(url)).rejects.toThrow('net::ERR_');
});
