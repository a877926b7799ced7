/** What was done, by the files that CloudTrail writes into a bucket, through a table of Athena. */
import { AthenaClient } from '@aws-sdk/client-athena';
import type { ActivityCoverage, ActivitySearch, ActivitySource } from '../../model/activity-source.ts';
import type { AthenaTable } from '../../model/athena-table.ts';
import { reasonAndMessage, RefreshFailure } from '../../model/refresh-failure.ts';
import type { AccountAccess } from './account-access.ts';
import { recordOf } from './athena-columns.ts';
import { athenaCoverage, placeOf } from './athena-coverage.ts';
import { type AthenaQueries, queryRows } from './athena-query.ts';
import { recordsSql } from './athena-sql.ts';
import { type AthenaLimits, checkTable } from './athena-table.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';
import { notRead } from './not-read.ts';
import type { Waiting } from './patience.ts';
import { accountOf, regionOf } from './record-place.ts';
import { countedWaiting } from './search-progress.ts';

/** @param access to the account by whose credentials the table is read. */
export function createAthenaSource(
  { settings, equip }: AccountAccess,
  table: AthenaTable,
  limits: AthenaLimits,
  waiting: Waiting,
): ActivitySource {
  const client = new AthenaClient({ ...settings, region: table.region });
  equip(client, [boundAnswers(JSON_ANSWERS)]);
  return {
    search(question, { signal, onProgress }): ActivitySearch {
      const progress = countedWaiting(waiting, onProgress);
      const queries: AthenaQueries = { client, table, polling: waiting, ...progress };
      let covered: readonly ActivityCoverage[] = notRead(question, 'the search was not ended');

      async function* found(): AsyncGenerator {
        try {
          const seen = new Set<string>();
          const checked = await checkTable(queries, limits, signal);
          for await (const row of queryRows(queries, recordsSql(checked, question), signal)) {
            const record = recordOf(checked.columns, row);
            seen.add(placeOf(accountOf(record) ?? '', regionOf(record) ?? ''));
            progress.onRecord();
            yield record;
          }
          covered = await athenaCoverage(queries, checked, question, seen, signal);
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof RefreshFailure)) throw error;
          covered = notRead(question, reasonAndMessage(error));
        }
      }
      return { records: found(), coverage: () => covered };
    },
  };
}
