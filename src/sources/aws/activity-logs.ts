/** What was done, by the records that CloudTrail writes into a log group of CloudWatch Logs. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { ActivityCoverage, ActivitySearch, ActivitySource } from '../../model/activity-source.ts';
import type { LogGroup } from '../../model/log-group.ts';
import { reasonAndMessage, RefreshFailure } from '../../model/refresh-failure.ts';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';
import { HOUR, logCoverage } from './log-coverage.ts';
import { readLogGroup } from './log-events.ts';
import { logPatterns } from './log-patterns.ts';
import { notRead } from './not-read.ts';
import type { Waiting } from './patience.ts';
import { isWithin, regionOf } from './record-place.ts';
import { countedWaiting } from './search-progress.ts';

/** @param access to the account by whose credentials the group is read. */
export function createLogsSource(
  { settings, equip }: AccountAccess,
  { arn, region }: LogGroup,
  waiting: Waiting,
): ActivitySource {
  const client = new CloudWatchLogsClient({ ...settings, region });
  equip(client, [boundAnswers(JSON_ANSWERS)]);
  return {
    search(question, { signal, onProgress }): ActivitySearch {
      const progress = countedWaiting(waiting, onProgress);
      const records = readLogGroup(client, arn, progress.waiting, progress.onRequest);
      let covered: readonly ActivityCoverage[] = notRead(question, 'the search was not ended');

      async function* found(): AsyncGenerator {
        try {
          const seen = new Set<string>();
          for (const pattern of logPatterns(question)) {
            // CloudTrail writes minutes after the event, and then the line has that time.
            const search = { pattern, from: question.from, to: question.to + HOUR };
            for await (const record of records(search, signal)) {
              if (!isWithin(record, question)) continue;
              const where = regionOf(record);
              if (where !== undefined) seen.add(where);
              progress.onRecord();
              yield record;
            }
          }
          covered = await logCoverage(question, seen, records, signal);
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
