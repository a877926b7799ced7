/** What `activity` prints on standard output. */
import { coverageLines } from './activity-coverage.ts';
import {
  COVERAGE_FIELDS,
  type CoveredRegion,
  EVENT_COLUMNS,
  EVENT_FIELDS,
  type ListedEvent,
} from './activity-fields.ts';
import type { ActivityOptions } from './activity-options.ts';
import { SUMMARY_FIELDS, summaryOf, summaryTables } from './activity-summary.ts';
import { programOf, serviceOf, targetsOf } from './activity-words.ts';
import { callerOf } from './caller-words.ts';
import { toCsv } from './csv.ts';
import { toObject } from '../fields/field.ts';
import { toJson } from './json.ts';
import { shortTime } from './short-time.ts';
import { table } from './table.ts';

export interface ActivityAnswer {
  /** The oldest first. */
  readonly found: readonly ListedEvent[];
  readonly covered: readonly CoveredRegion[];
  /** What could not be read beside that, in words. */
  readonly problems: readonly string[];
  /** What such a search cannot see, in words. */
  readonly notes: readonly string[];
  /** What Athena read; absent: it was not asked. */
  readonly scannedBytes?: number;
}

export function printActivity(
  answer: ActivityAnswer,
  { output, summary }: Pick<ActivityOptions, 'output' | 'summary'>,
): string {
  const { found } = answer;
  switch (output) {
    case 'json':
      return toJson(toDocument(answer, summary));
    case 'csv':
      return summary ? toCsv(SUMMARY_FIELDS, summaryOf(found)) : toCsv(EVENT_COLUMNS, found);
    case 'table': {
      const events = summary ? summaryTables(summaryOf(found)) : eventsTable(found);
      return found.length === 0 ? '' : events;
    }
  }
}

/** Who reads the other formats finds it there, or beside them on standard error. */
export function closingLines({ found, covered, problems, notes, scannedBytes }: ActivityAnswer): string[] {
  const complete = isComplete({ covered, problems });
  const nothing = complete
    ? 'No such event. Names are case-sensitive, who signs in through a role is a --session, and reads and writes of data, such as objects in S3, are not recorded here.'
    : 'No such event was found, but the search is NOT complete.';
  return [
    ...(found.length === 0 ? [nothing] : []),
    ...coverageLines(covered),
    ...notes,
    ...(scannedBytes === undefined ? [] : [`Athena read ${inMegabytes(scannedBytes)} MB.`]),
  ];
}

/** As AWS charges: in whole ones. */
function inMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1_048_576);
}

export function isComplete({ covered, problems }: Pick<ActivityAnswer, 'covered' | 'problems'>): boolean {
  // Where nobody has looked, nothing is known.
  return problems.length === 0 && covered.length > 0 && covered.every(({ incomplete }) => incomplete === undefined);
}

function toDocument(answer: ActivityAnswer, summary: boolean): Record<string, unknown> {
  const { found, covered, problems, notes, scannedBytes } = answer;
  return {
    complete: isComplete(answer),
    coverage: covered.map((each) => toObject(COVERAGE_FIELDS, each)),
    problems,
    notes,
    ...(scannedBytes !== undefined && { scanned_bytes: scannedBytes }),
    ...(summary
      ? { summary: summaryOf(found).map((row) => toObject(SUMMARY_FIELDS, row)) }
      : { events: found.map((each) => toObject(EVENT_FIELDS, each)) }),
  };
}

const HEAD = ['TIME', 'ACCOUNT', 'REGION', 'SERVICE', 'EVENT', 'CALLER', 'FROM', 'WITH', 'ERROR', 'TARGETS'];

function eventsTable(found: readonly ListedEvent[]): string {
  const rows = found.map(({ event, accountName }) => [
    shortTime(event.time),
    accountName === '' ? event.accountId : accountName,
    event.region,
    serviceOf(event),
    event.name,
    callerOf(event.principal),
    event.address,
    programOf(event),
    event.error,
    targetsOf(event),
  ]);
  return table([HEAD, ...rows]);
}
