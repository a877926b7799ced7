/** The names in the certificate of a client (subject alternative names), as `client_allowed_sans` has them. */
import { isIP, SocketAddress } from 'node:net';

const KINDS = ['DNS', 'email', 'URI', 'IP Address'];
/** Node.js puts a name with a comma or a quote in it in quotes, as a string of JSON, so that it cannot look like two. */
const NAME = /(?:^|, )([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)/g;

/** @param alternativeNames as Node.js has them: `DNS:one, IP Address:127.0.0.1`; undefined: the certificate has none. */
export function clientNames(alternativeNames: string | undefined): string[] {
  return [...(alternativeNames ?? '').matchAll(NAME)].flatMap(([, kind = '', text = '']) => {
    const name = unquoted(text);
    return name === undefined || !KINDS.includes(kind) ? [] : [bareAddress(name)];
  });
}

export function hasAllowedName(alternativeNames: string | undefined, allowed: readonly string[]): boolean {
  const names = clientNames(alternativeNames);
  return allowed.some((name) => names.includes(bareAddress(name)));
}

function unquoted(text: string): string | undefined {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** One address has many spellings: OpenSSL writes every digit of an IPv6 address, and people do not. */
function bareAddress(name: string): string {
  return isIP(name) === 6 ? new SocketAddress({ address: name, family: 'ipv6' }).address : name;
}
