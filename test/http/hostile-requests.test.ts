/** Requests that a proxy before the exporter may read in another way than the exporter: each has one answer at most, and no way around the login. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { sendText } from '../../src/web/send-text.ts';
import { serve } from './serve.ts';

/** Lets nobody in. */
const guard = async (_request: unknown, response: Parameters<typeof sendText>[0]): Promise<void> => {
  await Promise.resolve();
  sendText(response, 401, 'who are you');
};

/** Status lines of every answer on the connection, until the exporter closes it. */
async function statusesOf(port: number, text: string): Promise<readonly string[]> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
  // What it still sends when it was refused is no error of the test.
  socket.on('error', () => undefined).write(text);
  await once(socket, 'close');
  return answer.match(/^HTTP\/1\.1 \d{3}/gm) ?? [];
}

const SECOND = 'GET /-/healthy HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
const CHUNKED = `0\r\n\r\n${SECOND}`;

describe('a request whose end is doubtful is refused, and what follows is no request', () => {
  test.each([
    ['a length beside chunks', `Content-Length: ${CHUNKED.length}\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}`],
    ['two lengths', `Content-Length: 0\r\nContent-Length: ${SECOND.length}\r\n\r\n${SECOND}`],
    ['a length that is a list', `Content-Length: 0, ${SECOND.length}\r\n\r\n${SECOND}`],
    ['a length with a sign', `Content-Length: +0\r\n\r\n${SECOND}`],
    ['chunks that are not last', `Transfer-Encoding: chunked, identity\r\n\r\n${CHUNKED}`],
    ['an encoding that is almost chunked', `Transfer-Encoding: xchunked\r\n\r\n${CHUNKED}`],
    ['a space before the colon', `Transfer-Encoding : chunked\r\n\r\n${CHUNKED}`],
    ['a header without a colon', `Transfer-Encoding\r\n\r\n${CHUNKED}`],
    ['a size of a chunk that is no number', `Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n${SECOND}`],
  ])('%s', async (_kind, rest) => {
    const { port } = await serve();

    expect(await statusesOf(port, `POST /-/reload HTTP/1.1\r\nHost: a\r\n${rest}`)).toEqual(['HTTP/1.1 400']);
  });
});

test('a body is no second request', async () => {
  const { port } = await serve();
  const request = `GET /-/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${SECOND.length}\r\n\r\n${SECOND}`;

  expect(await statusesOf(port, request)).toEqual(['HTTP/1.1 200']);
});

test('headers of 64 KB are refused', async () => {
  const { port } = await serve();
  const headers = `Host: a\r\nA: ${'a'.repeat(64 * 1024)}\r\n`;

  expect(await statusesOf(port, `GET /metrics HTTP/1.1\r\n${headers}\r\n`)).toEqual(['HTTP/1.1 431']);
});

describe('an absolute URI', () => {
  test.each([
    ['http://elsewhere.example/-/healthy', 'HTTP/1.1 200'],
    ['http://elsewhere.example:80/metrics?a=b', 'HTTP/1.1 200'],
    ['http://user:password@elsewhere.example/nothing', 'HTTP/1.1 404'],
    ['//elsewhere.example/metrics', 'HTTP/1.1 404'],
  ])('%s is asked of the exporter itself, by its path', async (target, status) => {
    const { port } = await serve();

    expect(await statusesOf(port, `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toEqual([status]);
  });
});

describe('nothing is a way around the login', () => {
  test.each([
    'GET http://elsewhere.example/metrics',
    'GET //metrics',
    'GET /-/healthy/../../metrics',
    'GET /%6d%65trics',
    'GET /METRICS',
    'GET /nothing',
    'GET /%E0%A4%A',
    'HEAD /metrics',
    'OPTIONS *',
    'OPTIONS /metrics',
    'POST /-/reload',
    'TRACE /metrics',
  ])('%s', async (line) => {
    const { port } = await serve({ guard });

    expect(await statusesOf(port, `${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toEqual([
      'HTTP/1.1 401',
    ]);
  });

  test('CONNECT and an upgrade get no tunnel', async () => {
    const { port } = await serve({ guard });

    expect(await statusesOf(port, 'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: a\r\n\r\n')).toEqual([]);
    const upgrade = [
      'GET /metrics HTTP/1.1',
      'Host: a',
      'Connection: Upgrade, HTTP2-Settings, close',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABkAAQAAP__',
    ];
    expect(await statusesOf(port, `${upgrade.join('\r\n')}\r\n\r\n`)).toEqual(['HTTP/1.1 401']);
  });
});
