/** Work that several may wait for, or that does not know the signal, until it ends or nobody may wait for it any more. */
import { reasonAndMessage, RefreshFailure } from '../../model/refresh-failure.ts';

/** Resolves in both cases: look at the signal afterwards. Throws what the work throws, and the signal's reason if it was aborted before. */
export async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const ended = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: ended.signal });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    ended.abort();
    work.catch(() => undefined);
  }
}

/** Why the work had not ended, in words. */
export function late({ reason }: AbortSignal): string {
  return reason instanceof RefreshFailure ? reasonAndMessage(reason) : 'the exporter stopped before its end';
}
