/** Every answer keeps browsers from guessing, running, framing and storing it. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { rawRequest } from '../support/raw-request.ts';
import { serve } from './serve.ts';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

test.each([
  ['GET', '/metrics', 200],
  ['HEAD', '/metrics', 200],
  ['GET', '/-/healthy', 200],
  ['GET', '/-/ready', 200],
  ['POST', '/-/reload', 500],
  ['POST', '/metrics', 404],
  ['GET', '/nothing', 404],
  ['GET', '/%E0%A4%A', 404],
  ['OPTIONS', '/metrics', 404],
])('%s %s', async (method, path, status) => {
  const { port } = await serve({ reload: () => Promise.reject(new Error('a fault')) });

  const answer = await rawRequest({ port, method, path });

  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject(HEADERS);
});

test('/-/healthy and /-/ready that say no', async () => {
  const { port } = await serve({ probes: { isReady: () => false, standsStill: () => 'the refresh loop' } });

  for (const path of ['/-/healthy', '/-/ready']) {
    const { status, headers } = await rawRequest({ port, path });
    expect([status, headers]).toEqual([503, expect.objectContaining(HEADERS)]);
  }
});

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', '400 Bad Request'],
  ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n', '400 Bad Request'],
  [
    'too many headers',
    `GET / HTTP/1.1\r\nHost: a\r\nA: ${'a'.repeat(100_000)}\r\n\r\n`,
    '431 Request Header Fields Too Large',
  ],
  ['no host', 'GET /-/ready HTTP/1.1\r\nConnection: close\r\n\r\n', '200 OK'],
  ['a target without a path', 'GET foo://metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '400 Bad Request'],
  ['a URL without a host', 'GET http:///metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '400 Bad Request'],
  ['a whole URL', 'GET HTTPS://[::1]:99/-/ready?x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '200 OK'],
  [
    'a URL that ends with its host',
    'POST http://a?x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    '404 Not Found',
  ],
  [
    'an unknown expectation',
    'GET /nothing HTTP/1.1\r\nHost: a\r\nExpect: more\r\nConnection: close\r\n\r\n',
    '404 Not Found',
  ],
])('%s', async (_request, text, status) => {
  const { port } = await serve();
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
  // What it still sends when it was refused is no error of the test.
  socket.on('error', () => undefined).write(text);
  await once(socket, 'close');

  expect(answer.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
  for (const [name, value] of Object.entries(HEADERS)) expect(answer.toLowerCase()).toContain(`${name}: ${value}\r\n`);
});
