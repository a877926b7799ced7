/** Answers and work that may not know the signal, or look at it late. */
import { reasonAndMessage, RefreshFailure } from '../../model/refresh-failure.ts';

/** The answer, or at once the signal's reason when aborted. */
export async function untilAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  const ended = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true, signal: ended.signal });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    // A signal whose listeners stay keeps the answer in memory.
    ended.abort();
  }
}

/**
 * Resolves when the work ends, or when the signal is aborted meanwhile: look at it afterwards. Throws what the work throws, and the
 * signal's reason if it was aborted before.
 */
export async function endOrAbort(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await untilAborted(work, signal);
  } catch (error) {
    if (error !== signal.reason) throw error;
  }
}

/** Why the work had not ended, in words. */
export function late({ reason }: AbortSignal): string {
  return reason instanceof RefreshFailure ? reasonAndMessage(reason) : 'the exporter stopped before its end';
}
