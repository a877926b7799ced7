/** How long the loop is busy with a page: from the query to its HTML, with the lists that are made once for each assessment. */
import { assess } from '../../src/checks/assess.ts';
import { findingsPage } from '../../src/pages/findings-page.tsx';
import { parseReport } from '../../src/report/parse-report.ts';
import { findingsView, readFindingsQuery } from '../../src/views/findings.ts';
import type { Held } from '../../src/views/held.ts';
import { accountFacts, at, exporterState, factState } from '../../test/support/model-values.ts';
import { syntheticReport } from '../synthetic-report/synthetic-report.ts';
import { defaultConfig } from './default-config.ts';
import { type Figure, median } from './figure.ts';

const RUNS = 31;
const ACCOUNTS = 10;
/** Findings that a user of a synthetic report has, a little less than there are. */
const FINDINGS_OF_A_USER = 0.63;
const NOW = at('2026-11-22T12:00:00Z');

export async function measurePages(): Promise<Figure[]> {
  return [await firstPage(5_000, 20), await firstPage(50_000, 50)];
}

/** @param limit milliseconds. */
async function firstPage(findings: number, limit: number): Promise<Figure> {
  const held = await heldWith(findings);
  const times: number[] = [];
  let found = 0;
  for (let run = 0; run < RUNS; run += 1) {
    // Another world is another assessment: nothing is made yet.
    const next = { ...held, world: { ...held.world } };
    const begin = performance.now();
    found = await render(next);
    times.push(performance.now() - begin);
  }
  const typical = median(times);
  return {
    what: `/findings, the first page of ${found.toLocaleString('en')} findings: time in the loop, the first time after a rendering of /metrics`,
    limit: `at most ${limit} ms`,
    measured: `${typical.toFixed(1)} ms (longest of ${RUNS}, a cold one: ${Math.max(...times).toFixed(0)} ms)`,
    held: typical <= limit,
  };
}

async function render(held: Held): Promise<number> {
  const read = readFindingsQuery(new URLSearchParams(), held.world.policy);
  if (!read.ok) throw new Error(read.problems.map(({ text }) => text).join('\n'));
  const view = await findingsView(held, read.query);
  const site = { version: '1', telemetryPath: '/metrics', now: NOW, moment: NOW, accounts: ACCOUNTS, unread: 0 };
  const html = findingsPage({ site, values: read.query.values, suggestions: {}, result: { view } });
  if (view.rows.length !== 100 || html.length < 50_000) throw new Error('the page has not all its rows');
  return view.total;
}

async function heldWith(findings: number): Promise<Held> {
  const { policy } = defaultConfig();
  const users = Math.ceil(findings / FINDINGS_OF_A_USER / ACCOUNTS);
  const facts = [];
  for (let index = 0; index < ACCOUNTS; index += 1) {
    const accountId = String(111_122_223_333 + index);
    const report = await parseReport(Buffer.from(syntheticReport({ users, seed: index + 1, now: NOW, accountId })));
    const made = accountFacts({ account: { name: `account-${index}`, owner: 'team', source: 'aws' }, accountId });
    facts.push({ ...made, facts: { 'credential-report': { value: report, asOf: NOW, gatheredAt: NOW } } });
  }
  const assessment = await assess(facts, policy, NOW);
  const world = { assessment, policy, perUser: true, ownerTag: 'owner', accounts: ACCOUNTS };
  const states = facts.map(({ account }) => factState({ accountName: account.name, up: true }));
  return { world, excluded: () => false, moment: NOW, state: exporterState({ facts: states }), now: NOW };
}
