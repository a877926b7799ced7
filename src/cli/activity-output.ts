/** What `activity` prints on standard output. */
import { isoTime } from '../model/time.ts';
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
import { serviceOf, targetsOf } from './activity-words.ts';
import { callerOf } from './caller-words.ts';
import { toCsv } from './csv.ts';
import { toObject } from './field.ts';
import { table } from './table.ts';

export interface ActivityAnswer {
  /** The oldest first. */
  readonly found: readonly ListedEvent[];
  readonly covered: readonly CoveredRegion[];
  /** What could not be read beside that, in words. */
  readonly problems: readonly string[];
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
      return `${JSON.stringify(toDocument(answer, summary), null, 2)}\n`;
    case 'csv':
      return summary ? toCsv(SUMMARY_FIELDS, summaryOf(found)) : toCsv(EVENT_COLUMNS, found);
    case 'table': {
      const events = summary ? summaryTables(summaryOf(found)) : eventsTable(found);
      return found.length === 0 ? '' : events;
    }
  }
}

/** Who reads the other formats finds it there, or beside them on standard error. */
export function closingLines({ found, covered, problems, scannedBytes }: ActivityAnswer): string[] {
  const complete = isComplete({ covered, problems });
  const nothing = complete
    ? 'No such event. CloudTrail records management events only here: it does not say who read or wrote objects, such as those in S3.'
    : 'No such event was found, but the search is NOT complete.';
  return [
    ...(found.length === 0 ? [nothing] : []),
    ...coverageLines(covered),
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
  const { found, covered, problems, scannedBytes } = answer;
  return {
    complete: isComplete(answer),
    coverage: covered.map((each) => toObject(COVERAGE_FIELDS, each)),
    problems,
    ...(scannedBytes !== undefined && { scanned_bytes: scannedBytes }),
    ...(summary
      ? { summary: summaryOf(found).map((row) => toObject(SUMMARY_FIELDS, row)) }
      : { events: found.map((each) => toObject(EVENT_FIELDS, each)) }),
  };
}

const HEAD = ['TIME', 'ACCOUNT', 'REGION', 'SERVICE', 'EVENT', 'CALLER', 'FROM', 'ERROR', 'TARGETS'];

function eventsTable(found: readonly ListedEvent[]): string {
  const rows = found.map(({ event, accountName }) => [
    isoTime(event.time).slice(0, 19),
    accountName === '' ? event.accountId : accountName,
    event.region,
    serviceOf(event),
    event.name,
    callerOf(event.principal),
    event.address,
    event.error,
    targetsOf(event),
  ]);
  return table([HEAD, ...rows]);
}
