import { reasonAndMessage, type RefreshFailure } from '../model/refresh-failure.ts';
import { stackFrames } from '../model/stack-frames.ts';

/** What standard error has of a failure: a line, and below it the stack of a fault of this program. @param what has failed. */
export function failureLines(what: string, failure: RefreshFailure): string[] {
  const line = `${what}: ${reasonAndMessage(failure)}`;
  return failure.reason === 'internal' ? [line, ...(stackFrames(failure.cause)?.split('\n') ?? [])] : [line];
}
