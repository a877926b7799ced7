/** A credential report that another program writes to standard input. */
import type { Clock } from '../model/clock.ts';
import type { FactSource, FetchedReport } from '../model/fact-source.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import { reportTooLarge } from '../model/report-size.ts';
import { systemErrorInWords } from '../model/system-error.ts';

/** What stands for standard input where a file is named. */
export const STANDARD_INPUT = '-';

/** Nobody says when the report was generated, so that it counts as of now. */
export function createStandardInputSource(
  input: AsyncIterable<Uint8Array>,
  { clock }: { readonly clock: Clock },
): FactSource<FetchedReport> {
  return {
    async fetch({ reportSizeLimit, signal }) {
      const pieces: Uint8Array[] = [];
      let length = 0;
      try {
        for await (const piece of input) {
          signal.throwIfAborted();
          length += piece.length;
          if (length > reportSizeLimit) throw reportTooLarge(reportSizeLimit);
          pieces.push(piece);
        }
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof RefreshFailure) throw error;
        throw new RefreshFailure('file', `cannot read standard input: ${systemErrorInWords(error)}`, { cause: error });
      }
      return { csv: Buffer.concat(pieces), generatedTime: Math.floor(clock.now() / 1000), isTimeUncertain: true };
    },
  };
}
