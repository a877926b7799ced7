/** Clients that ask for the page and do not take it. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { rawRequest } from '../../support/raw-request.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { environmentOf } from '../support/aws-exporter.ts';
import { startExporter } from '../support/exporter-process.ts';
import { startFake } from '../support/fake-aws.ts';

const ACCOUNT = '111111111111';
/** Fewer than may read at a time. */
const READERS = 200;
const MOST_READERS = 250;

const sockets: Socket[] = [];

afterAll(() => {
  for (const socket of sockets) socket.destroy();
});

async function slowReader(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined).write('GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(socket, 'readable');
  return socket;
}

test('200 keep neither probes nor a scrape waiting; as many as are let in are cut off after a minute', async () => {
  // More than the buffers of the kernel take.
  const users = Array.from({ length: 40_000 }, (_, index) => `user-with-a-name-that-is-long-${index}`);
  const fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv: reportCsv(ACCOUNT, users) }] });
  const exporter = await startExporter({ config: { accounts: [{ name: 'own' }] }, env: environmentOf(fake) });
  await exporter.metrics('long-39999');
  const port = Number(new URL(exporter.url).port);
  const get = (path: string) => rawRequest({ port, path, headers: { 'Accept-Encoding': 'gzip' } });
  const statuses = async () => {
    const answers = await Promise.all(['/metrics', '/-/healthy', '/-/ready'].map(get));
    return answers.map(({ status }) => status);
  };

  await Promise.all(Array.from({ length: READERS }, () => slowReader(port)));
  expect(await statuses()).toEqual([200, 200, 200]);
  expect(gunzipSync((await get('/metrics')).body).toString()).toContain('long-39999');

  await Promise.all(Array.from({ length: MOST_READERS - READERS }, () => slowReader(port)));
  expect(await statuses()).toEqual([503, 200, 200]);
  await exporter.process.until('a page', async () => (await get('/metrics')).status === 200 || undefined);
  expect(await exporter.process.stop('SIGTERM')).toMatchObject({ code: 0, signal: null });
});
