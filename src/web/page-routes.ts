/** The pages for people. Each is made anew of what the exporter holds: nothing here waits for AWS, or asks it. */
import { createHash } from 'node:crypto';
import express, { type Request, type Router } from 'express';
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
import { searchOf } from './request-target.ts';
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

interface Asked {
  readonly params: PageRequest['params'];
  readonly search: URLSearchParams;
  readonly turns: Turns;
  /** What the page shows: of one moment, however long it takes to make. */
  readonly held: Held;
  readonly rows: readonly AccountRow[];
  readonly site: Site;
}

interface Answer {
  /** Absent: 200. */
  readonly status?: number;
  readonly html: string;
}

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

  const page = (path: string, answer: (asked: Asked) => Answer | Promise<Answer>): void => {
    router.get(path, async (request: PageRequest, response) => {
      const isServed = await input.readers.serve(response, async (gone) => {
        const held = input.held();
        const rows = accountRows(held);
        const site = siteOf(input, held, rows);
        const { params } = request;
        const search = searchOf(request.originalUrl);
        const { status = 200, html } = await answer({ params, search, turns: createTurns({ gone }), held, rows, site });
        await sendPage(request, response, status, html);
      });
      if (isServed) return;
      sendText(
        response,
        503,
        `${input.readers.most} clients read a page at the moment: come back when some have ended`,
      );
    });
  };

  page(ADDRESSES.accounts, async ({ search, turns, held, rows, site }) => {
    const read = readAccountsQuery(search, held.world.policy);
    const html = accountsPage({
      site,
      values: writtenValues(search),
      suggestions: suggestionsOf(held, rows),
      exporter: exporterView(held, input.probes.standsStill()),
      result: read.ok ? { view: await accountsView(held, read.query, turns) } : read,
    });
    return { status: statusOf(read), html };
  });

  page(ADDRESSES.findings, async ({ search, turns, held, rows, site }) => {
    const read = readFindingsQuery(search, held.world.policy);
    const html = findingsPage({
      site,
      values: writtenValues(search),
      suggestions: suggestionsOf(held, rows),
      result: read.ok ? { view: await findingsView(held, read.query, turns) } : read,
    });
    return { status: statusOf(read), html };
  });

  page(ADDRESSES.checks, ({ held, site }) => ({ html: checksPage(site, checkRows(held)) }));

  page('/checks/:check', ({ params, held, site }) => {
    const id = nameOf(params.check);
    const row = checkRows(held).find(({ check }) => check.id === id);
    if (row === undefined) return { status: 404, html: notFoundPage(site, 'check', id) };
    return { html: checkPage(site, row) };
  });

  page(ADDRESSES.exemptions, ({ held, site }) => ({ html: exemptionsPage(site, exemptionRows(held)) }));

  page(ADDRESSES.keys, ({ search, held, site }) => {
    const text = search.get('id') ?? '';
    const found = keyAccount(held, text);
    const answer = found === undefined ? (text === '' ? undefined : 'no id') : { found };
    return { status: answer === 'no id' ? 400 : 200, html: keysPage(site, answer) };
  });

  page(ADDRESSES.config, ({ site }) => ({ html: configPage(site, input.settings()) }));

  page('/accounts/:account', async ({ params, search, turns, held, rows, site }) => {
    const name = nameOf(params.account);
    const row = findAccount(rows, name);
    if (row === undefined) return { status: 404, html: notFoundPage(site, 'account', name) };
    const read = readUsersQuery(search, held.world.policy);
    const users = async (): Promise<AccountPageInput['result']> => {
      if (row.judged === undefined) return undefined;
      return read.ok ? { view: await usersView(held, row.judged.assessment, read.query, turns) } : read;
    };
    const result = await users();
    const values = writtenValues(search);
    const html = accountPage({ site, row, values, ...(result !== undefined && { result }) });
    return { status: statusOf(read), html };
  });

  page('/accounts/:account/users/:user', ({ params, held, rows, site }) => {
    const [accountName, name] = [nameOf(params.account), nameOf(params.user)];
    const row = findAccount(rows, accountName);
    if (row === undefined) return { status: 404, html: notFoundPage(site, 'account', accountName) };
    if (row.judged === undefined) return { status: 503, html: notReadPage(site, row.name) };
    const view = userView(held, row, name);
    if (view === undefined) {
      return { status: 404, html: userNotFoundPage(site, name, row.name, skippedRowsOf(row) > 0) };
    }
    return { html: userPage(site, view) };
  });
  return router;
}

function statusOf({ ok }: { readonly ok: boolean }): number {
  return ok ? 200 : 400;
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

/** What the address says, as it is written: the form shows a value that cannot be used too. */
function writtenValues(search: URLSearchParams): Values {
  const names = new Set(search.keys());
  return new Map(
    Array.from(names, (name) => [name, search.getAll(name).filter((value) => value !== '')] as const).filter(
      ([, given]) => given.length > 0,
    ),
  );
}

function suggestionsOf({ world }: Held, rows: readonly AccountRow[]): Readonly<Record<string, readonly string[]>> {
  const owners = rows.flatMap(({ judged }) => (judged === undefined || judged.owner === '' ? [] : judged.owner));
  return {
    account: rows.map(({ name }) => name).slice(0, MOST_SUGGESTIONS),
    owner: [...new Set(owners)].slice(0, MOST_SUGGESTIONS),
    check: enabledChecks(world.policy).map(({ id }) => id),
  };
}
