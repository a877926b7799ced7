/** Clients that connect and send no request, or none after the first. */
import { once, setMaxListeners } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { startExporter } from '../support/exporter-process.ts';

/** In milliseconds; promised are some 15 seconds without a request, and 6 after an answer. */
const LATEST_END = 30_000;

const sockets: Socket[] = [];

afterAll(() => {
  for (const socket of sockets) socket.destroy();
});

test('their connections are closed soon', async () => {
  const exporter = await startExporter();
  const port = Number(new URL(exporter.url).port);
  const signal = AbortSignal.timeout(LATEST_END);
  const open = () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    return { socket, closed: once(socket.resume(), 'close', { signal }) };
  };
  const silent = open();
  const begun = open();
  const idle = open();
  begun.socket.write('GET /metrics HTTP/1.1\r\nHost: a\r\n');
  idle.socket.write('GET /-/healthy HTTP/1.1\r\nHost: a\r\n\r\n');
  const [answer] = (await once(idle.socket, 'data')) as [Buffer];

  await expect(Promise.all([silent.closed, begun.closed, idle.closed])).resolves.toBeDefined();
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(exporter.process.alive).toBe(true);
});

test('2,000 of them keep neither a probe nor a scrape from others', async () => {
  const exporter = await startExporter();
  const port = Number(new URL(exporter.url).port);
  const opened = await Promise.all(
    Array.from({ length: 2_000 }, async () => {
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      await once(socket, 'connect');
      return socket.resume();
    }),
  );

  const answers = await Promise.all(['/-/healthy', '/metrics'].map((route) => fetch(`${exporter.url}${route}`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(opened.filter(({ closed }) => closed)).toEqual([]);

  const signal = AbortSignal.timeout(LATEST_END);
  setMaxListeners(0, signal);
  await Promise.all(opened.map(async (socket) => socket.closed || (await once(socket, 'close', { signal }))));
  expect(exporter.process.alive).toBe(true);
});
