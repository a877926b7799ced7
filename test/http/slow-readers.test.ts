import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, jest, test } from '@jest/globals';
import type { Scrape } from '../../src/exposition/exposition.ts';
import { rawRequest } from '../support/raw-request.ts';
import { serve } from './serve.ts';

const MINUTE = 60_000;
const MOST = 250;

const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  jest.useRealTimers();
});

const body = Buffer.alloc(64 * 1024 * 1024, 'x');
const ready = (): Promise<Scrape> =>
  Promise.resolve({ contentType: 'text/plain', byteLength: body.length, chunks: [body] });
const made = (): Promise<Scrape> =>
  Promise.resolve({
    contentType: 'text/plain',
    byteLength: body.length,
    chunks: (async function* () {
      for (let at = 0; at < body.length; at += 65_536) {
        yield await Promise.resolve(body.subarray(at, at + 65_536));
      }
    })(),
  });

const get = (header = ''): string => `GET /metrics HTTP/1.1\r\nHost: a\r\n${header}\r\n`;

function send(port: number, requests: string): Socket {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined).write(requests);
  return socket;
}

/** Asks, and takes no more than the beginning of the answer. */
async function slowReader(port: number, request = get()): Promise<Socket> {
  const socket = send(port, request);
  await once(socket, 'readable');
  return socket;
}

/** A page that nobody makes until `make` is called, and how often it was asked for. */
function lateScrapes() {
  const page: Scrape = { contentType: 'text/plain', byteLength: 10, chunks: [Buffer.from('# nothing\n')] };
  let times = 0;
  let asked: () => void = () => undefined;
  let make: () => void = () => undefined;
  const made = new Promise<void>((resolve) => (make = resolve));
  return {
    make: () => make(),
    scrape: async (): Promise<Scrape> => {
      times += 1;
      asked();
      await made;
      return page;
    },
    async untilAsked(least: number): Promise<void> {
      while (times < least) await new Promise<void>((resolve) => (asked = resolve));
    },
  };
}

test(`${MOST} clients read the page, the next one is sent away with a reason, and probes are answered`, async () => {
  const late = lateScrapes();
  const { port } = await serve({ exposition: late });
  const readers = Array.from({ length: MOST }, () => send(port, get()));
  await late.untilAsked(MOST);

  const { status, headers, body: reason } = await rawRequest({ port, path: '/metrics' });
  const probe = await rawRequest({ port, path: '/-/healthy' });

  expect([status, headers['content-type']]).toEqual([503, 'text/plain; charset=utf-8']);
  expect(reason.toString()).toBe(`${MOST} clients read this page at the moment: come back when some have ended\n`);
  expect(probe.status).toBe(200);

  for (const reader of readers) reader.destroy();
  late.make();
  let after = status;
  while (after !== 200) after = (await rawRequest({ port, path: '/metrics', method: 'HEAD' })).status;
});

test('a client that sends many requests at once and leaves takes no place of a reader with it', async () => {
  const late = lateScrapes();
  const { port } = await serve({ exposition: late });
  const many = send(port, get().repeat(MOST));
  await late.untilAsked(1);
  many.destroy();

  const readers = Array.from({ length: MOST - 1 }, () => send(port, get()));
  const answers = readers.map(async (reader) => String((await once(reader, 'data'))[0]));
  await late.untilAsked(MOST);
  late.make();

  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test('a connection takes the next request once the answer before it is read', async () => {
  const { port } = await serve();
  const socket = send(port, 'GET /-/healthy HTTP/1.1\r\nHost: a\r\n\r\n');
  const first = (await once(socket, 'data')).toString();
  socket.write('GET /-/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  const second = (await once(socket, 'data')).toString();

  expect([first, second]).toEqual([expect.stringMatching(/healthy\n$/), expect.stringMatching(/ready\n$/)]);
});

test.each([
  ['ready', ready, ''],
  ['made while it is read', made, ''],
  ['ready, to a request that expects something,', ready, 'Expect: something\r\n'],
])('an answer that is %s is cut off after a minute', async (_name, scrape, header) => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'performance'] });
  const { port } = await serve({ exposition: { scrape } });
  const reader = await slowReader(port, get(header));
  const closed = once(reader, 'close');

  jest.advanceTimersByTime(MINUTE - 1);
  const probe = await rawRequest({ port, path: '/-/healthy' });
  expect(probe.status).toBe(200);
  expect(reader.readableEnded).toBe(false);
  const received = receive(reader);
  jest.advanceTimersByTime(1);
  await closed;

  expect(await received).toBeLessThan(body.length);
});

async function receive(reader: Socket): Promise<number> {
  let bytes = 0;
  for await (const chunk of reader) bytes += (chunk as Buffer).length;
  return bytes;
}

test('an answer that nobody makes is cut off after a minute', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'performance'] });
  let asked: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const reload = () => {
    asked();
    return new Promise<readonly string[]>(() => undefined);
  };
  const { port } = await serve({ reload });
  const answer = rawRequest({ port, path: '/-/reload', method: 'POST' });
  const cut = expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
  await isAsked;

  jest.advanceTimersByTime(MINUTE);

  await cut;
});
