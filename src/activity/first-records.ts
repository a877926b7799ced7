/** A source that is read no further than so many records: they come newest first in a region. */
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
          if (count === most) {
            isCut = true;
            return;
          }
          count += 1;
          yield record;
        }
      }
      const cut = (each: ActivityCoverage): ActivityCoverage =>
        each.incomplete === undefined ? each : { ...each, incomplete: `${each.incomplete}; ${NEWEST_ONLY(most)}` };
      return { records: first(), coverage: () => (isCut ? coverage().map(cut) : coverage()) };
    },
  };
}
