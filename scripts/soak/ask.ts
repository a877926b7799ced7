import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { rawRequest } from '../../test/support/raw-request.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for the whole answer. */
  readonly deadline: number;
  /** Whether to unpack what came in gzip; default: yes. */
  readonly unpack?: boolean;
}

/**
 * The whole answer, or undefined. Not `fetch`: one whose answer was cut has been seen to wait for ever, its deadline collected as
 * garbage.
 */
export async function ask(
  url: string,
  { deadline, unpack = true, ...question }: Question,
): Promise<Answer | undefined> {
  const { port, pathname } = new URL(url);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), deadline);
  try {
    const { status, headers, body } = await rawRequest({
      port: Number(port),
      path: pathname,
      signal: late.signal,
      ...question,
    });
    const isPacked = headers['content-encoding'] === 'gzip' && unpack;
    // A page that does not unpack is no page.
    return { status, text: (isPacked ? await promisify(gunzip)(body) : body).toString() };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
