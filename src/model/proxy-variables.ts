import type { Environment } from './environment.ts';

/** Of the URL that is asked, without a colon. */
type Scheme = 'http' | 'https';

const inBothCases = (name: string): string[] => [name.toLowerCase(), name];

/** `HTTP_PROXY` and `http_proxy`, and so on. */
export const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap(inBothCases);

/** The one that names the proxy for URLs of the scheme, where several are set; undefined: none is set. */
export function proxyVariable(scheme: Scheme, environment: Environment): string | undefined {
  const names = [`${scheme.toUpperCase()}_PROXY`, 'ALL_PROXY'].flatMap(inBothCases);
  return names.find((name) => environment[name]);
}
