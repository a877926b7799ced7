/** Everything is behind the login, with the headers and the limit of the web configuration. */
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { OPEN_WEB, type WebSettings } from '../../src/model/web-settings.ts';
import { createGuard } from '../../src/web/guard.ts';
import { createLogins } from '../../src/web/logins.ts';
import { createProbeApp } from '../../src/web/probe-app.ts';
import { app } from './serve.ts';

const USERS = new Map([['alice', '$2y$10$secret']]);

/** @param settings asked for at each request. */
function guarded(
  settings: () => WebSettings,
  { busy = false, ...values }: { busy?: boolean; reload?: () => Promise<string[]> } = {},
) {
  const logins = createLogins(({ password, hash }) =>
    Promise.resolve(busy ? undefined : hash.endsWith(`$${password.toString()}`)),
  );
  const guard = createGuard({ settings: () => Promise.resolve(settings()), clock: { passed: () => 0 }, logins });
  return request(app({ guard, ...values }));
}

describe('with users', () => {
  const server = () => guarded(() => ({ ...OPEN_WEB, users: USERS }), { reload: () => Promise.resolve([]) });

  test.each(['/', '/metrics', '/-/healthy', '/-/ready', '/nothing', '/%ff'])('%s asks who it is', async (path) => {
    const refused = await server().get(path);
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toBe('Basic realm="iam-credential-exporter", charset="UTF-8"');
    expect(refused.headers['cache-control']).toBe('no-store');
    expect((await server().get(path).auth('alice', 'wrong')).status).toBe(401);
    expect((await server().get(path).auth('bob', 'secret')).status).toBe(401);
    expect((await server().get(path).auth('alice', 'secret')).status).not.toBe(401);
  });

  test('the configuration is loaded again for nobody else', async () => {
    expect((await server().post('/-/reload')).status).toBe(401);
    expect((await server().post('/-/reload').auth('alice', 'secret')).status).toBe(200);
  });

  test('a request that has to wait for too many others is told to come back', async () => {
    const answer = await guarded(() => ({ ...OPEN_WEB, users: USERS }), { busy: true })
      .get('/')
      .auth('alice', 'secret');
    expect([answer.status, answer.headers['retry-after'], answer.headers['www-authenticate']]).toEqual([
      503,
      '1',
      undefined,
    ]);
  });
});

test('headers of the configuration go before those of the exporter, on every answer', async () => {
  const headers = { 'X-Frame-Options': 'deny', 'Content-Security-Policy': "default-src 'self'" };
  const server = guarded(() => ({ ...OPEN_WEB, users: USERS, headers }));

  const asked = ['/metrics', '/'].flatMap((path) => [server.get(path), server.get(path).auth('alice', 'secret')]);
  for (const answer of await Promise.all(asked)) {
    expect(answer.headers).toMatchObject({
      'x-frame-options': 'deny',
      'content-security-policy': "default-src 'self'",
      'x-content-type-options': 'nosniff',
    });
  }
});

test('more requests than the limit are told to come back', async () => {
  const server = guarded(() => ({ ...OPEN_WEB, rateLimit: { intervalMs: 1_000, burst: 2 } }));

  const statuses = [];
  for (let asked = 0; asked < 3; asked += 1) statuses.push((await server.get('/')).status);
  expect(statuses).toEqual([200, 200, 429]);
});

test('what changes counts for the next request', async () => {
  let settings: WebSettings = OPEN_WEB;
  const server = guarded(() => settings);
  expect((await server.get('/')).status).toBe(200);
  settings = { ...OPEN_WEB, users: USERS };
  expect((await server.get('/')).status).toBe(401);
});

test('the listener for probes shows two pages, and nothing to read or to reload', async () => {
  const probes = { isReady: () => false, standsStill: () => undefined };
  const server = request(createProbeApp(probes, { error: () => undefined }));

  const answered = [];
  for (const path of ['/-/healthy', '/-/ready', '/', '/metrics', '/api/v1/users'])
    answered.push((await server.get(path)).status);
  expect(answered).toEqual([200, 503, 404, 404, 404]);
  expect((await server.post('/-/reload')).status).toBe(404);
});
