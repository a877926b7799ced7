import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import type { FactSource, FetchedReport } from '../../../src/model/fact-source.ts';
import { createReportFileSource, type ReportFileInput } from '../../../src/sources/report-file.ts';
import { factRequest } from '../../support/fact-request.ts';
import { at } from '../../support/model-values.ts';

export type ReportSource = FactSource<FetchedReport>;

/** By its clock every file was written a moment ago, and no pause takes time. */
export function fileSource(
  reportFile: string,
  input: Partial<ReportFileInput> = {},
  generatedTime?: number,
): ReportSource {
  const account = { source: 'file', name: 'audit', owner: '', reportFile, staleAfter: 86_400_000 } as const;
  return createReportFileSource(
    { ...account, ...(generatedTime !== undefined && { generatedTime }) },
    {
      clock: { now: () => 0, sleep: () => Promise.resolve() },
      inFilePlace: (_file, work) => work(),
      ...input,
    },
  );
}

export function fetch(source: ReportSource, signal = new AbortController().signal): Promise<FetchedReport> {
  return source.fetch(factRequest({ newerThan: at('2030-01-01T00:00:00Z'), signal }));
}

export async function failureOf(source: ReportSource): Promise<RefreshFailure> {
  const error = await fetch(source).catch((cause: unknown) => cause);
  if (error instanceof RefreshFailure) return error;
  throw new Error('the fetch did not fail as it should', { cause: error });
}
