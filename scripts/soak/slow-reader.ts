import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const EVERY_MS = 1_000;

/** Asks for /metrics without gzip, takes one byte a second, and leaves after `seconds`, or when the exporter has had enough. */
export async function readSlowly(url: string, seconds: number): Promise<void> {
  const { hostname, port } = new URL(url);
  // Node.js would take all that has come, and so empty the buffers of the kernel.
  const onread = { buffer: Buffer.alloc(1), callback: () => false };
  const socket = connect({ host: hostname, port: Number(port), onread });
  socket.on('error', () => undefined);
  socket.write('GET /metrics HTTP/1.1\r\nhost: localhost\r\n\r\n');
  for (const end = performance.now() + seconds * 1000; performance.now() < end && !socket.destroyed;) {
    await setTimeout(EVERY_MS);
    socket.resume();
  }
  socket.destroy();
}
