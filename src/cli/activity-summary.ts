/** How many events there are of each service, event, region and the like. */
import { isoTime, type UnixSeconds } from '../model/time.ts';
import type { ListedEvent } from './activity-fields.ts';
import { serviceOf } from './activity-words.ts';
import { callerOf } from './caller-words.ts';
import { type Field } from '../fields/field.ts';
import { shortTime } from './short-time.ts';
import { table } from './table.ts';

export interface SummaryRow {
  readonly by: string;
  readonly value: string;
  readonly events: number;
  /** Those of them that AWS refused or that failed otherwise. */
  readonly failed: number;
  readonly first: UnixSeconds;
  readonly last: UnixSeconds;
}

/** What events are counted by. undefined: the event has no such thing. */
const BY: readonly (readonly [by: string, valueOf: (found: ListedEvent) => string | undefined])[] = [
  ['account', ({ event, accountName }) => (accountName === '' ? event.accountId : accountName)],
  ['caller', ({ event }) => callerOf(event.principal)],
  ['key', ({ event }) => event.principal.keyId],
  ['service', ({ event }) => serviceOf(event)],
  ['event', ({ event }) => event.name],
  ['region', ({ event }) => event.region],
  ['address', ({ event }) => event.address],
  ['agent', ({ event }) => event.agent],
  ['error', ({ event }) => event.error],
];

const TEXT = { type: 'string' };
const TIME = { type: 'string', format: 'date-time' };
const COUNT = { type: 'integer' };
const always = { always: true, csv: true } as const;

export const SUMMARY_FIELDS: readonly Field<SummaryRow>[] = [
  {
    name: 'by',
    type: { type: 'string', enum: BY.map(([by]) => by) },
    ...always,
    help: `What is counted: ${BY.map(([by]) => `\`${by}\``).join(', ')}.`,
    read: ({ by }) => by,
  },
  { name: 'value', type: TEXT, ...always, help: 'Which one.', read: ({ value }) => value },
  { name: 'events', type: COUNT, ...always, help: 'How many events.', read: ({ events }) => events },
  { name: 'failed', type: COUNT, ...always, help: 'How many of them failed.', read: ({ failed }) => failed },
  { name: 'first', type: TIME, ...always, help: 'When the first one was.', read: ({ first }) => isoTime(first) },
  { name: 'last', type: TIME, ...always, help: 'When the last one was.', read: ({ last }) => isoTime(last) },
];

/** The most frequent first. */
export function summaryOf(found: readonly ListedEvent[]): SummaryRow[] {
  return BY.flatMap(([by, valueOf]) => {
    const rows = new Map<string, SummaryRow>();
    for (const each of found) {
      const value = valueOf(each);
      if (value === undefined) continue;
      const { time, error } = each.event;
      const row = rows.get(value) ?? { by, value, events: 0, failed: 0, first: time, last: time };
      rows.set(value, {
        ...row,
        events: row.events + 1,
        failed: row.failed + (error === undefined ? 0 : 1),
        first: Math.min(row.first, time),
        last: Math.max(row.last, time),
      });
    }
    return [...rows.values()].sort((one, other) => other.events - one.events || (one.value < other.value ? -1 : 1));
  });
}

/** Of each kind: the rare ones are what an intruder does. */
const MOST_SHOWN = 30;

export function summaryTables(rows: readonly SummaryRow[]): string {
  return BY.map(([by]) => rows.filter((row) => row.by === by))
    .filter((ofKind) => ofKind.length > 0)
    .map(summaryTable)
    .join('\n');
}

function summaryTable(rows: readonly SummaryRow[]): string {
  const shown = rows.slice(0, MOST_SHOWN);
  const more = rows.length - shown.length;
  const head = [rows[0]?.by.toUpperCase(), 'EVENTS', 'FAILED', 'FIRST', 'LAST'];
  const body = shown.map(({ value, events, failed, first, last }) => [
    shortened(value),
    events,
    failed,
    shortTime(first),
    shortTime(last),
  ]);
  return `${table([head, ...body])}${more === 0 ? '' : `and ${more} more: --output json has them\n`}`;
}

/** The text that a program sends as its name may be hundreds of characters long. */
const LONGEST = 80;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}
