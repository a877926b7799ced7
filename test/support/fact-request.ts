import type { FactRequest } from '../../src/model/fact-source.ts';

/** A request that any fact is new enough for, and any report small enough. */
export function factRequest(values: Partial<FactRequest> = {}): FactRequest {
  const { signal } = new AbortController();
  return {
    newerThan: 0,
    askedAt: Number.MAX_SAFE_INTEGER,
    reportSizeLimit: Number.MAX_SAFE_INTEGER,
    signal,
    ...values,
  };
}
