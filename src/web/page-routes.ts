/** The pages for people. Each is made anew of what the exporter holds: nothing here waits for AWS, or asks it. */
import { createHash } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import { enabledChecks } from '../checks/enabled-checks.ts';
import { accountPage, type AccountPageInput } from '../pages/account-page.tsx';
import { accountsPage } from '../pages/accounts-page.tsx';
import { ADDRESSES, nameOf } from '../pages/addresses.ts';
import { checkPage } from '../pages/check-page.tsx';
import { checksPage } from '../pages/checks-page.tsx';
import { configPage } from '../pages/config-page.tsx';
import { exemptionsPage } from '../pages/exemptions-page.tsx';
import { findingsPage } from '../pages/findings-page.tsx';
import { keysPage } from '../pages/keys-page.tsx';
import { notFoundPage, notReadPage, userNotFoundPage } from '../pages/not-found-page.tsx';
import type { Site } from '../pages/site.ts';
import { STYLESHEET } from '../pages/stylesheet.ts';
import { userPage } from '../pages/user-page.tsx';
import { type AccountRow, accountRows, accountsView, readAccountsQuery, skippedRowsOf } from '../views/accounts.ts';
import { checkRows } from '../views/checks.ts';
import { exemptionRows } from '../views/exemptions.ts';
import { exporterView } from '../views/exporter.ts';
import { findingsView, readFindingsQuery } from '../views/findings.ts';
import type { Held } from '../views/held.ts';
import { keyAccount } from '../views/key-account.ts';
import type { Values } from '../views/query.ts';
import { userView } from '../views/user.ts';
import type { Settings } from '../views/settings.ts';
import { createTurns, type Turns } from '../views/turns.ts';
import { readUsersQuery, usersView } from '../views/users.ts';
import type { Probes } from './probes.ts';
import type { Readers } from './readers.ts';
import { sendPage } from './send-page.ts';
import { sendText } from './send-text.ts';

export interface PageRoutesInput {
  readonly version: string;
  readonly telemetryPath: string;
  readonly held: () => Held;
  readonly settings: () => Settings;
  readonly probes: Pick<Probes, 'standsStill'>;
  readonly readers: Readers;
}

/** With what some of the addresses name. */
type PageRequest = Request<Record<'account' | 'check' | 'user', string>>;

/** A field that suggests more is no help, and its page grows. */
const MOST_SUGGESTIONS = 500;

