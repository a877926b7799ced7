import { describe, expect, jest, test } from '@jest/globals';
import request from 'supertest';
import type { Probes } from '../../src/web/probes.ts';
import { rawRequest } from '../support/raw-request.ts';
import { app, serve } from './serve.ts';

describe('/', () => {
  test('is a page that leads to the metrics and the state', async () => {
    const answer = await request(app()).get('/');

    expect(answer.status).toBe(200);
    expect(answer.type).toBe('text/html');
    expect(answer.text).toContain('Version 1.2.3.');
    expect(linksIn(answer.text)).toEqual(expect.arrayContaining(['/metrics', '/-/ready', '/-/healthy']));
  });

  test('leads only where something is', async () => {
    const server = app({ telemetryPath: '/custom/path-1.txt' });
    const links = linksIn((await request(server).get('/')).text);

    expect(links).toContain('/custom/path-1.txt');
    for (const link of links) expect([link, (await request(server).get(link)).status]).toEqual([link, 200]);
    expect((await request(server).get('/metrics')).status).toBe(404);
  });
});

function linksIn(html: string): string[] {
  return [...html.matchAll(/(?<=href=")[^"#]+/g)].map(([href]) => href);
}

describe('/-/ready and /-/healthy', () => {
  test.each([
    ['/-/ready', { isReady: () => true }, 200, 'ready\n'],
    ['/-/ready', { isReady: () => false }, 503, 'not ready: /metrics does not show every account yet\n'],
    ['/-/healthy', { isHealthy: () => true }, 200, 'healthy\n'],
    ...(['the refresh loop', 'the rendering of the page'] as const).flatMap(
      (part): [string, Partial<Probes>, number, string][] => [
        ['/-/healthy', { standsStill: () => part }, 503, `not healthy: ${part} stands still\n`],
        ['/-/ready', { standsStill: () => part }, 200, 'ready\n'],
      ],
    ),
    ['/-/healthy', { isReady: () => false }, 200, 'healthy\n'],
  ])('%s %o', async (path, values, status, text) => {
    const probes = { isReady: () => true, standsStill: () => undefined, ...values };
    const answer = await request(app({ probes })).get(path);

    expect([answer.status, answer.text, answer.type]).toEqual([status, text, 'text/plain']);
  });

  test('say at each request what is so now', async () => {
    let ready = false;
    const server = app({ probes: { isReady: () => ready, standsStill: () => undefined } });
    expect((await request(server).get('/-/ready')).status).toBe(503);
    ready = true;
    expect((await request(server).get('/-/ready')).status).toBe(200);
  });
});

describe('POST /-/reload', () => {
  test('is refused where it was not asked for, and says how to', async () => {
    const answer = await request(app()).post('/-/reload');

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('--web.enable-lifecycle');
  });

  test('loads the configuration', async () => {
    const reload = jest.fn(() => Promise.resolve([]));

    const answer = await request(app({ reload })).post('/-/reload');

    expect([answer.status, answer.text]).toEqual([200, 'configuration loaded\n']);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  test('tells every problem of a configuration that was refused', async () => {
    const reload = () => Promise.resolve(['accounts.0.name: must not be empty', 'concurrency: must be at least 1']);

    const answer = await request(app({ reload })).post('/-/reload');

    expect(answer.status).toBe(500);
    expect(answer.type).toBe('text/plain');
    expect(answer.text.split('\n')).toEqual([
      'the configuration was refused; the one before it still runs',
      'accounts.0.name: must not be empty',
      'concurrency: must be at least 1',
      '',
    ]);
  });

  test('is not to be had with GET', async () => {
    const reload = jest.fn(() => Promise.resolve([]));

    expect((await request(app({ reload })).get('/-/reload')).status).toBe(404);
    expect(reload).not.toHaveBeenCalled();
  });
});

test.each([
  ['GET', '/nothing'],
  ['GET', '/metrics/more'],
  ['POST', '/metrics'],
  ['DELETE', '/-/ready'],
  ['GET', '/..%2f..%2fetc%2fpasswd'],
])('%s %s is a 404', async (method, path) => {
  const { port } = await serve();

  expect((await rawRequest({ port, method, path })).status).toBe(404);
});

test.each(['/%E0%A4%A', '/metrics/%', '/<script>'])(
  'the malformed path %s shows nothing of the inside',
  async (path) => {
    const { port } = await serve();

    const { status, body } = await rawRequest({ port, path });

    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body.toString()).not.toMatch(/\bat\b.*\(|node_modules|\.ts|\.js|<script>/);
  },
);

test('an error inside shows nothing of itself, and the log says where it was thrown', async () => {
  const logged: object[] = [];
  const reload = () => Promise.reject(new Error('role secret-role in /etc/exporter.yml'));
  const log = { error: (fields: object) => void logged.push(fields) };

  const answer = await request(app({ reload, log })).post('/-/reload');

  expect(answer.status).toBe(500);
  expect(answer.text).not.toMatch(/secret|exporter\.yml|node_modules/);
  expect(logged).toEqual([{ stack: expect.stringMatching(/^Error\n\s+at .*routes\.test\.ts/) }]);
  expect(JSON.stringify(logged)).not.toContain('secret');
});

test.each(['/', '/metrics', '/-/healthy', '/nothing'])('%s does not say what the server is made with', async (path) => {
  const { headers } = await request(app()).get(path);

  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('server');
});
