/** The `activity` command: what a user, a role, a session, a key or root did, by the records of CloudTrail. */
import { setMaxListeners } from 'node:events';
import { withoutDoubles } from '../activity/doubles.ts';
import { withoutCredentials } from '../activity/raw-record.ts';
import { refusedRecords } from '../activity/refused-records.ts';
import { type FoundEvent, searchActivity } from '../activity/search.ts';
import { USAGE_ERROR } from '../cli/command-line.ts';
import type { CoveredRegion } from '../cli/activity-fields.ts';
import type { ActivityOptions } from '../cli/activity-options.ts';
import { type ActivityAnswer, closingLines, isComplete, printActivity } from '../cli/activity-output.ts';
import { toJsonLine } from '../cli/json.ts';
import type { Config } from '../config/config.ts';
import type { ActivityCoverage } from '../model/activity-source.ts';
import { unixSeconds } from '../model/clock.ts';
import { unseenBy } from './activity-limits.ts';
import { readQuestion } from './activity-question.ts';
import type { ActivityOutside, ActivityPlace } from './activity-place.ts';
import { findActivityPlaces } from './activity-places.ts';
import { createProgress, type Progress } from './activity-progress.ts';
import { createAsking } from './asking.ts';

/** There is no such event, and everything was looked through. */
const NOTHING = 1;
/** Something could not be read, so that the answer is not complete. */
const INCOMPLETE = 3;

/** How long a search may take to end after a signal. */
const LONGEST_STOP_MS = 5_000;

/** Resolves to the exit code. */
export async function activity(outside: ActivityOutside, config: Config, options: ActivityOptions): Promise<number> {
  const { clock, printError, printOut, stop } = outside;
  const refused = async (problems: readonly string[]): Promise<number> => {
    await printError(problems.map((line) => `${line}\n`).join(''));
    return USAGE_ERROR;
  };
  const read = readQuestion(options, unixSeconds(clock));
  if (!read.ok) return refused(read.problems);
  const { question } = read;
  const asking = createAsking(outside, config);
  const places = await findActivityPlaces(question, options, config, asking, outside);
  if (!places.ok) return refused(places.problems);
  const signal = heardByMany(stop);
  const progress = createProgress({ total: places.places.length, what: 'accounts' }, clock, printError);
  const searches = Promise.all(places.places.map((place) => searchPlace(place, progress, options.raw, signal)));
  // After a signal Athena still has to be told that nobody waits for its answer.
  outside.atEnd(() => Promise.race([searches.then(ignore, ignore), clock.sleep(LONGEST_STOP_MS)]));
  const searched = await searches;
  // Of all accounts, as two may both have recorded one call.
  const found = withoutDoubles(searched.flatMap(({ events }) => events)).toSorted(oldestFirst);
  const nameOf = (accountId: string): string => places.names.get(accountId) ?? '';
  const scannedBytes = progress.scannedBytes();
  const answer: ActivityAnswer = {
    found: found.map(({ event }) => ({ event, accountName: nameOf(event.accountId) })),
    covered: searched.flatMap(({ covered }) => covered.toSorted(byRegion)).map((each) => named(each, nameOf)),
    problems: [...places.failures, ...searched.flatMap(({ problems }) => problems)],
    notes: unseenBy(options.source, question, unixSeconds(clock)),
    ...(scannedBytes !== undefined && { scannedBytes }),
  };
  if (options.raw) await printOut(found.map(({ record }) => toJsonLine(withoutCredentials(record))).join(''));
  else await printOut(printActivity(answer, options));
  const closing = options.output === 'json' ? [] : closingLines(answer);
  if (options.output === 'table' && !options.raw) await printOut(closing.map((line) => `${line}\n`).join(''));
  await asking.printProblems([...(options.output === 'csv' || options.raw ? closing : []), ...answer.problems]);
  if (!isComplete(answer)) return INCOMPLETE;
  return found.length === 0 ? NOTHING : 0;
}

/** The same signal, to which each of hundreds of searches may listen: Node.js takes more than ten for a leak. */
function heardByMany(stop: AbortSignal): AbortSignal {
  const ended = new AbortController();
  setMaxListeners(0, ended.signal);
  stop.addEventListener('abort', () => ended.abort(stop.reason), { once: true });
  return ended.signal;
}

const ignore = (): void => undefined;

interface SearchedPlace {
  readonly events: readonly FoundEvent[];
  readonly covered: readonly ActivityCoverage[];
  readonly problems: readonly string[];
}

async function searchPlace(
  { account, source, question, only }: ActivityPlace,
  progress: Progress,
  raw: boolean,
  signal: AbortSignal,
): Promise<SearchedPlace> {
  const accounts = only === undefined ? {} : { accounts: only };
  const search = searchActivity(source, question, { signal, onProgress: progress.search(), ...accounts });
  const isWanted = (accountId: string | undefined): boolean =>
    only === undefined || accountId === undefined || only.has(accountId);
  const events: FoundEvent[] = [];
  for await (const { event, record } of search.events) {
    events.push({ event, record: raw ? record : undefined });
  }
  progress.done();
  const refused = refusedRecords(search.refused()).map((text) => `${account?.name ?? 'all accounts'}: ${text}`);
  const covered = search.coverage().filter(({ accountId }) => isWanted(accountId));
  return { events, covered, problems: refused };
}

function oldestFirst({ event: one }: FoundEvent, { event: other }: FoundEvent): number {
  return one.time - other.time;
}

function byRegion({ region: one = '' }: ActivityCoverage, { region: other = '' }: ActivityCoverage): number {
  return one < other ? -1 : 1;
}

function named(covered: ActivityCoverage, nameOf: (accountId: string) => string): CoveredRegion {
  const accountName = covered.accountId === undefined ? '' : nameOf(covered.accountId);
  return { ...covered, ...(accountName !== '' && { accountName }) };
}
