import type { AccountSources, FactRequest, FactSource, FetchedReport } from '../model/fact-source.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import type { UnixSeconds } from '../model/time.ts';
import { newestMoment } from '../report/newest-moment.ts';
import { readReport } from './read-report.ts';

/** What one look at a source brought. */
export interface Looked {
  readonly value: unknown;
  /** undefined: the moment at which the exporter asked, as what changes during a long answer may be missing in it. */
  readonly asOf: UnixSeconds | undefined;
  /** The bytes of a report, for a warm start. */
  readonly raw?: Uint8Array;
}

/** @param last the value of the fact that is served. */
export type Look = (request: FactRequest, last?: unknown) => Promise<Looked>;

/** How to look at a fact of an account; undefined: the account has no such fact. */
export function lookAt(sources: AccountSources, name: FactName): Look | undefined {
  if (name === 'credential-report') {
    const source = sources[name];
    return source && ((request) => lookAtReport(source, request));
  }
  const source: FactSource<unknown> | undefined = sources[name];
  return source && (async (request, last) => ({ value: await source.fetch(request, last), asOf: undefined }));
}

async function lookAtReport(source: FactSource<FetchedReport>, request: FactRequest): Promise<Looked> {
  const { csv, generatedTime, isTimeUncertain = false } = await source.fetch(request);
  const value = await readReport(csv, { generatedTime, gatheredAt: request.askedAt }, request.signal);
  if (!isTimeUncertain) return { value, asOf: generatedTime, raw: csv };
  // Judged at a time before what it holds, old keys would be young and used ones unused.
  const newest = Math.min(await newestMoment(value), request.askedAt);
  return { value, asOf: Math.max(generatedTime, newest), raw: csv };
}
