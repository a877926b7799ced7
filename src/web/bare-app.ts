import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { stackFrames } from '../model/stack-frames.ts';
import type { Log } from '../model/log.ts';
import { ANSWER_HEADERS } from './answer-headers.ts';
import { sendText } from './send-text.ts';

/** An app that puts the headers of every answer on its own, and gives nothing of itself away. */
export function createBareApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // In any other environment express shows a stack to anybody who sends a malformed path.
  app.set('env', 'production');
  app.use((_request, response, next) => {
    response.set(ANSWER_HEADERS);
    next();
  });
  return app;
}

/**
 * What answers where no route has: after the last of them.
 *
 * @param sendFault says that this program has failed, in the form that the client of this path reads.
 */
export function addLastAnswers(
  app: Express,
  log: Pick<Log, 'error'>,
  sendFault: (request: Request, response: Response) => void = sendFaultAsText,
): void {
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
    log.error({ stack: stackFrames(error) }, 'a request failed for a reason this program does not know');
    if (response.headersSent) response.destroy();
    else sendFault(request, response);
  });
}

export function sendFaultAsText(_request: Request, response: Response): void {
  sendText(response, 500, 'internal error: see the log');
}

/** express decodes a name in the path, and says by a status that it could not. */
function isMalformedPath(error: Error & { readonly status?: unknown }): boolean {
  return error instanceof URIError && error.status === 400;
}
