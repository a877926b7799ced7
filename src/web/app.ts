/**
 * The HTTP side: routes and their answers. Knows the exposition as something that hands out bytes, and no source: nothing here
 * can wait for AWS or fail because of it.
 */
import { pipeline } from 'node:stream/promises';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { FAULT } from '../api/problem.ts';
import type { Exposition } from '../exposition/exposition.ts';
import { stackFrames } from '../model/stack-frames.ts';
import type { Log } from '../model/log.ts';
import type { Held } from '../views/held.ts';
import { ANSWER_HEADERS } from './answer-headers.ts';
import { API_ROOT, apiRoutes } from './api-routes.ts';
import { negotiateFormat } from './negotiate.ts';
import { pageRoutes } from './page-routes.ts';
import type { Probes } from './probes.ts';
import { createReaders } from './readers.ts';
import { sendProblem } from './send-problem.ts';

/** Each holds the page that it reads, which may be an old one, and without gzip a decompressor. Prometheus needs one. */
const MOST_READERS = 40;
/** Those of the API keep no scrape away. An answer of 500 entries is half a megabyte. */
const MOST_API_READERS = 40;

export interface AppInput {
  readonly version: string;
  readonly telemetryPath: string;
  readonly exposition: Pick<Exposition, 'scrape'>;
  /** What the pages and the API show. */
  readonly held: () => Held;
  readonly probes: Probes;
  /** Resolves to the problems of the configuration; undefined if reloading over HTTP is off. */
  readonly reload: (() => Promise<readonly string[]>) | undefined;
  readonly log: Pick<Log, 'error'>;
}

export function createApp(input: AppInput): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // In any other environment express shows a stack to anybody who sends a malformed path.
  app.set('env', 'production');

  app.use((_request, response, next) => {
    response.set(ANSWER_HEADERS);
    next();
  });
  const readers = createReaders(MOST_READERS);
  app.get(input.telemetryPath, async (request, response) => {
    if (!readers.take(response)) {
      sendText(response, 503, `${MOST_READERS} clients read this page at the moment: come back when some have ended`);
      return;
    }
    await sendMetrics(input.exposition, request, response);
  });
  app.get('/-/healthy', (_request, response) => {
    const standing = input.probes.standsStill();
    if (standing === undefined) sendText(response, 200, 'healthy');
    else sendText(response, 503, `not healthy: ${standing} stands still`);
  });
  app.get('/-/ready', (_request, response) => {
    if (input.probes.isReady()) sendText(response, 200, 'ready');
    else sendText(response, 503, 'not ready: not every account has been read yet');
  });
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
  app.use(pageRoutes(input));
  app.use((_request, response) => {
    sendText(response, 404, 'not found');
  });
  // express knows an error handler by its four parameters; its own writes to stderr what is no line of JSON.
  app.use((error: Error, request: Request, response: Response, _next: NextFunction) => {
    if (isMalformedPath(error)) {
      sendText(
        response,
        400,
        'the address is malformed: a % in it is followed by two digits that mean a character of UTF-8',
      );
      return;
    }
    input.log.error({ stack: stackFrames(error) }, 'a request failed for a reason this program does not know');
    if (response.headersSent) response.destroy();
    else if (request.path.startsWith(`${API_ROOT}/`)) sendProblem(response, FAULT);
    else sendText(response, 500, 'internal error: see the log');
  });
  return app;
}

async function sendMetrics(exposition: AppInput['exposition'], request: Request, response: Response): Promise<void> {
  const gzip = request.acceptsEncodings('gzip') !== false;
  const scrape = await exposition.scrape(negotiateFormat(request.headers.accept), gzip);
  response.writeHead(200, {
    'Content-Type': scrape.contentType,
    'Content-Length': scrape.byteLength,
    Vary: 'Accept, Accept-Encoding',
    ...(scrape.contentEncoding !== undefined && { 'Content-Encoding': scrape.contentEncoding }),
  });
  if (request.method === 'HEAD') {
    response.end();
  } else if (Array.isArray(scrape.chunks)) {
    response.cork();
    for (const chunk of scrape.chunks) response.write(chunk);
    response.uncork();
    response.end();
  } else {
    // A reader that leaves is no fault.
    await pipeline(scrape.chunks, response).catch(() => undefined);
  }
}

/** express decodes a name in the path, and says by a status that it could not. */
function isMalformedPath(error: Error & { readonly status?: unknown }): boolean {
  return error instanceof URIError && error.status === 400;
}

function sendText(response: Response, status: number, text: string): void {
  response.status(status).type('text/plain').send(`${text}\n`);
}
