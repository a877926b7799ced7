/** What an exporter of a fleet says at a moment: the real metrics, of facts that are told. */
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import type { FactState } from '../../../src/model/exporter-state.ts';
import { accountFacts, exporterState, factState } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { renderedExposition, scrapeText } from '../../support/rendered-exposition.ts';
import { activityAt, watchedLines } from './fleet-activity.ts';
import {
  CHECKS,
  EXEMPTION,
  failuresOf,
  FIRST_SCRAPE,
  type Fleet,
  type FleetAccount,
  generatedAt,
  HOUR,
  isRead,
  MINUTE,
  REFRESH_INTERVAL,
  usersOf,
} from './fleet.ts';

export const VERSION = '1.2.3';
export const SERIES = 4321;
/** How many requests have succeeded: thirty every ten minutes. */
export function requestsUntil(time: number): number {
  return 30 * Math.floor((time - FIRST_SCRAPE) / (10 * MINUTE));
}

export const PROCESS = { resident: 1e8, heap: 4e7, lag: 0.02, cpu: 0.05 };

const is = (expected: string) => ({ source: expected, test: (name: string) => name === expected });

/** Those checks alone whose findings the fleet tells. */
const policy = policyWith({
  checks: Object.fromEntries(Object.keys(CHECKS).map((id) => [id, { enabled: true }])),
  exemptions: [
    {
      name: EXEMPTION.name,
      match: { accounts: [is(`account-${String(EXEMPTION.index).padStart(3, '0')}`)] },
      checks: [is('access-key-not-rotated')],
      reason: 'a test',
      expiry: EXEMPTION.expiry,
    },
  ],
});

function factsOf(account: FleetAccount, time: number): AccountFacts {
  return accountFacts({
    account: { name: account.name, owner: account.owner, source: 'aws' },
    accountId: account.id,
    users: usersOf(account, time).map(({ user }) => user),
    generatedTime: generatedAt(account, time),
    facts: activityAt(account, time),
  });
}

export function durationOf({ index }: FleetAccount): number {
  return 5 + index / 100;
}

export function nextRefreshOf(account: FleetAccount, time: number): number {
  return Math.max(generatedAt(account, time) + REFRESH_INTERVAL, time + HOUR / 4);
}

export function stateOf(account: FleetAccount, time: number): FactState {
  const errors = { ...factState().errors, access_denied: failuresOf(account, time) };
  const base = factState({ accountName: account.name, refreshInterval: REFRESH_INTERVAL, errors });
  if (time < account.readFrom) return base;
  const generated = generatedAt(account, time);
  return {
    ...base,
    up: time < account.failsFrom,
    refreshDuration: durationOf(account),
    nextRefresh: nextRefreshOf(account, time),
    ...(time < account.lostAt && { timestamp: generated, lastSuccess: generated }),
  };
}

/** The lines of a page, without the target's labels. */
export async function pageOf(fleet: Fleet, time: number): Promise<string[]> {
  const exposition = await renderedExposition({
    facts: fleet.filter((account) => isRead(account, time)).map((account) => factsOf(account, time)),
    accounts: fleet.length,
    now: time,
    policy,
    state: () => stateAt(fleet, time),
  });
  const page = (await scrapeText(exposition)).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [...page, ...watchedLines(fleet), ...ownLines(time)];
}

/** The account of the organization that is not read. */
export const OUTSIDE = { accountId: '999900001111', accountName: 'former', reason: 'closed' } as const;

function organizationOf(fleet: Fleet) {
  const units = fleet.flatMap(({ id, name, units }) =>
    units === undefined ? [] : [{ accountId: id, accountName: name, units }],
  );
  const counts = { isListed: true, members: fleet.length, pending: 0, waiting: 0, outside: [OUTSIDE] };
  return units.length === 0 ? {} : { organization: { ...counts, units } };
}

function stateAt(fleet: Fleet, time: number) {
  const state = exporterState({ version: VERSION, series: SERIES, awsClockOffset: 2 });
  const { GetCredentialReport } = state.awsRequests;
  const success = requestsUntil(time);
  return {
    ...state,
    ...organizationOf(fleet),
    facts: fleet.map((account) => stateOf(account, time)),
    awsRequests: { ...state.awsRequests, GetCredentialReport: { ...GetCredentialReport, success } },
    configReload: { successful: true, lastSuccess: FIRST_SCRAPE },
  };
}

/** Of the process, and of Prometheus itself. */
export function ownLines(time: number): string[] {
  return [
    'up 1',
    `process_resident_memory_bytes ${PROCESS.resident}`,
    `nodejs_heap_size_used_bytes ${PROCESS.heap}`,
    `nodejs_eventloop_lag_p99_seconds ${PROCESS.lag}`,
    `process_cpu_seconds_total ${(time - FIRST_SCRAPE) * PROCESS.cpu}`,
    `process_start_time_seconds ${FIRST_SCRAPE}`,
  ];
}
