/** Variables that hold a URL by which AWS is reached. No problem repeats a value: it may hold a login. */
import type { Environment } from '../model/environment.ts';
import { proxyVariable } from '../model/proxy-variables.ts';

export const ENDPOINTS = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_IAM', 'AWS_ENDPOINT_URL_STS'];

const EXAMPLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ENDPOINTS.map((name) => [name, 'https://iam.example'])),
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
};

export function urlProblems(environment: Environment): string[] {
  return Object.entries(EXAMPLES)
    .filter(([name]) => environment[name] && toUrl(environment[name]) === undefined)
    .map(([name, example]) => `${name}: must be a URL such as ${example}`);
}

/** Of the proxies that are asked: the agent takes whatever it is given for one that speaks HTTP. */
export function proxyProblems(environment: Environment): string[] {
  const names = [proxyVariable('https', environment), proxyVariable('http', environment)];
  return [...new Set(names)].flatMap((name) =>
    name === undefined || isProxy(environment[name] ?? '')
      ? []
      : [
          `${name}: must be the URL of an HTTP proxy, such as http://proxy.example:3128; a sign such as # or @ in its password is written as in a URL: %23, %40`,
        ],
  );
}

function isProxy(text: string): boolean {
  const url = toUrl(text.includes('://') ? text : `http://${text}`);
  // A sign of a password that is not encoded begins the path, the query or the fragment.
  return url?.pathname === '/' && !/[?#]/.test(text) && canDecode(url.username + url.password);
}

function toUrl(text: string): URL | undefined {
  if (!/^https?:\/\/[^/]/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return /^[\w.:[\]-]+$/.test(url.hostname) ? url : undefined;
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
