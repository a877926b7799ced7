import type { Clock } from '../model/clock.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import type { ReportSource } from '../model/report-source.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { parseReport } from '../report/parse-report.ts';

export interface AccountRefresh {
  readonly source: ReportSource;
  /** Milliseconds: how old the report may get. */
  readonly interval: number;
  /** Milliseconds: when to give up. */
  readonly timeout: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What a refresh brings; the account and its interval may have changed meanwhile. */
export type RefreshedFacts = Pick<Snapshot, 'report' | 'generatedTime'>;

/** Fetches and reads one report. Throws RefreshFailure, or the signal's reason when aborted. */
export async function refreshAccount(refresh: AccountRefresh): Promise<RefreshedFacts> {
  const { source, interval, timeout, clock } = refresh;
  const deadline = new AbortController();
  const ended = new AbortController();
  const signal = AbortSignal.any([refresh.signal, deadline.signal]);
  void clock.sleep(timeout, ended.signal).then(() => {
    if (ended.signal.aborted) return;
    deadline.abort(new RefreshFailure('timeout', `the report was not there after ${timeout / 1000} s`));
  });
  try {
    const fetching = source.fetch({ newerThan: (clock.now() - interval) / 1000, signal });
    // A source may be stuck in a call that does not know the signal, such as a credential provider of the SDK.
    const { csv, generatedTime } = await Promise.race([fetching, rejectionOf(signal, ended.signal)]);
    return { report: await parseReport(csv), generatedTime };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    ended.abort();
  }
}

/** @param ended ends the listening: a signal whose listeners stay keeps the whole report in memory. */
async function rejectionOf(signal: AbortSignal, ended: AbortSignal): Promise<never> {
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true, signal: ended }));
  }
  throw signal.reason;
}
