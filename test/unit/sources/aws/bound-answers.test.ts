/** Answers that never end, or are larger than any that AWS gives, against a server that is no AWS at all. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createUserTagsSource } from '../../../../src/sources/aws/user-tags.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { fetchFact } from './fetch-fact.ts';
import { ACCOUNT, fetchReport } from './fetch-report.ts';

const MB = 1024 * 1024;
const HEAD = '<GetCredentialReportResponse><GetCredentialReportResult>';
const TAIL =
  '<GeneratedTime>2026-11-22T12:00:00Z</GeneratedTime></GetCredentialReportResult></GetCredentialReportResponse>';

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

interface Asked {
  requests: number;
  /** Bytes that were written before the connection was closed. */
  written: number;
}

/** Answers every request so. */
async function startServer(respond: (response: ServerResponse, write: (text: Buffer) => Promise<boolean>) => void) {
  const asked: Asked = { requests: 0, written: 0 };
  server = createServer((request, response) => {
    asked.requests += 1;
    const write = async (bytes: Buffer): Promise<boolean> => {
      asked.written += bytes.length;
      await new Promise((resolve) => response.write(bytes, resolve));
      return !response.destroyed;
    };
    request.resume().once('end', () => respond(response, write));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  setAwsEnvironment(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return asked;
}

/** A beginning, and then the same piece for ever. */
function endless(beginning: string, piece: string): Promise<Asked> {
  const bytes = Buffer.from(piece.repeat(64 * 1024));
  return startServer((_response, write) => {
    void (async () => {
      for (let open = await write(Buffer.from(beginning)); open;) open = await write(bytes);
    })();
  });
}

function whole(body: Buffer, headers: Record<string, string> = {}): Promise<Asked> {
  return startServer((response) => response.writeHead(200, { 'content-length': body.length, ...headers }).end(body));
}

function reportAnswer(size: number): Buffer {
  return Buffer.from(`${HEAD}<Content>${Buffer.alloc(size, 'a').toString('base64')}</Content>${TAIL}`);
}

const TOO_LARGE = {
  reason: 'malformed_report',
  message: 'the report is larger than 1MB: if the report is right, raise reportSizeLimit in the configuration',
};

describe('a report from AWS', () => {
  test('of exactly the limit is read', async () => {
    await whole(reportAnswer(12 * MB));
    const { report } = await fetchReport({ reportSizeLimit: 12 * MB });

    expect(report?.csv).toHaveLength(12 * MB);
  });

  test('of one byte more is refused, and not asked for again', async () => {
    const asked = await whole(reportAnswer(MB + 1));
    const { error } = await fetchReport();

    expect(error).toMatchObject(TOO_LARGE);
    expect(asked.requests).toBe(1);
  });

  test('that never ends is refused at its limit, and the connection is closed', async () => {
    const asked = await endless(`${HEAD}<Content>`, 'YWFh');
    const { error } = await fetchReport();

    expect(error).toMatchObject(TOO_LARGE);
    // What lies in the buffers of both sides comes on top.
    expect(asked.written).toBeLessThan(16 * MB);
  });

  test('whose length is a lie takes no memory for it', async () => {
    await startServer((response) => {
      response.writeHead(200, { 'content-length': String(2 ** 50) });
      response.write(reportAnswer(2 * MB));
    });

    expect((await fetchReport()).error).toMatchObject(TOO_LARGE);
  });

  test('that ends, in an answer that does not, is refused', async () => {
    const asked = await endless(`${HEAD}<Content>YWFh</Content>`, '<!---->');
    const { error } = await fetchReport();

    expect(error).toMatchObject({
      reason: 'service',
      message: 'AWS answered with more than 8MB, which is no answer of IAM or STS',
    });
    expect(asked.written).toBeLessThan(32 * MB);
  });

  test('in an encoding that the exporter has not asked for is not unpacked', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(`${HEAD}<Content>`), Buffer.alloc(64 * MB, 'YWFh')]));
    await whole(bomb, { 'content-encoding': 'gzip' });

    expect((await fetchReport()).error).toMatchObject({ reason: 'service' });
  });
});

test.each([
  ['a page', 200],
  ['an error', 400],
])('%s that never ends is refused, and the connection is closed', async (_what, status) => {
  const bytes = Buffer.alloc(64 * 1024, ' ');
  const asked = await startServer((response, write) => {
    response.writeHead(status);
    void (async () => {
      while (await write(bytes));
    })();
  });
  const { failure } = await fetchFact(createUserTagsSource);

  expect(failure).toMatchObject({
    reason: 'service',
    message: 'AWS answered with more than 8MB, which is no answer of IAM or STS',
  });
  expect(asked.written).toBeLessThan(32 * MB);
});

test('an answer of STS that never ends is refused', async () => {
  await endless('<AssumeRoleResponse>', '<!---->');
  const account = { ...ACCOUNT, roleArn: 'arn:aws:iam::111122223333:role/iam-credential-exporter' };

  expect((await fetchReport({ account })).error).toMatchObject({ reason: 'service' });
});
