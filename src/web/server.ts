/** The server under the app: its deadlines and bounds, what it answers to no request, and how it ends. */
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Log } from '../model/log.ts';
import { createTurnQueue } from '../model/turn-queue.ts';
import { ANSWER_HEADERS } from './answer-headers.ts';
import { pathOf } from './request-target.ts';
import { createTlsFront, type TlsFront, type TlsFrontInput } from './tls-front.ts';

/** How long answers that are under way may take once the server is to close. */
const DRAIN_MS = 5_000;
/** From the request to the last byte of its answer: a page that nobody takes is memory. */
const ANSWER_MS = 60_000;
/** From the connection to the last byte of the request. */
const REQUEST_MS = 10_000;
const IDLE_MS = 5_000;
const CHECK_EVERY_MS = 5_000;
/** A connection is some kilobytes. */
const MOST_CONNECTIONS = 10_000;
/** That the kernel keeps until the loop takes them, if it may. Of more, each waits a second until its client tries again. */
const MOST_UNTAKEN = 4096;

/** Where to listen. */
export interface Exposed {
  readonly host: string | undefined;
  readonly port: number;
}

export interface RunningServer {
  readonly address: string;
  readonly port: number;
  /** Takes no more connections, ends what is under way, and then resolves. */
  close(): Promise<void>;
}

/**
 * Rejects with Node's error if the address cannot be had.
 *
 * @param tls the settings for each new connection; undefined: plain HTTP.
 */
export async function listen(
  app: RequestListener,
  { host, port }: Exposed,
  log: Pick<Log, 'debug' | 'warn'>,
  tls?: TlsFrontInput['settings'],
): Promise<RunningServer> {
  const options = {
    headersTimeout: REQUEST_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: IDLE_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    // Node.js would answer by itself, without the headers of every answer.
    requireHostHeader: false,
  };
  const underWay = new Map<Socket, ServerResponse>();
  const take: RequestListener = (request, response) => {
    const { socket } = request;
    // One request at a time: Node.js would queue the answers to those that a client sends behind it without a bound, and drop the
    // queue without an event when the client leaves. A client that does so must be ready to ask again (RFC 9112, section 9.3.2).
    if (underWay.has(socket)) socket.destroy();
    // What Node.js had read with it comes all the same.
    if (socket.destroyed) return;
    underWay.set(socket, response);
    const deadline = setTimeout(() => response.destroy(), ANSWER_MS);
    response.once('close', () => {
      underWay.delete(socket);
      clearTimeout(deadline);
    });
    void answer(request, response);
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request.url ?? '');
    if (path === undefined) {
      response.writeHead(400, { ...ANSWER_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('the address is no path, and not of http:// or https://\n');
      return;
    }
    request.url = path;
    // Its client may have a certificate that is not allowed any more: the next connection is looked at anew.
    if (front !== undefined && !(await front.isCurrent(request.socket))) response.setHeader('Connection', 'close');
    app(request, response);
  }
  const server = createServer(options, take);
  server.maxConnections = MOST_CONNECTIONS;
  const timeouts = createTurnQueue();
  server.on('checkExpectation', take).on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Thousands of connections that send nothing have had their time in the same moment: to end all of them takes a fifth of a second. One that sends
    // nonsense ends at once, so that nothing behind it is taken for a request.
    if (error.code === TIMEOUT) void timeouts.next().then(() => refuse(error, socket));
    else refuse(error, socket);
  });
  const front = tls === undefined ? undefined : putBefore(server, tls, log);
  server.listen({ port, backlog: MOST_UNTAKEN, ...(host !== undefined && { host }) });
  await once(server, 'listening');
  surviveErrors(server, log);
  const bound = server.address() as AddressInfo;
  return {
    address: bound.address,
    port: bound.port,
    async close() {
      const closed = once(server, 'close');
      const cut = setTimeout(() => {
        server.closeAllConnections();
        front?.close();
      }, DRAIN_MS);
      // The close of an HTTP server cuts an answer that was handed over and is not yet sent whole (Node 20 takes its connection
      // for idle), and waits 5 s for a connection that falls idle later.
      Server.prototype.close.call(server);
      for (const response of underWay.values()) await once(response, 'close');
      server.closeAllConnections();
      front?.close();
      await closed;
      clearTimeout(cut);
    },
  };
}

/** The connections go to TLS, and those that it secures to what took them before. */
function putBefore(server: HttpServer, settings: TlsFrontInput['settings'], log: Pick<Log, 'debug'>): TlsFront {
  const [speakHttp] = server.listeners('connection');
  const front = createTlsFront({ settings, log, secured: (connection) => void speakHttp?.call(server, connection) });
  server.removeAllListeners('connection').on('connection', (connection: Socket) => front.take(connection));
  return front;
}

/** Without file descriptors left it cannot take a connection, and can again when others end: no reason to end, nor to fill the log. */
function surviveErrors(server: HttpServer, log: Pick<Log, 'warn'>): void {
  const told = new Set<string | undefined>();
  server.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (!told.has(code)) log.warn({ code }, 'connections cannot be taken for now');
    told.add(code);
  });
}

const TIMEOUT = 'ERR_HTTP_REQUEST_TIMEOUT';
const REFUSALS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  [TIMEOUT]: '408 Request Timeout',
};

/** Answers what is no request, as Node.js does, with the headers of every answer. */
function refuse({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  // An answer may be under way on a connection that sends nonsense behind its request.
  const { bytesWritten = 0 } = socket as Partial<{ bytesWritten: number }>;
  if (!socket.writable || bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const headers = Object.entries({ ...ANSWER_HEADERS, Connection: 'close', 'Content-Length': '0' });
  const lines = [`HTTP/1.1 ${REFUSALS[code] ?? '400 Bad Request'}`, ...headers.map((header) => header.join(': '))];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}
