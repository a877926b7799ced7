/**
 * Sends the page of /metrics in portions, one portion in a turn of the event loop however many clients read it: fifty that come at
 * once would have the kernel copy hundreds of megabytes before a probe gets its answer.
 */
import type { Request, Response } from 'express';
import type { Exposition, Scrape } from '../exposition/exposition.ts';
import { createTurnQueue, type TurnQueue } from '../model/turn-queue.ts';
import { negotiateFormat } from './negotiate.ts';

/** Bytes. The buffers of the kernel take as much, so that what is left to do in the next turns is little. */
const LARGEST_PORTION = 64 * 1024;

export type SendMetrics = (request: Request, response: Response) => Promise<void>;

export function createSendMetrics(exposition: Pick<Exposition, 'scrape'>): SendMetrics {
  const queue = createTurnQueue();
  return async (request, response) => {
    const gzip = request.acceptsEncodings('gzip') !== false;
    const scrape = await exposition.scrape(negotiateFormat(request.headers.accept), gzip);
    response.writeHead(200, {
      'Content-Type': scrape.contentType,
      'Content-Length': scrape.byteLength,
      Vary: 'Accept, Accept-Encoding',
      ...(scrape.contentEncoding !== undefined && { 'Content-Encoding': scrape.contentEncoding }),
    });
    if (request.method !== 'HEAD') await sendPortions(scrape, response, queue);
    response.end();
  };
}

/** Returns when the client has left, too. */
async function sendPortions({ chunks }: Scrape, response: Response, queue: TurnQueue): Promise<void> {
  for await (const portion of portionsOf(chunks)) {
    await queue.next();
    if (response.destroyed) return;
    response.cork();
    for (const chunk of portion) response.write(chunk);
    response.uncork();
    if (response.writableNeedDrain) await drained(response);
  }
}

/** Those of a page that is ready, and a chunk that is made while it is read. */
async function* portionsOf(chunks: Scrape['chunks']): AsyncGenerator<readonly Buffer[]> {
  if (Array.isArray(chunks)) yield* readyPortions(chunks as readonly Buffer[]);
  else for await (const chunk of chunks) yield [chunk];
}

function* readyPortions(chunks: readonly Buffer[]): Generator<readonly Buffer[]> {
  let portion: Buffer[] = [];
  let room = LARGEST_PORTION;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + room);
      portion.push(part);
      at += part.length;
      room -= part.length;
      if (room > 0) continue;
      yield portion;
      portion = [];
      room = LARGEST_PORTION;
    }
  }
  if (portion.length > 0) yield portion;
}

/** Resolves when the response takes more, or has ended. */
function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.on('drain', settle).on('close', settle);
  });
}
