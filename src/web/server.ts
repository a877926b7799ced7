import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long answers that are under way may take once the server is to close. */
const DRAIN_MS = 5_000;

export interface RunningServer {
  readonly address: string;
  readonly port: number;
  /** Takes no more requests, ends what is under way, and then resolves. */
  close(): Promise<void>;
}

/** Rejects with Node's error if the address cannot be had. */
export async function listen(app: RequestListener, host: string | undefined, port: number): Promise<RunningServer> {
  const server = createServer(app);
  server.listen({ port, ...(host !== undefined && { host }) });
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  return {
    address: bound.address,
    port: bound.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => {
        server.closeAllConnections();
      }, DRAIN_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}
