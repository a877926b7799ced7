/** What Node.js needs to speak TLS as the settings say. */
import { createSecureContext, type TlsOptions } from 'node:tls';
import type { TlsSettings } from '../model/web-settings.ts';

/** From the connection to the end of its handshake. */
const HANDSHAKE_MS = 10_000;

export function tlsOptions(tls: TlsSettings): TlsOptions {
  return {
    cert: tls.certificate,
    key: tls.key,
    ...(tls.clientCa !== undefined && { ca: tls.clientCa }),
    minVersion: tls.minVersion,
    maxVersion: tls.maxVersion,
    ciphers: tls.ciphers,
    ...(tls.curves !== undefined && { ecdhCurve: tls.curves }),
    honorCipherOrder: tls.preferServerCiphers,
    // Whether the certificate of a client will do is decided by tls-front.ts. Without any, this one ends the handshake with an alert.
    requestCert: tls.clientAuth !== 'NoClientCert',
    rejectUnauthorized: tls.clientAuth === 'RequireAndVerifyClientCert',
    // Express speaks no HTTP/2.
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: HANDSHAKE_MS,
  };
}

/** What OpenSSL has against the settings; undefined: nothing. Its own words are few and hold nothing of a key. */
export function tlsProblem(tls: TlsSettings): string | undefined {
  try {
    createSecureContext(tlsOptions(tls));
    return undefined;
  } catch (error) {
    const [, words = 'for a reason it does not say'] = /:([a-z ]+)$/i.exec((error as Error).message) ?? [];
    return `OpenSSL refuses it: ${words}`;
  }
}
