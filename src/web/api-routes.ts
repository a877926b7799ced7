/** The API for programs. Each answer is made anew of what the exporter holds: nothing here waits for AWS, or asks it. */
import { createHash } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import { answerOf } from '../api/answer.ts';
import { openApi } from '../api/openapi.ts';
import { METHODS, notFound, tooManyReaders, WRONG_METHOD } from '../api/problem.ts';
import { API_PATH, pathOf, RESOURCES } from '../api/resources.ts';
import type { Held } from '../views/held.ts';
import { createTurns } from '../views/turns.ts';
import type { Readers } from './readers.ts';
import { searchOf } from './request-target.ts';
import { sendCompressed } from './send-compressed.ts';
import { sendProblem } from './send-problem.ts';

/** All below it is of the API. */
export const API_ROOT = '/api';
const DESCRIPTION_PATH = `${API_PATH}/openapi.json`;

export interface ApiRoutesInput {
  readonly held: () => Held;
  readonly readers: Readers;
}

export function apiRoutes({ held, readers }: ApiRoutesInput): Router {
  const router = express.Router();
  const description = `${JSON.stringify(openApi())}\n`;

  const reads = (
    path: string,
    answer: (request: Request, response: Response, gone: AbortSignal) => Promise<void>,
  ): void => {
    router
      .route(path)
      .get(async (request, response) => {
        const isServed = await readers.serve(response, (gone) => answer(request, response, gone));
        if (!isServed) sendProblem(response, tooManyReaders(readers.most));
      })
      .all((_request, response) => {
        response.set('Allow', METHODS.join(', '));
        sendProblem(response, WRONG_METHOD);
      });
  };
  for (const resource of RESOURCES) {
    reads(pathOf(resource), async (request, response, gone) => {
      const answer = await answerOf(resource, held(), searchOf(request.originalUrl), createTurns({ gone }));
      if ('problem' in answer) {
        sendProblem(response, answer.problem);
        return;
      }
      if (answer.next !== undefined) response.set('Link', `<${answer.next}>; rel="next"`);
      await sendTagged(request, response, `${JSON.stringify(answer.document)}\n`);
    });
  }
  reads(DESCRIPTION_PATH, (request, response) => sendTagged(request, response, description));
  router.use(API_ROOT, (_request, response) => {
    sendProblem(response, notFound([...RESOURCES.map(pathOf), DESCRIPTION_PATH]));
  });
  return router;
}

/** A client may keep it, if it asks each time whether it is still the answer. The tag is weak, as the compressed answer has it too. */
async function sendTagged(request: Request, response: Response, text: string): Promise<void> {
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  response.set({ ETag: `W/"${digest}"`, 'Cache-Control': 'private, no-cache' }).vary('Accept-Encoding');
  if (request.fresh) response.status(304).end();
  else await sendCompressed(request, response.type('json'), text);
}
