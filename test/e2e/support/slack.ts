import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';

const stops: (() => void)[] = [];

afterAll(() => {
  for (const stop of stops) stop();
});

/** A message as Alertmanager sends it to an incoming webhook. */
export interface SlackMessage {
  readonly channel: string;
  readonly title: string;
  readonly title_link: string;
  readonly text: string;
  readonly fallback: string;
  /** Of the whole request body. */
  readonly bytes: number;
}

export interface Slack {
  readonly url: string;
  /** In the order in which they came. */
  readonly messages: readonly SlackMessage[];
}

interface Payload {
  readonly channel: string;
  readonly attachments: readonly [Omit<SlackMessage, 'channel' | 'bytes'>];
}

/** Slack's incoming webhook on loopback: Alertmanager renders its templates for it as for the real one. */
export async function startSlack(): Promise<Slack> {
  const messages: SlackMessage[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { channel, attachments } = JSON.parse(body) as Payload;
      messages.push({ ...attachments[0], channel, bytes: Buffer.byteLength(body) });
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, messages };
}
