/**
 * A source that is read no further than so many records: they come newest first in a region. Whether there is one more, nobody asks, as
 * that may cost a request.
 */
import type { ActivityCoverage, ActivitySource } from '../model/activity-source.ts';

const NEWEST_ONLY = (most: number) => `only the newest ${most} records were read`;

export function firstRecords(source: ActivitySource, most: number): ActivitySource {
  return {
    search(question, options) {
      const { records, coverage } = source.search(question, options);
      let isCut = false;
      async function* first(): AsyncGenerator {
        let count = 0;
        for await (const record of records) {
          count += 1;
          isCut = count === most;
          yield record;
          if (isCut) return;
        }
      }
      const cut = (each: ActivityCoverage): ActivityCoverage =>
        each.incomplete === undefined ? each : { ...each, incomplete: `${each.incomplete}; ${NEWEST_ONLY(most)}` };
      return { records: first(), coverage: () => (isCut ? coverage().map(cut) : coverage()) };
    },
  };
}
