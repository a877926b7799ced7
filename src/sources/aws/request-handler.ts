/** How the SDK's clients reach AWS: with deadlines, through the proxy of the environment, and by the certificates that it names. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import type { Environment } from '../../model/environment.ts';
import type { WayToAws } from '../../model/caller-identity.ts';
import { PROXY_VARIABLES, proxyVariable } from '../../model/proxy-variables.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import { notingRoutes, type RequestHandler, type Route } from './route.ts';

/** The SDK waits for ever by default. The deadline of a refresh is another, longer one. */
const DEADLINES = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

/** To each host; more than there are places for calls, slow ones included, as a call that has its place is to begin. */
const CONNECTIONS = { keepAlive: true, maxSockets: 256 };

/** One for all clients. Reads the file of `AWS_CA_BUNDLE`. */
export function createRequestHandler(environment: Environment): RequestHandler {
  const { config } = new IAMClient({ requestHandler: optionsOf(environment) });
  return notingRoutes(config.requestHandler as RequestHandler, (url) => proxyOnTheWay(url, environment));
}

function optionsOf(environment: Environment): NonNullable<IAMClientConfig['requestHandler']> {
  const bundle = environment.AWS_CA_BUNDLE;
  // As for the AWS CLI: in place of the certificates that Node.js brings.
  const connections = { ...CONNECTIONS, ...(bundle && { ca: readFileSync(bundle) }) };
  if (PROXY_VARIABLES.every((name) => !environment[name]))
    return { ...DEADLINES, httpAgent: connections, httpsAgent: connections };
  const agent = new ProxyingAgent(connections, environment);
  return { ...DEADLINES, httpAgent: agent, httpsAgent: agent } as NonNullable<IAMClientConfig['requestHandler']>;
}

/** By which proxy and certificates a URL is reached. */
export function connectionTo(url: string, environment: Environment): Pick<WayToAws, 'proxy' | 'certificates'> {
  const proxy = proxyOf(url, environment);
  // The SDK's client is given the first, and Node.js reads the second by itself.
  const variable = ['AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'].find((name) => environment[name]);
  return {
    ...(proxy !== '' && { proxy: withoutSecrets(proxy) }),
    ...(variable !== undefined && { certificates: `${variable}=${environment[variable]}` }),
  };
}

function proxyOnTheWay(url: string, environment: Environment): Route['proxy'] {
  const proxy = proxyOf(url, environment);
  if (!URL.canParse(proxy)) return undefined;
  const variable = proxyVariable(url.startsWith('https:') ? 'https' : 'http', environment) ?? 'the environment';
  return { variable, host: new URL(proxy).host };
}

/** Hands each request to an agent for the proxy of its host, or to one without a proxy. */
class ProxyingAgent extends Agent {
  readonly #connections: https.AgentOptions;
  readonly #environment: Environment;
  readonly #agents = new Map<string, http.Agent>();

  constructor(connections: https.AgentOptions, environment: Environment) {
    super(connections);
    this.#connections = connections;
    this.#environment = environment;
  }

  override connect(_request: http.ClientRequest, { secureEndpoint, host, port }: AgentConnectOpts): http.Agent {
    const proxy = proxyOf(`${secureEndpoint ? 'https' : 'http'}://${urlHost(host)}:${port}`, this.#environment);
    const key = `${secureEndpoint} ${proxy}`;
    const agent = this.#agents.get(key) ?? this.#create(proxy, secureEndpoint);
    this.#agents.set(key, agent);
    return agent;
  }

  #create(proxy: string, secure: boolean): http.Agent {
    if (proxy === '') return secure ? new https.Agent(this.#connections) : new http.Agent(this.#connections);
    return secure ? new HttpsProxyAgent(proxy, this.#connections) : new HttpProxyAgent(proxy, this.#connections);
  }
}

function urlHost(host: string | null | undefined): string {
  return host?.includes(':') ? `[${host}]` : (host ?? '');
}

/** Empty: none. */
function proxyOf(url: string, environment: Environment): string {
  const proxy = getProxyForUrl(url);
  // Without a scheme the library takes that of the request, and every other program HTTP.
  const isWritten = PROXY_VARIABLES.some((name) => environment[name] === proxy);
  return isWritten ? proxy : proxy.replace(/^https:/, 'http:');
}
