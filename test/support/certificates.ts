/** Certificates that a test makes for itself, as Node.js can read them and not make them: X.509 in DER, of ten days. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

export interface Pair {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Pair {
  readonly name: string;
  readonly privateKey: KeyObject;
}

interface Wanted {
  readonly name: string;
  /** `DNS:x`, `IP:127.0.0.1`, `email:x`, `URI:x`. */
  readonly names?: readonly string[];
  /** Undefined: it signs itself. */
  readonly signedBy?: Authority;
  readonly isAuthority?: boolean;
  readonly type?: 'ec' | 'rsa';
  /** Unix milliseconds when its ten days begin. */
  readonly from?: number;
}

const DAY = 86_400_000;

export function authority(name: string): Authority {
  return certificate({ name, isAuthority: true });
}

export function serverPair(signedBy: Authority, wanted: Partial<Wanted> = {}): Pair {
  return certificate({ name: 'exporter', names: ['DNS:localhost', 'IP:127.0.0.1'], signedBy, ...wanted });
}

export function certificate(wanted: Wanted): Authority {
  const { name, names = [], signedBy, isAuthority = false, type = 'ec', from = Date.now() - DAY } = wanted;
  const pair =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signer = signedBy?.privateKey ?? pair.privateKey;
  const algorithm = signer.asymmetricKeyType === 'ec' ? ECDSA_WITH_SHA256 : RSA_WITH_SHA256;
  const extensions = [
    ...(isAuthority ? [extension('551d13', sequence(Buffer.from('0101ff', 'hex')))] : []),
    ...(names.length > 0 ? [extension('551d11', sequence(...names.map(alternativeName)))] : []),
  ];
  const toBeSigned = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    distinguishedName(signedBy?.name ?? name),
    sequence(utcTime(from), utcTime(from + 10 * DAY)),
    distinguishedName(name),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [element(0xa3, sequence(...extensions))] : []),
  );
  const signature = element(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', toBeSigned, signer)]));
  return {
    name,
    privateKey: pair.privateKey,
    certificate: pem(sequence(toBeSigned, algorithm, signature)),
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const bytes = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

const sequence = (...parts: readonly Buffer[]) => element(0x30, Buffer.concat(parts));
const integer = (bytes: Buffer) => element(0x02, bytes);
const objectId = (hex: string) => element(0x06, Buffer.from(hex, 'hex'));
const extension = (id: string, value: Buffer) => sequence(objectId(id), element(0x04, value));
const distinguishedName = (name: string) =>
  sequence(element(0x31, sequence(objectId('550403'), element(0x0c, Buffer.from(name)))));

const ECDSA_WITH_SHA256 = sequence(objectId('2a8648ce3d040302'));
const RSA_WITH_SHA256 = sequence(objectId('2a864886f70d01010b'), Buffer.from('0500', 'hex'));

function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return element(0x17, Buffer.from(digits.slice(2)));
}

function alternativeName(written: string): Buffer {
  const [, kind = '', value = ''] = /^(\w+):(.*)$/.exec(written) ?? [];
  const tag = { email: 0x81, DNS: 0x82, URI: 0x86, IP: 0x87 }[kind] ?? 0;
  return element(tag, kind === 'IP' ? address(value) : Buffer.from(value));
}

/** IPv6 in full, with all its eight groups. */
function address(text: string): Buffer {
  if (isIP(text) === 4) return Buffer.from(text.split('.').map(Number));
  return Buffer.from(
    text
      .split(':')
      .map((group) => group.padStart(4, '0'))
      .join(''),
    'hex',
  );
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
