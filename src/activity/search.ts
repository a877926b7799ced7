/** The events that answer a question, from the records of a source. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { ActivityCoverage, ActivityProgress, ActivityQuestion, ActivitySource } from '../model/activity-source.ts';
import { withoutDoubles } from './doubles.ts';
import { readEvent, type RecordRefusal } from './read-event.ts';
import { isAbout } from './subject.ts';

export interface FoundEvent {
  readonly event: ActivityEvent;
  /** As CloudTrail wrote it, with the credentials in it. */
  readonly record: unknown;
}

/** All but the events are to be asked when these have ended. */
export interface FoundActivity {
  /** Each once, in no order. Throws the signal's reason when aborted. */
  readonly events: AsyncIterable<FoundEvent>;
  readonly coverage: () => readonly ActivityCoverage[];
  /** How many records were no events, whomever they are about. */
  readonly refused: () => ReadonlyMap<RecordRefusal, number>;
  /** Ids of events that AWS corrected later: one that was handed out before its correction does not count. */
  readonly replaced: () => ReadonlySet<string>;
}

export interface SearchOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ActivityProgress) => void;
  /** Ids of the accounts whose events are wanted. Absent: of all that the source has. */
  readonly accounts?: ReadonlySet<string>;
}

/** A source gives more than was asked for, such as events of a user and of a session that are called alike: each is looked at here. */
export function searchActivity(
  source: ActivitySource,
  question: ActivityQuestion,
  options: SearchOptions,
): FoundActivity {
  const { records, coverage } = source.search(question, options);
  const refused = new Map<RecordRefusal, number>();
  const replaced = new Set<string>();
  return {
    events: withoutDoubles(readAll(records, question, options.accounts, refused), replaced),
    coverage,
    refused: () => refused,
    replaced: () => replaced,
  };
}

async function* readAll(
  records: AsyncIterable<unknown>,
  question: ActivityQuestion,
  accounts: ReadonlySet<string> | undefined,
  refused: Map<RecordRefusal, number>,
): AsyncGenerator<FoundEvent> {
  const names = new Set(question.events);
  for await (const record of records) {
    const read = readEvent(record);
    if (!read.ok) refused.set(read.refusal, (refused.get(read.refusal) ?? 0) + 1);
    // Before doubles are dropped: the other account's copy of a call is as good where the first one's is not wanted.
    else if (accounts?.has(read.event.accountId) === false) continue;
    else if (answers(read.event, question, names)) yield { event: read.event, record };
  }
}

function answers(event: ActivityEvent, { subject, from, to }: ActivityQuestion, names: ReadonlySet<string>): boolean {
  return (
    event.time >= from && event.time <= to && (names.size === 0 || names.has(event.name)) && isAbout(event, subject)
  );
}
