import pLimit from 'p-limit';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';
import { parseReport } from '../report/parse-report.ts';

/** One at a time: a report that waits for its turn is its bytes only, and one that is read takes many times as much. */
const reading = pLimit(1);

/**
 * Throws RefreshFailure, or the signal's reason when it is given up.
 *
 * @param times when AWS generated the report, as far as can be told, and when the exporter got it. Nothing in it can be of a moment
 *   after both. The later one counts: the time of a file may be older than what it holds, and the exporter's clock may be wrong.
 */
export function readReport(
  csv: Uint8Array,
  { generatedTime, gatheredAt }: { readonly generatedTime: UnixSeconds; readonly gatheredAt: UnixSeconds },
  signal?: AbortSignal,
): Promise<CredentialReport> {
  return reading(() => {
    signal?.throwIfAborted();
    return parseReport(csv, { latest: Math.max(generatedTime, gatheredAt), signal });
  });
}
