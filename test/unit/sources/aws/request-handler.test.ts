import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import { createRequestHandler } from '../../../../src/sources/aws/request-handler.ts';

/** More than the SDK's handler sends to a host at a time by itself. */
const CALLS = 60;

test('as many calls are under way to one host as there are places for them, without TLS too', async () => {
  const waiting: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    waiting.push(response);
    // None has its answer before all have come.
    if (waiting.length === CALLS) for (const each of waiting) each.end('<Answer/>');
  }).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const client = new IAMClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
      requestHandler: createRequestHandler({}),
    });

    await Promise.all(Array.from({ length: CALLS }, () => client.send(new GetAccountSummaryCommand())));

    expect(waiting).toHaveLength(CALLS);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
