/**
 * TLS before the HTTP server. Each connection gets the settings of the moment, so that a new certificate, authority or mode needs no
 * restart: a server of TLS for each version of them, which does not listen and takes the connections that it is handed.
 */
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { Log } from '../model/log.ts';
import type { TlsSettings } from '../model/web-settings.ts';
import { hasAllowedName } from './client-names.ts';
import { tlsOptions } from './tls-options.ts';

export interface TlsFront {
  take(connection: Socket): void;
  /** Whether the settings by which a connection was secured are still those of the moment. Never rejects. */
  isCurrent(connection: Socket): Promise<boolean>;
  /** Ends the connections that have not got as far as HTTP. */
  close(): void;
}

export interface TlsFrontInput {
  readonly settings: () => Promise<TlsSettings | undefined>;
  /** A connection whose client may speak HTTP now. */
  readonly secured: (connection: TLSSocket) => void;
  readonly log: Pick<Log, 'debug'>;
}

export function createTlsFront({ settings, secured, log }: TlsFrontInput): TlsFront {
  const waiting = new Set<Socket>();
  const securedBy = new WeakMap<Socket, TlsSettings>();
  let current: { readonly tls: TlsSettings; readonly server: Server } | undefined;

  function serverOf(tls: TlsSettings): Server {
    if (current?.tls === tls) return current.server;
    const server = createServer(tlsOptions(tls));
    server.on('secureConnection', (connection) => {
      const reason = refusal(connection, tls);
      if (reason === undefined) {
        securedBy.set(connection, tls);
        secured(connection);
      } else {
        log.debug({ reason }, 'a TLS connection was refused');
        connection.destroy();
      }
    });
    // A scan of ports makes many, which are no fault.
    server.on('tlsClientError', (error: NodeJS.ErrnoException, connection) => {
      // Node.js itself ends a connection whose certificate no authority signed, and then its own error is the only one that names it.
      const reason = (connection.authorizationError as unknown) ?? error.code;
      log.debug({ reason }, 'a TLS connection was refused');
      connection.destroy();
    });
    current = { tls, server };
    return server;
  }

  return {
    take(connection) {
      waiting.add(connection);
      // As servers of TLS have it: a client that ends in the middle of the handshake is gone.
      connection.allowHalfOpen = false;
      const forget = () => waiting.delete(connection);
      // A client that leaves before the handshake is no fault.
      connection.on('error', () => connection.destroy()).once('close', forget);
      void settings().then((tls) => {
        if (tls === undefined) connection.destroy();
        if (tls !== undefined && !connection.destroyed) serverOf(tls).emit('connection', connection);
      });
    },
    async isCurrent(connection) {
      return securedBy.get(connection) === (await settings());
    },
    close() {
      for (const connection of waiting) connection.destroy();
    },
  };
}

/** Why the certificate of a client will not do, as Go decides it. */
function refusal(connection: TLSSocket, { clientAuth, allowedSans }: TlsSettings): string | undefined {
  if (clientAuth === 'NoClientCert' || clientAuth === 'RequestClientCert') return undefined;
  const certificate = connection.getPeerX509Certificate();
  if (certificate === undefined) {
    return clientAuth === 'VerifyClientCertIfGiven' ? undefined : 'the client has no certificate';
  }
  if (clientAuth !== 'RequireAnyClientCert' && !connection.authorized) {
    return `the certificate of the client is refused: ${String(connection.authorizationError)}`;
  }
  if (allowedSans !== undefined && !hasAllowedName(certificate.subjectAltName, allowedSans)) {
    return 'the certificate of the client has no name that client_allowed_sans lists';
  }
  return undefined;
}
