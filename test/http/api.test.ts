import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { apiRoutes } from '../../src/web/api-routes.ts';
import { createReaders } from '../../src/web/readers.ts';
import type { Held } from '../../src/views/held.ts';
import { held, type HeldValues, nothingHeld } from '../support/held.ts';
import { accessKey, accountFacts, at, root, user } from '../support/model-values.ts';
import { rawRequest } from '../support/raw-request.ts';
import { app, serve } from './serve.ts';

const PATHS = ['/api/v1/findings', '/api/v1/accounts', '/api/v1/users', '/api/v1/checks', '/api/v1/openapi.json'];

const OLD_KEY = accessKey({ lastRotated: at('2026-01-01T00:00:00Z'), lastUsed: at('2026-11-22T07:00:00Z') });

/** 250 users whose key is too old. */
const FACTS = [
  accountFacts({
    users: [
      root(),
      ...Array.from({ length: 250 }, (_, index) => user({ name: `user-${index}`, accessKeys: [OLD_KEY] })),
    ],
  }),
];

async function holding(values: HeldValues = {}) {
  const of = await held({ facts: FACTS, ...values });
  return app({ held: () => of });
}

/** supertest says of a body that it is anything. */
function bodyOf({ body }: { readonly body: unknown }): unknown {
  return body;
}

function usersIn({ body }: { readonly body: unknown }): string[] {
  return (body as { items: { user: string }[] }).items.map((item) => item.user);
}

