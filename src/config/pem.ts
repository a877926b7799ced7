/** Certificates and keys in PEM: what is wrong with them, in words that hold nothing of a key. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g;

export type ReadPem<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

/** Every certificate of the text, the first one first. */
export function readCertificates(pem: string): ReadPem<readonly X509Certificate[]> {
  const blocks = pem.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) return refused('has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----');
  try {
    return { ok: true, value: blocks.map((block) => new X509Certificate(block)) };
  } catch {
    return refused('has a certificate that cannot be read: its PEM is damaged');
  }
}

export function readKey(pem: string): ReadPem<KeyObject> {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem))
    return refused('has no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----');
  try {
    return { ok: true, value: createPrivateKey(pem) };
  } catch {
    const isEncrypted = pem.includes('ENCRYPTED');
    return refused(
      isEncrypted
        ? 'has a key with a passphrase, which the exporter cannot ask for: write it without one, as openssl pkey does'
        : 'has a private key that cannot be read: its PEM is damaged',
    );
  }
}

function refused(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
