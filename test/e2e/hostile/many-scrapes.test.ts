/** Many clients that read the whole page at the same time, while it is made anew. */
import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { rawRequest } from '../../support/raw-request.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { environmentOf } from '../support/aws-exporter.ts';
import { startExporter } from '../support/exporter-process.ts';
import { startFake } from '../support/fake-aws.ts';

const ACCOUNT = '111111111111';
const USERS = 50_000;
const CLIENTS = 50;

/** Keeps nothing of the page: fifty of them without gzip are gigabytes. */
async function readWhole(port: number, encoding: string): Promise<string> {
  const request = get({
    host: '127.0.0.1',
    port,
    path: '/metrics',
    agent: false,
    headers: { 'Accept-Encoding': encoding },
  });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  let bytes = 0;
  for await (const chunk of answer) bytes += (chunk as Buffer).length;
  return `${answer.statusCode}, ${bytes === Number(answer.headers['content-length']) ? 'whole' : 'cut'}`;
}

test.each(['gzip', 'identity'])(
  `${CLIENTS} that read ${USERS} users by %s get whole pages, and probes their answers`,
  async (encoding) => {
    const users = Array.from({ length: USERS }, (_, index) => `user-${index}`);
    const fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv: reportCsv(ACCOUNT, users) }] });
    const exporter = await startExporter({ config: { accounts: [{ name: 'own' }] }, env: environmentOf(fake) });
    await exporter.metrics(`user-${USERS - 1}`);
    const port = Number(new URL(exporter.url).port);
    const ended = new AbortController();

    const scrapes = Promise.all(Array.from({ length: CLIENTS }, () => readWhole(port, encoding)));
    void scrapes.finally(() => ended.abort());
    process.kill(exporter.process.pid, 'SIGHUP');
    const probes = new Set<number>();
    while (!ended.signal.aborted) probes.add((await rawRequest({ port, path: '/-/healthy' })).status);

    expect([...new Set(await scrapes)]).toEqual(['200, whole']);
    expect([...probes]).toEqual([200]);
    const isLoaded = () => exporter.logs().some(({ msg }) => msg === 'configuration loaded') || undefined;
    expect(await exporter.process.until('the reload', isLoaded)).toBe(true);
  },
);
