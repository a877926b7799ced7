import pLimit from 'p-limit';
import type { AccountSources, FactRequest, FactSource, FetchedReport } from '../model/fact-source.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import type { UnixSeconds } from '../model/time.ts';
import { parseReport } from '../report/parse-report.ts';

/** What one look at a source brought. */
export interface Looked {
  readonly value: unknown;
  /** undefined: the moment of the answer. */
  readonly asOf: UnixSeconds | undefined;
  /** The bytes of a report, for a warm start. */
  readonly raw?: Uint8Array;
}

export type Look = (request: FactRequest) => Promise<Looked>;

/** One at a time: a report that waits for its turn is its bytes only, and one that is read takes many times as much. */
const reading = pLimit(1);

/** How to look at a fact of an account; undefined: the account has no such fact. */
export function lookAt(sources: AccountSources, name: FactName): Look | undefined {
  if (name === 'credential-report') {
    const source = sources[name];
    return source && ((request) => lookAtReport(source, request));
  }
  const source: FactSource<unknown> | undefined = sources[name];
  return source && (async (request) => ({ value: await source.fetch(request), asOf: undefined }));
}

async function lookAtReport(source: FactSource<FetchedReport>, request: FactRequest): Promise<Looked> {
  const { csv, generatedTime } = await source.fetch(request);
  const value = await reading(() => {
    // It was given up while it waited.
    request.signal.throwIfAborted();
    return parseReport(csv);
  });
  return { value, asOf: generatedTime, raw: csv };
}
