/** What Exporter health shows of the exporter of a fleet. */
import { AWS_REQUEST_OUTCOMES } from '../../../../src/model/exporter-state.ts';
import { FAILURE_REASONS } from '../../../../src/model/refresh-failure.ts';
import { rangeOf, type Sight } from '../board-sights.ts';
import { failuresOf, FIRST_SCRAPE, type Fleet, type FleetAccount, generatedAt, isRead, MINUTE } from '../fleet.ts';
import { durationOf, nextRefreshOf, PROCESS, requestsUntil, SERIES, VERSION } from '../fleet-pages.ts';
import { type Expectations, firstOf, inRows } from './expected.ts';
import { graph, lastScrape, type Lines, scraped } from './lines.ts';
import { ownerOf, ROWS, shownOf } from './overview.ts';
import { isAway, type Situation } from './situation.ts';
import { count, isFresh } from './status-line.ts';

const RANGE = rangeOf('exporter-health');
const BAR = 5 * MINUTE;
const TOP = 10;
const INSTANCE = 'exporter:10063';
const NO_EXPORTER = 'no data: Prometheus scrapes no exporter';

function failuresInRange(account: FleetAccount, { time, seen }: Situation): number {
  return failuresOf(account, seen) - failuresOf(account, time - RANGE);
}

function factRow(account: FleetAccount, situation: Situation): Record<string, unknown> {
  const { time, seen } = situation;
  const tried = account.readFrom <= seen;
  const read = isRead(account, seen);
  const failures = failuresInRange(account, situation);
  const age = read ? time - generatedAt(account, seen) : NaN;
  return {
    Account: account.name,
    // Nobody knows the owner of one that was never read.
    Owner: tried ? ownerOf(account) : undefined,
    Fact: 'credential-report',
    'Last try': tried ? Number(seen < account.failsFrom) : NaN,
    Took: tried ? durationOf(account) : NaN,
    Reason: failures > 0 ? 'access_denied' : '–',
    Failures: failures,
    'Last success': age,
    'Fact is': read ? Number(isFresh(account, situation)) : NaN,
    Age: age,
    'Next in': tried ? nextRefreshOf(account, seen) - time : NaN,
  };
}

/** Failing ones first, then those that failed most often. */
function factsTable(fleet: Fleet, situation: Situation) {
  const rankOf = (account: FleetAccount) =>
    failuresInRange(account, situation) + (account.failsFrom <= situation.seen ? 1e6 : 0);
  const all = [...fleet].sort((one, other) => rankOf(other) - rankOf(one) || one.index - other.index);
  return (shown: Sight) =>
    firstOf(all, ROWS, rankOf, ({ name }) => inRows(shown, 'Account', name)).map((account) =>
      factRow(account, situation),
    );
}

/** What the exporter says of itself and of its accounts; nothing while it is away. */
function state(fleet: Fleet, situation: Situation): Expectations {
  const { seen } = situation;
  const read = fleet.filter((account) => isRead(account, seen));
  const fresh = read.filter((account) => isFresh(account, situation)).length;
  const failing = fleet.filter(({ failsFrom }) => failsFrom <= seen).length;
  const there: Expectations = {
    Scrape: 'up',
    'Reports fresh': `${fresh} of ${read.length}`,
    'Oldest report': Math.min(...read.map((account) => generatedAt(account, seen))),
    Version: VERSION,
    'Accounts that fail': count(failing),
    Configuration: 'accepted',
    'Configuration loaded': FIRST_SCRAPE,
    'Rows skipped': 'none',
    'Clocks apart': '2 s',
    'Storage errors': 'reports are not stored',
    'Facts by account, failing ones first': factsTable(fleet, situation),
  };
  const gone: Expectations = {
    ...Object.fromEntries(Object.keys(there).map((panel) => [panel, NO_EXPORTER])),
    Scrape: 'down',
    'Reports fresh': 'no data',
    'Oldest report': 'no data',
    'Rows skipped': 'no data: no report was read',
  };
  return isAway(situation) ? gone : there;
}

