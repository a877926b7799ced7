import { request } from 'node:http';
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';

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
  { method = 'GET', headers = {}, deadline, unpack = true }: Question,
): Promise<Answer | undefined> {
  const { promise, resolve } = withResolve<{ status: number; body: Buffer; isGzip: boolean } | undefined>();
  const asking = request(url, { method, headers, agent: false }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.once('end', () => {
      const isGzip = answer.headers['content-encoding'] === 'gzip';
      resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks), isGzip });
    });
    answer.once('error', () => resolve(undefined));
  });
  asking.once('error', () => resolve(undefined));
  const late = setTimeout(() => {
    resolve(undefined);
    asking.destroy();
  }, deadline);
  asking.end();
  const answer = await promise;
  clearTimeout(late);
  if (answer === undefined) return undefined;
  const { status, body, isGzip } = answer;
  // A page that does not unpack is no page.
  const whole = isGzip && unpack ? await promisify(gunzip)(body).catch(() => undefined) : body;
  return whole === undefined ? undefined : { status, text: whole.toString() };
}

function withResolve<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((given) => (resolve = given));
  return { promise, resolve };
}
