/** A source that is read no further than so many records: they come newest first in a region. */
import type { ActivityCoverage, ActivitySource } from '../model/activity-source.ts';

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
      const { regions = [], accountId, from, to } = question;
      const isCovered = (region: string) => coverage().some((each) => each.region === region);
      const cut = (): ActivityCoverage[] =>
        regions
          .filter((region) => isCut && !isCovered(region))
          .map((region) => ({
            ...(accountId !== undefined && { accountId }),
            region,
            from,
            to,
            incomplete: `only the newest ${most} records were read`,
          }));
      return { records: first(), coverage: () => [...coverage(), ...cut()] };
    },
  };
}
