/** Scrapes a second, against a bare server that sends the same bytes: what the exporter adds to sending them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { type Compared, inTurn } from './compared.ts';
import { startExporter } from './exporter.ts';
import { atLeast, type Figure, median } from './figure.ts';
import { reportOf } from './reports.ts';

const ROUNDS = 5;
const SECONDS = 3;

const BARE_SERVER = `
  const [url] = process.argv.slice(1);
  const http = require('node:http');
  http.get(url, { headers: { 'accept-encoding': 'gzip' } }, async (answer) => {
    const chunks = [];
    for await (const chunk of answer) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const headers = { 'Content-Type': answer.headers['content-type'], 'Content-Encoding': 'gzip', 'Content-Length': body.length };
    const server = http.createServer((request, response) => response.writeHead(200, headers).end(body));
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  });
`;

interface Scrapes {
  /** On the page. */
  readonly samples: number;
  readonly overBareServer: number;
}

export async function measureScrape(folders: Compared<string>): Promise<Figure[]> {
  const { own, first } = await inTurn(folders, scrapes);
  const what = `scrapes a second of 5,000 users (${own.samples.toLocaleString('en')} samples, gzip), against a bare Node.js server that sends the same bytes`;
  return [atLeast({ what, limit: 0.5, own: own.overBareServer, first: first.overBareServer })];
}

async function scrapes(folder: string): Promise<Scrapes> {
  const config = { accounts: [{ name: 'large', reportFile: 'large.csv' }] };
  await using exporter = await startExporter({ folder, config, files: { 'large.csv': reportOf(5_000) } });
  const page = await exporter.page((text) => text.includes('aws_iam_user_info'), 60);
  const samples = page.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  const bare = spawn(process.execPath, ['-e', BARE_SERVER, `${exporter.url}/metrics`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = (await once(bare.stdout, 'data')) as [Buffer];
    const bareUrl = `http://127.0.0.1:${port.toString().trim()}/`;
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const own = await requestsPerSecond(`${exporter.url}/metrics`);
      ratios.push(own / (await requestsPerSecond(bareUrl)));
    }
    return { samples, overBareServer: median(ratios) };
  } finally {
    bare.kill();
  }
}

async function requestsPerSecond(url: string): Promise<number> {
  const result = await autocannon({ url, connections: 4, duration: SECONDS, headers: { 'accept-encoding': 'gzip' } });
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${url} failed under load`);
  return result.requests.average;
}