export function pageRoutes(input: PageRoutesInput): Router {
  const router = express.Router();
  const tag = `"${createHash('sha256').update(STYLESHEET).digest('base64url').slice(0, 22)}"`;

  router.get(ADDRESSES.stylesheet, (request, response) => {
    // A browser asks each time whether it has changed: replicas may be of two versions.
    response.set({ ETag: tag, 'Cache-Control': 'no-cache' });
    if (request.headers['if-none-match'] === tag) response.status(304).end();
    else response.type('css').send(STYLESHEET);
  });

  const page = (
    path: string,
    answer: (request: PageRequest, response: Response, turns: Turns) => Promise<void>,
  ): void => {
    router.get(path, async (request: PageRequest, response) => {
      const isServed = await input.readers.serve(response, (gone) => answer(request, response, createTurns({ gone })));
      if (isServed) return;
      sendText(
        response,
        503,
        `${input.readers.most} clients read a page at the moment: come back when some have ended`,
      );
    });
  };

  page(ADDRESSES.accounts, async (request, response, turns) => {
    const held = input.held();
    const rows = accountRows(held);
    const { read, values } = readBy(readAccountsQuery, request, held);
    const html = accountsPage({
      site: siteOf(input, held, rows),
      values,
      suggestions: suggestionsOf(held, rows),
      exporter: exporterView(held, input.probes.standsStill()),
      result: read.ok ? { view: await accountsView(held, read.query, turns) } : read,
    });
    await sendPage(request, response, read.ok ? 200 : 400, html);
  });

  page(ADDRESSES.findings, async (request, response, turns) => {
    const held = input.held();
    const rows = accountRows(held);
    const { read, values } = readBy(readFindingsQuery, request, held);
    const html = findingsPage({
      site: siteOf(input, held, rows),
      values,
      suggestions: suggestionsOf(held, rows),
      result: read.ok ? { view: await findingsView(held, read.query, turns) } : read,
    });
    await sendPage(request, response, read.ok ? 200 : 400, html);
  });

  page(ADDRESSES.checks, async (request, response) => {
    const held = input.held();
    await sendPage(request, response, 200, checksPage(siteOf(input, held, accountRows(held)), checkRows(held)));
  });

  page('/checks/:check', async (request, response) => {
    const held = input.held();
    const site = siteOf(input, held, accountRows(held));
    const id = nameOf(request.params.check);
    const row = checkRows(held).find(({ check }) => check.id === id);
    if (row === undefined) await sendPage(request, response, 404, notFoundPage(site, 'check', id));
    else await sendPage(request, response, 200, checkPage(site, row));
  });

  page(ADDRESSES.exemptions, async (request, response) => {
    const held = input.held();
    await sendPage(request, response, 200, exemptionsPage(siteOf(input, held, accountRows(held)), exemptionRows(held)));
  });

  page(ADDRESSES.keys, async (request, response) => {
    const held = input.held();
    const site = siteOf(input, held, accountRows(held));
    const text = searchOf(request).get('id') ?? '';
    const found = keyAccount(held, text);
    const answer = found === undefined ? (text === '' ? undefined : 'no id') : { found };
    await sendPage(request, response, answer === 'no id' ? 400 : 200, keysPage(site, answer));
  });

  page(ADDRESSES.config, async (request, response) => {
    const held = input.held();
    await sendPage(request, response, 200, configPage(siteOf(input, held, accountRows(held)), input.settings()));
  });

  page('/accounts/:account', async (request, response, turns) => {
    const held = input.held();
    const rows = accountRows(held);
    const site = siteOf(input, held, rows);
    const name = nameOf(request.params.account);
    const row = findAccount(rows, name);
    if (row === undefined) {
      await sendPage(request, response, 404, notFoundPage(site, 'account', name));
      return;
    }
    const { read, values } = readBy(readUsersQuery, request, held);
    const users = async (): Promise<AccountPageInput['result']> => {
      if (row.judged === undefined) return undefined;
      return read.ok ? { view: await usersView(held, row.judged.assessment, read.query, turns) } : read;
    };
    const result = await users();
    const html = accountPage({ site, row, values, ...(result !== undefined && { result }) });
    await sendPage(request, response, read.ok ? 200 : 400, html);
  });

  page('/accounts/:account/users/:user', async (request, response) => {
    const held = input.held();
    const rows = accountRows(held);
    const site = siteOf(input, held, rows);
    const [accountName, name] = [nameOf(request.params.account), nameOf(request.params.user)];
    const row = findAccount(rows, accountName);
    const view = row && userView(held, row, name);
    if (row === undefined) await sendPage(request, response, 404, notFoundPage(site, 'account', accountName));
    else if (row.judged === undefined) await sendPage(request, response, 503, notReadPage(site, row.name));
    else if (view === undefined) {
      await sendPage(request, response, 404, userNotFoundPage(site, name, row.name, skippedRowsOf(row) > 0));
    } else await sendPage(request, response, 200, userPage(site, view));
  });
  return router;
}

/** @param name or id: an alert knows both. What looks like an id is one: no account takes over the links of another by its name. */
function findAccount(rows: readonly AccountRow[], name: string): AccountRow | undefined {
  const byId = /^\d{12}$/.test(name) ? rows.find(({ accountId }) => accountId === name) : undefined;
  return byId ?? rows.find((row) => row.name === name);
}

function siteOf({ version, telemetryPath }: PageRoutesInput, { now, moment }: Held, rows: readonly AccountRow[]): Site {
  const unread = rows.filter(({ judged }) => judged === undefined).length;
  return { version, telemetryPath, now, moment, accounts: rows.length, unread };
}

/** What the address says, read, and as it is written, for the form. */
function readBy<Read>(
  reading: (search: URLSearchParams, policy: Held['world']['policy']) => Read,
  request: Pick<Request, 'originalUrl'>,
  { world }: Held,
): { readonly read: Read; readonly values: Values } {
  const written = searchOf(request);
  const names = new Set(written.keys());
  const values = new Map(
    Array.from(names, (name) => [name, written.getAll(name).filter((value) => value !== '')] as const).filter(
      ([, given]) => given.length > 0,
    ),
  );
  return { read: reading(written, world.policy), values };
}

function searchOf({ originalUrl }: Pick<Request, 'originalUrl'>): URLSearchParams {
  const [, ...search] = originalUrl.split('?');
  return new URLSearchParams(search.join('?'));
}

function suggestionsOf({ world }: Held, rows: readonly AccountRow[]): Readonly<Record<string, readonly string[]>> {
  const owners = rows.flatMap(({ judged }) => (judged === undefined || judged.owner === '' ? [] : judged.owner));
  return {
    account: rows.map(({ name }) => name).slice(0, MOST_SUGGESTIONS),
    owner: [...new Set(owners)].slice(0, MOST_SUGGESTIONS),
    check: enabledChecks(world.policy).map(({ id }) => id),
  };
}
