import pLimit from 'p-limit';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import { parseReport } from '../report/parse-report.ts';

/** One at a time: a report that waits for its turn is its bytes only, and one that is read takes many times as much. */
const reading = pLimit(1);

/** Throws RefreshFailure, or the signal's reason when it is given up while it waits. */
export function readReport(csv: Uint8Array, signal?: AbortSignal): Promise<CredentialReport> {
  return reading(() => {
    signal?.throwIfAborted();
    return parseReport(csv);
  });
}