/** The difference between the ends of a bar; 0 for the first one, whose beginning nobody saw. */
function grown(counted: (scrape: number) => number) {
  return scraped((scrape, time) => {
    const before = lastScrape(time - BAR);
    return before < FIRST_SCRAPE ? 0 : counted(scrape) - counted(before);
  });
}

/** Of the accounts, those that have the largest values at the end. */
function worst(fleet: Fleet, valueOf: (account: FleetAccount) => number): FleetAccount[] {
  return [...fleet].sort((one, other) => valueOf(other) - valueOf(one)).slice(0, TOP);
}

function history(fleet: Fleet, situation: Situation): Expectations {
  const { seen } = situation;
  const draw = (panel: string, lines: Lines, words?: string) =>
    graph('exporter-health', panel, situation, lines, words);
  const always = (value: number) => scraped(() => value);
  const requests = ['GetCredentialReport', 'GenerateCredentialReport', 'AssumeRole', 'GetCallerIdentity'].flatMap(
    (operation) =>
      AWS_REQUEST_OUTCOMES.map((outcome) => [
        `${operation} ${outcome}`,
        grown((scrape) => (operation === 'GetCredentialReport' && outcome === 'success' ? requestsUntil(scrape) : 0)),
      ]),
  );
  const failures = FAILURE_REASONS.map((reason) => [
    reason,
    grown((scrape) =>
      reason === 'access_denied' ? fleet.reduce((sum, account) => sum + failuresOf(account, scrape), 0) : 0,
    ),
  ]);
  // When the exporter is gone, those count that were there last.
  const reported = fleet.filter((account) => (isAway(situation) ? account.readFrom <= seen : isRead(account, seen)));
  const ages = worst(reported, (account) => -generatedAt(account, seen)).map((account) => [
    account.name,
    scraped(
      (scrape, time) => (time - generatedAt(account, scrape)) / 3600,
      (scrape) => isRead(account, scrape),
    ),
  ]);
  const tried = fleet.filter(({ readFrom }) => readFrom <= seen);
  const durations = worst(tried, durationOf).map((account) => [
    `${account.name} credential-report`,
    scraped(
      () => durationOf(account),
      (scrape) => account.readFrom <= scrape,
    ),
  ]);
  const of = (lines: unknown[][]) => Object.fromEntries(lines) as Lines;
  const two = 2 * MINUTE;
  return {
    'Requests to AWS by operation and outcome': draw('Requests to AWS by operation and outcome', of(requests)),
    'Failed refreshes by reason': draw('Failed refreshes by reason', of(failures)),
    'Age of the reports': draw('Age of the reports', of(ages)),
    'Duration of the refreshes': draw('Duration of the refreshes', of(durations)),
    Memory: {
      ...(draw('Memory', { [`${INSTANCE} resident`]: always(PROCESS.resident) }, 'no data resident') as object),
      ...(draw('Memory', { [`${INSTANCE} heap`]: always(PROCESS.heap) }, 'no data heap') as object),
    },
    'Event loop lag': draw('Event loop lag', { [INSTANCE]: always(PROCESS.lag) }),
    // A rate needs two scrapes.
    CPU: draw('CPU', { [INSTANCE]: scraped((scrape) => (scrape - FIRST_SCRAPE < two ? undefined : PROCESS.cpu)) }),
    Series: draw('Series', { [INSTANCE]: always(SERIES) }),
  };
}

export function exporterHealthOf(fleet: Fleet, situation: Situation): Expectations {
  const failed = fleet.reduce((sum, account) => sum + failuresInRange(account, situation), 0);
  return {
    ...state(fleet, situation),
    'As of': situation.seen,
    'Failed refreshes': count(failed),
    'Log lines dropped': 'none',
    ...history(fleet, situation),
  };
}

export function exporterHealthTitles(fleet: Fleet, situation: Situation) {
  return { shown_facts: isAway(situation) ? 'none' : shownOf(fleet.length) };
}
