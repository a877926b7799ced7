/** Something that listens on loopback and is no AWS: closed after each test. */
import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

export interface Endpoint {
  /** Without a slash at the end. */
  readonly url: string;
  /** The path of each request. */
  readonly asked: readonly string[];
  /** From now on. */
  answer(listener: RequestListener): void;
}

/** Answers everything with this, until the test says otherwise. */
export async function startEndpoint(status = 200, body = '', headers: OutgoingHttpHeaders = {}): Promise<Endpoint> {
  const asked: string[] = [];
  let listener: RequestListener = (_request, response) => response.writeHead(status, headers).end(body);
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (next) => (listener = next),
  };
}
