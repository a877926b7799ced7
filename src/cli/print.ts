import type { Writable } from 'node:stream';

/**
 * Writes all of it and waits until it is out: an exit before would cut off what a slow reader of a pipe has not taken yet. A
 * reader that has left, as `head` does, wants no more; any other failure is thrown.
 */
export async function print(stream: Writable, text: string): Promise<void> {
  const ignore = () => undefined;
  // Told through the callback; without a listener it would end the process as well.
  stream.on('error', ignore);
  try {
    await new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  } finally {
    stream.off('error', ignore);
  }
}
