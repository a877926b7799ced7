/** Asks a source of activity as the commands do; waits take no time. */
import type {
  ActivityCoverage,
  ActivityProgress,
  ActivityQuestion,
  ActivitySource,
} from '../../../../src/model/activity-source.ts';
import type { AccountAccess } from '../../../../src/sources/aws/account-access.ts';
import type { Waiting } from '../../../../src/sources/aws/patience.ts';
import { accessBy } from '../../../support/account-access.ts';
import type { CloudTrailRecord } from '../../../support/cloudtrail-records.ts';
import { StandingClock } from '../../../support/standing-clock.ts';

export interface Searched {
  /** In the order in which they came; `eventID` where there is one. */
  readonly ids: readonly string[];
  readonly records: readonly unknown[];
  readonly coverage: readonly ActivityCoverage[];
  readonly progress: ActivityProgress | undefined;
  /** Milliseconds of each wait. */
  readonly waits: readonly number[];
}

function access(): AccountAccess {
  return accessBy(new StandingClock())({ source: 'aws', name: 'audit', owner: '' });
}

export async function searchActivity(
  create: (access: AccountAccess, waiting: Waiting) => ActivitySource,
  question: ActivityQuestion,
  signal = new AbortController().signal,
): Promise<Searched> {
  const waits: number[] = [];
  const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
  let progress: ActivityProgress | undefined;
  const source = create(access(), { clock: { now: () => 0, sleep }, random: () => 0 });
  const search = source.search(question, { signal, onProgress: (now) => (progress = now) });
  const records: unknown[] = [];
  for await (const record of search.records) records.push(record);
  const ids = records.map((record) => String((record as CloudTrailRecord | undefined)?.eventID));
  return { ids, records, coverage: search.coverage(), progress, waits };
}
