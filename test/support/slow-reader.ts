import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const EVERY_MS = 1_000;

/**
 * Asks for /metrics, takes one byte a second, and leaves when `signal` aborts or when the exporter has had enough.
 *
 * @param encoding that it accepts; default: it says nothing, and gets plain text.
 */
export async function readSlowly(url: string, signal: AbortSignal, encoding?: string): Promise<void> {
  const { hostname, port } = new URL(url);
  // Node.js would take all that has come, and so empty the buffers of the kernel.
  const onread = { buffer: Buffer.alloc(1), callback: () => false };
  const socket = connect({ host: hostname, port: Number(port), onread });
  socket.on('error', () => undefined);
  const accepted = encoding === undefined ? '' : `accept-encoding: ${encoding}\r\n`;
  socket.write(`GET /metrics HTTP/1.1\r\nhost: localhost\r\n${accepted}\r\n`);
  while (!signal.aborted && !socket.destroyed) {
    await setTimeout(EVERY_MS);
    socket.resume();
  }
  socket.destroy();
}
