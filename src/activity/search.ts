/** The events that answer a question, from the records of a source. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { ActivityCoverage, ActivityProgress, ActivityQuestion, ActivitySource } from '../model/activity-source.ts';
import { readEvent, type RecordRefusal } from './read-event.ts';
import { isAbout } from './subject.ts';

export interface FoundEvent {
  readonly event: ActivityEvent;
  /** As CloudTrail wrote it, with the credentials in it. */
  readonly record: unknown;
}

/** All but the events are to be asked when these have ended. */
export interface FoundActivity {
  /** In no order, and some of them twice (`withoutDoubles`). Throws the signal's reason when aborted. */
  readonly events: AsyncIterable<FoundEvent>;
  readonly coverage: () => readonly ActivityCoverage[];
  /** How many records were no events, whatever they are about. */
  readonly refused: () => ReadonlyMap<RecordRefusal, number>;
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
  return {
    events: readAll(records, question, options.accounts, refused),
    coverage,
    refused: () => refused,
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
    else if (accounts?.has(read.event.accountId) === false) continue;
    else if (answers(read.event, question, names)) yield { event: read.event, record };
  }
}

function answers(event: ActivityEvent, { subject, from, to }: ActivityQuestion, names: ReadonlySet<string>): boolean {
  return (
    event.time >= from && event.time <= to && (names.size === 0 || names.has(event.name)) && isAbout(event, subject)
  );
}
