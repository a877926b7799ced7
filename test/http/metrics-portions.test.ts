/** How /metrics gets to many clients at the same time. */
import { expect, test } from '@jest/globals';
import { createBareApp } from '../../src/web/bare-app.ts';
import { createSendMetrics } from '../../src/web/send-metrics.ts';
import { listen } from '../../src/web/server.ts';
import type { Scrape } from '../../src/exposition/exposition.ts';
import { rawRequest } from '../support/raw-request.ts';
import { countTurns } from '../support/turn-counter.ts';
import { serve } from './serve.ts';

const LARGEST = 64 * 1024;
/** Like a page: a header of gzip, the accounts, the exporter itself and the end. */
const CHUNKS = [Buffer.alloc(10, 'a'), Buffer.alloc(1_000_000, 'b'), Buffer.alloc(2_000, 'c'), Buffer.alloc(8, 'd')];
const BODY = Buffer.concat(CHUNKS);

const ready = (chunks: readonly Buffer[] = CHUNKS): Scrape => ({
  contentType: 'text/plain',
  byteLength: chunks.reduce((sum, { length }) => sum + length, 0),
  chunks,
});
const made = (): Scrape => ({
  ...ready(),
  chunks: (async function* () {
    for (let at = 0; at < BODY.length; at += 16_384) yield await Promise.resolve(BODY.subarray(at, at + 16_384));
  })(),
});

test.each([
  ['ready', ready],
  ['made while it is read', made],
])(
  'a page that is %s is written in portions, one in a turn of the event loop for all who read',
  async (_name, page) => {
    using counter = countTurns();
    const bytesOfTurn = new Map<number, number>();
    const send = createSendMetrics({ scrape: () => Promise.resolve(page()) });
    const app = createBareApp();
    app.get('/metrics', (request, response) => {
      const write = response.write.bind(response) as (chunk: Buffer) => boolean;
      response.write = (chunk: Buffer) => {
        const turn = counter.now();
        bytesOfTurn.set(turn, (bytesOfTurn.get(turn) ?? 0) + chunk.length);
        return write(chunk);
      };
      return send(request, response);
    });
    const quiet = { debug: () => undefined, warn: () => undefined };
    const server = await listen(app, { host: '127.0.0.1', port: 0 }, quiet);
    try {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => rawRequest({ port: server.port, path: '/metrics' })),
      );
      for (const { body } of answers) expect(body.equals(BODY)).toBe(true);
    } finally {
      await server.close();
    }

    expect(Math.max(...bytesOfTurn.values())).toBeLessThanOrEqual(LARGEST);
  },
);

test.each([0, 1, LARGEST - 1, LARGEST, LARGEST + 1, 2 * LARGEST])('a page of %d bytes comes whole', async (length) => {
  const chunks = [Buffer.alloc(length, 'x')];
  const { port } = await serve({ exposition: { scrape: () => Promise.resolve(ready(chunks)) } });

  const { status, body, headers } = await rawRequest({ port, path: '/metrics' });

  expect([status, body.length, headers['content-length']]).toEqual([200, length, String(length)]);
});
