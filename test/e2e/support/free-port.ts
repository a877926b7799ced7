import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port for a program that cannot choose one itself and say which. Free now; taken by then only with bad luck. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
