/**
 * Stands between Prometheus and the exporter and notes what was negotiated. Prometheus 2 always prefers OpenMetrics and has no
 * setting for it, so the relay can ask in other words than it was asked.
 */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from '@jest/globals';

const stops: (() => void)[] = [];

afterAll(() => {
  for (const stop of stops) stop();
});

export interface Relay {
  /** host:port, as a scrape target. */
  readonly address: string;
  /** Of the last scrape that was answered. */
  readonly last: { asked: IncomingHttpHeaders; answered: IncomingHttpHeaders } | undefined;
}

/** Passes every request on to `url`, with `accept` in place of the client's own header if given; the bytes stay as they are. */
export async function startRelay(url: string, accept?: string): Promise<Relay> {
  let last: Relay['last'];
  const server = createServer((incoming, outgoing) => {
    const asked = { ...incoming.headers, ...(accept !== undefined && { accept }) };
    request(new URL(incoming.url ?? '/', url), { headers: asked }, (answer) => {
      last = { asked, answered: answer.headers };
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    })
      .on('error', () => outgoing.destroy())
      .end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    get last() {
      return last;
    },
  };
}
