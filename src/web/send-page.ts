import type { Request, Response } from 'express';
import { ANSWER_HEADERS, PAGE_POLICY } from './answer-headers.ts';
import { sendCompressed } from './send-compressed.ts';

export async function sendPage(request: Request, response: Response, status: number, html: string): Promise<void> {
  response.status(status).type('html');
  // That of the web configuration stays.
  const isOwn = response.get('Content-Security-Policy') === ANSWER_HEADERS['Content-Security-Policy'];
  if (isOwn) response.set('Content-Security-Policy', PAGE_POLICY);
  await sendCompressed(request, response, html);
}
