import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As sent: not decompressed. */
  readonly body: Buffer;
}

export interface RawRequest {
  readonly port: number;
  readonly path: string;
  readonly method?: string;
  /** No others are sent, but for Host and Connection. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives up, which is a rejection too. */
  readonly signal?: AbortSignal;
  /** Without it the connection is closed after the answer. */
  readonly agent?: Agent;
}

/** Rejects with Node's error, also when the answer is cut off. */
export function rawRequest({ agent, ...options }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', ...options, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
