import { afterEach } from '@jest/globals';
import type { Express } from 'express';
import { type AppInput, createApp } from '../../src/web/app.ts';
import { nothingHeld } from '../support/held.ts';
import { listen, type RunningServer } from '../../src/web/server.ts';

const running: RunningServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** An app whose exporter is healthy, ready and empty, and cannot be reloaded, but for what the test says. */
export function app(values: Partial<AppInput> = {}): Express {
  return createApp({
    version: '1.2.3',
    telemetryPath: '/metrics',
    exposition: {
      scrape: () =>
        Promise.resolve({ contentType: 'text/plain', byteLength: 10, chunks: [Buffer.from('# nothing\n')] }),
    },
    held: nothingHeld,
    settings: () => ({ sections: [{ title: 'Facts', settings: [['credential-report', 'read every 4 h']] }] }),
    probes: { isReady: () => true, standsStill: () => undefined },
    reload: undefined,
    guard: async (_request, _response, next) => {
      await Promise.resolve();
      next();
    },
    log: { error: () => undefined },
    ...values,
  });
}

/** Listens on a free port of loopback. Closed after the test, also after one that failed. */
export async function serve(values: Partial<AppInput> = {}): Promise<RunningServer> {
  const server = await listen(
    app(values),
    { host: '127.0.0.1', port: 0 },
    { debug: () => undefined, warn: () => undefined },
  );
  running.push(server);
  return server;
}
