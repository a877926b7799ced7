/**
 * The HTTP side: routes and their answers. Knows the exposition as something that hands out bytes, and no source: nothing here
 * can wait for AWS or fail because of it.
 */
import type { Express } from 'express';
import { FAULT } from '../api/problem.ts';
import type { Exposition } from '../exposition/exposition.ts';
import type { Log } from '../model/log.ts';
import type { Held } from '../views/held.ts';
import type { Settings } from '../views/settings.ts';
import { API_ROOT, apiRoutes } from './api-routes.ts';
import { addLastAnswers, createBareApp, sendFaultAsText } from './bare-app.ts';
import type { Guard } from './guard.ts';
import { pageRoutes } from './page-routes.ts';
import { addProbeRoutes } from './probe-routes.ts';
import type { Probes } from './probes.ts';
import { createReaders } from './readers.ts';
import { createSendMetrics } from './send-metrics.ts';
import { sendProblem } from './send-problem.ts';
import { sendText } from './send-text.ts';

/** Each holds the page that it reads, which may be an old one, and without gzip a decompressor. Prometheus needs one. */
const MOST_READERS = 250;
/** Those of the API keep no scrape away. An answer of 500 entries is half a megabyte. */
const MOST_API_READERS = 40;
/** Those of the pages keep away neither. */
const MOST_PAGE_READERS = 40;

export interface AppInput {
  readonly version: string;
  readonly telemetryPath: string;
  readonly exposition: Pick<Exposition, 'scrape'>;
  /** What the pages and the API show. */
  readonly held: () => Held;
  /** What is in force. */
  readonly settings: () => Settings;
  readonly probes: Probes;
  /** Resolves to the problems of the configuration; undefined if reloading over HTTP is off. */
  readonly reload: (() => Promise<readonly string[]>) | undefined;
  /** Before every route. */
  readonly guard: Guard;
  readonly log: Pick<Log, 'error'>;
}

export function createApp(input: AppInput): Express {
  const app = createBareApp();
  app.use(input.guard);
  const readers = createReaders(MOST_READERS);
  const sendMetrics = createSendMetrics(input.exposition);
  app.get(input.telemetryPath, async (request, response) => {
    const isServed = await readers.serve(response, () => sendMetrics(request, response));
    if (isServed) return;
    sendText(response, 503, `${MOST_READERS} clients read this page at the moment: come back when some have ended`);
  });
  addProbeRoutes(app, input.probes);
  app.post('/-/reload', async (_request, response) => {
    if (input.reload === undefined) {
      sendText(response, 403, 'reloading over HTTP is off: start with --web.enable-lifecycle, or send SIGHUP');
      return;
    }
    const problems = await input.reload();
    if (problems.length === 0) sendText(response, 200, 'configuration loaded');
    else
      sendText(response, 500, ['the configuration was refused; the one before it still runs', ...problems].join('\n'));
  });
  app.use(apiRoutes({ held: input.held, readers: createReaders(MOST_API_READERS) }));
  app.use(pageRoutes({ ...input, readers: createReaders(MOST_PAGE_READERS) }));
  addLastAnswers(app, input.log, (request, response) => {
    if (request.path.startsWith(`${API_ROOT}/`)) sendProblem(response, FAULT);
    else sendFaultAsText(request, response);
  });
  return app;
}
