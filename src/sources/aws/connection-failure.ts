/** Failures of connections in words that repeat codes, hosts and ports, and nothing else of an error: a URL may hold a login. */
import type { Route } from './route.ts';

/** The fields of Node.js' errors about a connection, and where it was to lead. */
export interface ConnectionError {
  readonly message?: string;
  readonly code?: string | undefined;
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
  /** One for each address of the host, where several were tried: the error around them has no words of its own. */
  readonly errors?: readonly unknown[];
  readonly route?: Route;
}

/** Of a proxy, what a code means: nothing else is connected to where one is in between. */
const OF_PROXY: readonly (readonly [code: RegExp, words: string])[] = [
  [/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'cannot be reached'],
  [/^(?:ECONNRESET|EPIPE)$/, 'closed the connection before it answered'],
  [/^HPE_/, 'answers in a form that is not HTTP'],
];

/** Source: Node.js documentation, "X509 certificate error codes". */
const OF_CERTIFICATE: readonly (readonly [code: RegExp, words: string])[] = [
  [
    /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|CERT_UNTRUSTED|INVALID_CA)$/,
    'a certificate of a CA that is not trusted: set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS to a file with that CA, if it is the one of a proxy of yours',
  ],
  [/^CERT_HAS_EXPIRED$/, 'a certificate that has expired, by the clock of this machine'],
  [/^CERT_NOT_YET_VALID$/, 'a certificate that is not valid yet, by the clock of this machine'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'the certificate of another host'],
];

export function describeConnection(error: ConnectionError): string {
  const parts = partsOf(error);
  const codes = [...codesOf(error)];
  const certificate = wordsOf(codes, OF_CERTIFICATE);
  if (certificate !== undefined) return `${certificate} (${parts})`;
  const { proxy } = error.route ?? {};
  if (proxy === undefined) return `the connection failed: ${parts}`;
  const words = wordsOf(codes, OF_PROXY);
  return words === undefined
    ? `the connection through the proxy of ${proxy.variable} failed: ${parts}`
    : `the proxy of ${proxy.variable} ${words} (${parts})`;
}

/** Who gave no answer, and how long the SDK waited for it. */
export function describeTimeout(error: ConnectionError): string {
  const { host, proxy } = error.route ?? {};
  const [, ms] = /\b(\d{1,9}) ms\b/.exec(error.message ?? '') ?? [];
  const within = ms === undefined ? 'in time' : `within ${Number(ms) / 1000} s`;
  const from = host !== undefined && HOST.test(host) ? ` from ${host}` : '';
  const through =
    proxy === undefined ? '' : ` through the proxy of ${proxy.variable} (${HOST.test(proxy.host) ? proxy.host : '?'})`;
  const code = error.code === undefined ? '' : `: ${partsOf(error)}`;
  return `no answer ${within}${from}${through}${code}`;
}

function wordsOf(codes: readonly string[], list: readonly (readonly [RegExp, string])[]): string | undefined {
  return list.find(([code]) => codes.some((each) => code.test(each)))?.[1];
}

function codesOf({ code, errors = [] }: ConnectionError): string[] {
  return [code, ...errors.map((one) => (one as ConnectionError).code)].filter((each) => each !== undefined);
}

function partsOf(error: ConnectionError): string {
  const each = error.errors?.map((one) => part(one as ConnectionError)) ?? [];
  return [...new Set(each.length > 0 ? each : [part(error)])].join(', ');
}

function part({ code, hostname, address, port }: ConnectionError): string {
  const host = [hostname, address].find((name) => typeof name === 'string' && HOST.test(name));
  const shownCode = code !== undefined && NODE_CODE.test(code) ? code : 'no known code';
  if (host === undefined) return shownCode;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return `${shownCode} ${shownHost}${typeof port === 'number' ? `:${port}` : ''}`;
}

const HOST = /^[A-Za-z0-9.:[\]-]{1,253}$/;
/** Of a system error, or of one of Node.js. */
export const NODE_CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