describe.each(PATHS)('%s', (path) => {
  test('answers JSON that is asked for again at each use', async () => {
    const answer = await request(await holding()).get(path);

    expect([answer.status, answer.type]).toEqual([200, 'application/json']);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' });
    expect(answer.headers.etag).toMatch(/^W\/"[\w-]{22}"$/);
  });

  test('answers HEAD with the same headers and nothing else', async () => {
    const of = await held({ facts: FACTS });
    const { port } = await serve({ held: () => of });
    const get = await rawRequest({ port, path });
    const head = await rawRequest({ port, path, method: 'HEAD' });

    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])(
    '%s is a problem that names what is allowed',
    async (method) => {
      const { port } = await serve();
      const { status, headers, body } = await rawRequest({ port, path, method });

      expect([status, headers.allow, headers['content-type']]).toEqual([
        405,
        'GET, HEAD',
        'application/problem+json; charset=utf-8',
      ]);
      expect(JSON.parse(body.toString())).toEqual({
        type: 'about:blank',
        title: 'Method Not Allowed',
        status: 405,
        detail: 'the API only reads: ask with GET or HEAD',
      });
    },
  );

  test('a tag that is still right gets 304, in both encodings, and another assessment gets a new one', async () => {
    const now = at('2026-11-22T12:00:00Z');
    const state: { held: Held } = { held: await held({ facts: FACTS, now }) };
    const server = app({ held: () => state.held });
    const { etag = '' } = (await request(server).get(path)).headers as Record<string, string>;
    const same = (encoding: string) =>
      request(server)
        .get(path)
        .set({ 'If-None-Match': `"other", ${etag}`, 'Accept-Encoding': encoding });

    for (const encoding of ['gzip', 'identity']) {
      const { status, text, headers } = await same(encoding);
      expect([status, text]).toEqual([304, '']);
      expect(headers).toMatchObject({ etag, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' });
      expect(headers).not.toHaveProperty('content-type');
    }
    state.held = await held({ facts: FACTS, now: now + 60 });
    expect((await same('gzip')).status).toBe(path.endsWith('openapi.json') ? 304 : 200);
  });
});

describe('pages', () => {
  test('lead from the first to the last, with the filters, and name every entry once', async () => {
    const server = await holding();
    const seen: string[] = [];
    let address: string | undefined = '/api/v1/findings?user=user-.*&user=root&sort=-user&limit=120';
    const links: string[] = [];
    while (address !== undefined) {
      const answer: request.Response = await request(server).get(address);
      expect(answer.body).toMatchObject({ total: 250, pages: 3, complete: true });
      seen.push(...usersIn(answer));
      address = (answer.body as { next?: string }).next;
      expect(answer.headers.link).toBe(address === undefined ? undefined : `<${address}>; rel="next"`);
      if (address !== undefined) links.push(address);
    }

    expect(links).toEqual(
      [2, 3].map((page) => `/api/v1/findings?user=user-.*&user=root&sort=-user&limit=120&page=${page}`),
    );
    expect(new Set(seen).size).toBe(250);
    expect(seen).toHaveLength(250);
  });

  test('behind the last there is nothing, and no further one', async () => {
    const body = bodyOf(await request(await holding()).get('/api/v1/findings?page=1000000&limit=500'));

    expect(body).toMatchObject({ items: [], total: 250, page: 1_000_000, pages: 1 });
    expect(body).not.toHaveProperty('next');
  });
});

test('gzip is for those that take it', async () => {
  const of = await held({ facts: FACTS });
  const { port } = await serve({ held: () => of });
  const plain = await rawRequest({ port, path: '/api/v1/users' });
  const { headers, body } = await rawRequest({ port, path: '/api/v1/users', headers: { 'Accept-Encoding': 'gzip' } });

  expect(headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(body)).toEqual(plain.body);
  expect(plain.headers).not.toHaveProperty('content-encoding');
  expect(body.length).toBeLessThan(plain.body.length / 5);
});

test('a query that cannot be used is answered with every problem at once', async () => {
  const answer = await request(await holding()).get('/api/v1/findings?acount=a&severity=bad&user=');

  expect([answer.status, answer.type, answer.headers['cache-control']]).toEqual([
    400,
    'application/problem+json',
    'no-store',
  ]);
  expect(bodyOf(answer)).toMatchObject({
    type: expect.stringMatching(/\/docs\/api\.md#errors$/),
    title: 'The query cannot be used',
    status: 400,
    errors: [
      { parameter: 'acount', detail: 'there is no filter acount: did you mean account?' },
      { parameter: 'severity', detail: 'severity: there is no bad: write critical, warning, info' },
      { parameter: 'user', detail: 'user: is empty: write a value, or leave user out' },
    ],
  });
});

test.each([
  '/api',
  '/api/',
  '/api/v1',
  '/api/v2/findings',
  '/api/v1/findings/1',
  '/api/v1/%ff',
  '/api/%',
  '/api/v1/__proto__',
])('%s is no address of the API, and the answer names those that are', async (path) => {
  const { port } = await serve();
  const { status, headers, body } = await rawRequest({ port, path });

  expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  expect(JSON.parse(body.toString())).toMatchObject({ status: 404, detail: `the API has ${PATHS.join(', ')}` });
});

describe('hostile queries', () => {
  test.each([
    ['a prototype as a name', '__proto__=1', 400],
    ['names of methods', 'constructor=1&toString=2', 400],
    ['a prototype as a value', 'user=__proto__', 200],
    ['bytes that are no UTF-8', 'user=%ff', 200],
    ['a % that encodes nothing', 'user=%zz%', 200],
    ['a NUL', 'user=%00', 200],
    ['letters of all the world', `user=${encodeURIComponent('Žofie \u202e☃')}`, 200],
    ['markup', 'user=<script>', 200],
    ['a long value', `user=${'a'.repeat(10_000)}`, 400],
    ['a long name', `${'a'.repeat(10_000)}=1`, 400],
    ['a thousand values', Array.from({ length: 1000 }, () => 'user=a').join('&'), 400],
    ['a thousand names', Array.from({ length: 1000 }, (_, index) => `p${index}=1`).join('&'), 400],
    ['a page twice', 'page=1&page=1', 400],
    ['a huge number', 'page=99999999999999999999', 400],
    ['a pattern that is slow elsewhere', 'user=(a%2B)%2B$', 200],
    ['signs only', '?&&=', 400],
  ])('%s', async (_what, query, expected) => {
    const of = await held({ facts: FACTS });
    const { port } = await serve({ held: () => of });
    const { status, headers, body } = await rawRequest({ port, path: `/api/v1/findings?${query}` });

    expect(status).toBe(expected);
    expect(headers['content-type']).toMatch(/^application\/(problem\+)?json/);
    expect(body.length).toBeLessThan(20_000);
    expect(() => JSON.parse(body.toString()) as unknown).not.toThrow();
  });

  test('a name that looks like markup, a prototype or a header comes back as it is', async () => {
    const names = ['<img src=x onerror=alert(1)>', '__proto__', 'a\r\nSet-Cookie: b=1', '=cmd()'];
    const server = await holding({ facts: [accountFacts({ users: names.map((name) => user({ name })) })] });

    expect(usersIn(await request(server).get('/api/v1/users'))).toEqual(names);
  });
});

test('without names of users there are none in any answer', async () => {
  const server = await holding({ perUser: false });

  for (const path of PATHS) {
    expect((await request(server).get(path)).text).not.toContain('user-1');
    expect((await request(server).get(`${path}?user=user-1`)).body).not.toMatchObject({ total: 1 });
  }
  expect(usersIn(await request(server).get('/api/v1/users'))).toEqual(['<root_account>']);
});

test('an exporter that has just started says that it knows nothing yet', async () => {
  const body = bodyOf(await request(app()).get('/api/v1/findings'));

  expect(body).toEqual({ complete: false, notes: [], total: 0, page: 1, pages: 1, items: [] });
});

test('where too many clients read the API, the next one is sent away with a reason', async () => {
  const full = express().use(apiRoutes({ held: nothingHeld, readers: createReaders(0) }));
  const answer = await request(full).get('/api/v1/findings');

  expect([answer.status, answer.type]).toEqual([503, 'application/problem+json']);
  expect(bodyOf(answer)).toMatchObject({
    detail: '0 clients read an answer of the API at the moment: come back when some have ended',
  });
});

test('a fault of the exporter is a problem that shows nothing of the inside', async () => {
  const { status, type, text } = await request(
    app({
      held: () => {
        throw new Error('secret');
      },
    }),
  ).get('/api/v1/findings');

  expect([status, type]).toEqual([500, 'application/problem+json']);
  expect(JSON.parse(text)).toMatchObject({ status: 500, detail: 'a fault of the exporter: its log says more' });
  expect(text).not.toContain('secret');
});
