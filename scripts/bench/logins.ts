/**
 * What TLS and logins cost: scrapes a second with both against the same exporter without, and how long a scrape with the right password
 * takes while somebody tries others.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import bcrypt from 'bcrypt';
import { authority, serverPair } from '../../test/support/certificates.ts';
import { rawRequest } from '../../test/support/raw-request.ts';
import type { Compared } from './compared.ts';
import { type BenchedExporter, startExporter } from './exporter.ts';
import { type Figure, median } from './figure.ts';
import { reportOf } from './reports.ts';

const USERS = 5_000;
const ROUNDS = 5;
const SECONDS = 3;
const GUESSES_A_SECOND = 100;
const SCRAPES = 60;
const LEAST_RATE = 0.6;
const MOST_TIME = 2;

const PASSWORD = 'of the bench';
const AUTHORIZATION = `Basic ${Buffer.from(`prometheus:${PASSWORD}`).toString('base64')}`;

/** In a process of its own, from many addresses of loopback. It never waits for an answer. */
const GUESSER = `
  const [port, aSecond] = process.argv.slice(1).map(Number);
  const http = require('node:http');
  let guess = 0;
  let refused = 0;
  setInterval(() => {
    guess += 1;
    const authorization = 'Basic ' + Buffer.from('prometheus:guess ' + guess).toString('base64');
    const localAddress = '127.0.0.' + (2 + (guess % 20));
    http.get({ host: '127.0.0.1', port, path: '/metrics', localAddress, agent: false, headers: { authorization } }, (answer) => {
      if (answer.statusCode !== 401 && answer.statusCode !== 503) process.exit(1);
      answer.resume();
      refused += 1;
      if (refused === aSecond) console.log('under way');
    });
  }, 1000 / aSecond);
`;

export async function measureLogins({ own }: Compared<string>): Promise<Figure[]> {
  const size = USERS.toLocaleString('en');
  const rate = await rateWithTls(own);
  const { slowdown, alone, meanwhile } = await timesUnderGuesses(own);
  return [
    {
      what: `scrapes a second of ${size} users with TLS and a login, against the same exporter with neither`,
      limit: `at least ${LEAST_RATE}`,
      measured: rate.toFixed(2),
      held: rate >= LEAST_RATE,
    },
    {
      what: `time of a scrape of ${size} users with the right password while ${GUESSES_A_SECOND} wrong ones a second come, against none`,
      limit: `at most ${MOST_TIME}`,
      measured: `${slowdown.toFixed(2)} (${meanwhile.toFixed(1)} against ${alone.toFixed(1)} ms)`,
      held: slowdown <= MOST_TIME,
    },
  ];
}

const CONFIG = { accounts: [{ name: 'large', reportFile: 'large.csv' }] };

function start(folder: string, webConfig?: object): Promise<BenchedExporter> {
  return startExporter({
    folder,
    config: CONFIG,
    files: { 'large.csv': reportOf(USERS) },
    ...(webConfig !== undefined && { webConfig }),
  });
}

function logins(): object {
  return { basic_auth_users: { prometheus: bcrypt.hashSync(PASSWORD, 10) } };
}

async function rateWithTls(folder: string): Promise<number> {
  const ca = authority('authority of the bench');
  const pair = serverPair(ca);
  const tls = { tls_server_config: { cert: pair.certificate, key: pair.key }, ...logins() };
  await using open = await start(folder);
  await using guarded = await start(folder, tls);
  const guardedUrl = `https://127.0.0.1:${portOf(guarded)}/metrics`;
  const secured = { headers: { authorization: AUTHORIZATION }, tlsOptions: { ca: ca.certificate } };
  await open.page((text) => text.includes('aws_iam_user_info'), 60);
  await untilLarge(() => bytesOf(guardedUrl, secured));
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const withBoth = await load(guardedUrl, secured);
    ratios.push(withBoth / (await load(`${open.url}/metrics`)));
  }
  return median(ratios);
}

interface Times {
  readonly slowdown: number;
  /** Milliseconds. */
  readonly alone: number;
  readonly meanwhile: number;
}

async function timesUnderGuesses(folder: string): Promise<Times> {
  await using exporter = await start(folder, logins());
  const port = portOf(exporter);
  await untilLarge(async () => (await scrape(port)).bytes);
  const rounds: Times[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const alone = await medianTime(port);
    const guesser = spawn(process.execPath, ['-e', GUESSER, String(port), String(GUESSES_A_SECOND)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(guesser.stdout, 'data');
      const meanwhile = await medianTime(port);
      if (guesser.exitCode !== null) throw new Error('a wrong password was not refused');
      rounds.push({ alone, meanwhile, slowdown: meanwhile / alone });
    } finally {
      guesser.kill();
    }
  }
  const middle = (of: (times: Times) => number) => median(rounds.map(of));
  return {
    slowdown: middle(({ slowdown }) => slowdown),
    alone: middle(({ alone }) => alone),
    meanwhile: middle(({ meanwhile }) => meanwhile),
  };
}

async function medianTime(port: number): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < SCRAPES; count += 1) {
    times.push((await scrape(port)).milliseconds);
    await setTimeout(20);
  }
  return median(times);
}

async function scrape(port: number): Promise<{ readonly milliseconds: number; readonly bytes: number }> {
  const begin = performance.now();
  const headers = { authorization: AUTHORIZATION, 'accept-encoding': 'gzip' };
  const { status, body } = await rawRequest({ port, path: '/metrics', headers });
  if (status !== 200) throw new Error(`the right password was answered with ${status}`);
  return { milliseconds: performance.now() - begin, bytes: body.length };
}

type Options = Pick<autocannon.Options, 'headers' | 'tlsOptions'>;

async function load(url: string, options: Options = {}): Promise<number> {
  const headers = { ...options.headers, 'accept-encoding': 'gzip' };
  const result = await autocannon({ url, connections: 4, duration: SECONDS, ...options, headers });
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${url} failed under load`);
  return result.requests.average;
}

async function bytesOf(url: string, options: Options): Promise<number> {
  const headers = { ...options.headers, 'accept-encoding': 'gzip' };
  const { throughput } = await autocannon({ url, connections: 1, amount: 1, ...options, headers });
  return throughput.total;
}

/** The page without users is some kilobytes. */
async function untilLarge(bytes: () => Promise<number>): Promise<void> {
  while ((await bytes()) < 100_000) await setTimeout(100);
}

function portOf({ url }: BenchedExporter): number {
  return Number(new URL(url).port);
}
