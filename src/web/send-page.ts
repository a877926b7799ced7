import type { Request, Response } from 'express';
import { PAGE_POLICY } from './answer-headers.ts';
import { sendCompressed } from './send-compressed.ts';

export async function sendPage(request: Request, response: Response, status: number, html: string): Promise<void> {
  response.status(status).type('html').set('Content-Security-Policy', PAGE_POLICY);
  await sendCompressed(request, response, html);
}
