import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { parseReport } from '../../../src/report/parse-report.ts';

/** The failure with which a text is refused. A text that is read after all, or that makes the parser throw anything else, fails the test. */
export async function refusalOf(csv: Uint8Array | string): Promise<RefreshFailure> {
  const outcome = await parseReport(Buffer.from(csv)).catch((error: unknown) => error);
  if (outcome instanceof RefreshFailure) return outcome;
  throw new Error('the text was not refused as it should be', { cause: outcome });
}
