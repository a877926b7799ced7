/**
 * The endpoints on the machine itself that hand out credentials. The SDK asks them through handlers of its own: its one for containers
 * waits for ever, and both hide from its caller what the endpoint answered. Node.js announces each request.
 */
import { subscribe } from 'node:diagnostics_channel';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import type { Clock } from '../../model/clock.ts';
import type { Environment } from '../../model/environment.ts';
import type { Link } from './chain-links.ts';

/** How the last request to an endpoint ended. */
export type Outcome =
  | { readonly status: number }
  /** Of Node.js, such as ECONNREFUSED. */
  | { readonly code: string }
  | 'no answer';

export interface LocalEndpoints {
  /** undefined: never asked. */
  readonly outcome: (link: Link) => Outcome | undefined;
}

/** The SDK asks up to four times within the deadline of the chain. */
const LONGEST_ANSWER_MS = 5_000;

const ECS_HOST = '169.254.170.2';
const METADATA_HOSTS = ['169.254.169.254', '[fd00:ec2::254]'];

export function watchLocalEndpoints(environment: Environment, clock: Clock): LocalEndpoints {
  const outcomes = new Map<Link, Outcome>();
  const links = linksByHost(environment);

  function watch(request: ClientRequest): void {
    const host = request.getHeader('host');
    const link = typeof host === 'string' ? links.get(host) : undefined;
    if (link === undefined) return;
    outcomes.set(link, 'no answer');
    const closed = new AbortController();
    void clock.sleep(LONGEST_ANSWER_MS, closed.signal).then(() => {
      if (closed.signal.aborted) return;
      outcomes.set(link, 'no answer');
      request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    });
    request.once('response', ({ statusCode = 0 }: IncomingMessage) => outcomes.set(link, { status: statusCode }));
    request.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== undefined && code !== 'ETIMEDOUT') outcomes.set(link, { code });
    });
    request.once('close', () => closed.abort());
  }

  // Where Node.js takes the proxy of the environment for its own agent, instance metadata must not go through it.
  http.globalAgent = new http.Agent({ keepAlive: true });
  subscribe('http.client.request.start', (message) => watch((message as { request: ClientRequest }).request));
  return { outcome: (link) => outcomes.get(link) };
}

function linksByHost(environment: Environment): Map<string, Link> {
  const container = hostOf(environment.AWS_CONTAINER_CREDENTIALS_FULL_URI);
  const metadata = hostOf(environment.AWS_EC2_METADATA_SERVICE_ENDPOINT);
  return new Map<string, Link>([
    ...[ECS_HOST, ...container].map((host) => [host, 'container endpoint'] as const),
    ...[...METADATA_HOSTS, ...metadata].map((host) => [host, 'instance metadata'] as const),
  ]);
}

/** As in the header `Host`. */
function hostOf(url: string | undefined): string[] {
  return url !== undefined && URL.canParse(url) ? [new URL(url).host] : [];
}
