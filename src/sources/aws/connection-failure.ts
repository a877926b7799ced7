/** The fields of Node.js' errors about a connection. */
interface ConnectionError {
  readonly code?: string | undefined;
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
  /** One for each address of the host, where several were tried: the error around them has no words of its own. */
  readonly errors?: readonly unknown[];
}

/** Repeats codes, hosts and ports, and nothing else of an error: a URL may hold a login. */
export function describeConnection(error: ConnectionError): string {
  const each = error.errors?.map((one) => part(one as ConnectionError)) ?? [];
  const parts = each.length > 0 ? each : [part(error)];
  return `the connection failed: ${[...new Set(parts)].join(', ')}`;
}

function part({ code, hostname, address, port }: ConnectionError): string {
  const host = [hostname, address].find((name) => typeof name === 'string' && HOST.test(name));
  const shownCode = code !== undefined && NODE_CODE.test(code) ? code : 'no known code';
  if (host === undefined) return shownCode;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return `${shownCode} ${shownHost}${typeof port === 'number' ? `:${port}` : ''}`;
}

const HOST = /^[A-Za-z0-9.:-]{1,253}$/;
/** Of a system error, or of one of Node.js. */
export const NODE_CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
