/** Records that are no events, in words: an answer without them may lack what was asked for. */
import type { RecordRefusal } from './read-event.ts';

/** One text for each reason. */
export function refusedRecords(refused: ReadonlyMap<RecordRefusal, number>): readonly string[] {
  return (
    [...refused]
      // It is about how often something was called, and no call.
      .filter(([refusal]) => refusal !== 'insight')
      .map(([refusal, count]) => `${count === 1 ? '1 record' : `${count} records`} could not be read: ${refusal}`)
  );
}
