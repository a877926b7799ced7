import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, Server } from 'node:net';

/** How long answers that are under way may take once the server is to close. */
const DRAIN_MS = 5_000;

export interface RunningServer {
  readonly address: string;
  readonly port: number;
  /** Takes no more connections, ends what is under way, and then resolves. */
  close(): Promise<void>;
}

/** Rejects with Node's error if the address cannot be had. */
export async function listen(app: RequestListener, host: string | undefined, port: number): Promise<RunningServer> {
  const server = createServer(app);
  const underWay = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  server.listen({ port, ...(host !== undefined && { host }) });
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  return {
    address: bound.address,
    port: bound.port,
    async close() {
      const closed = once(server, 'close');
      const cut = setTimeout(() => {
        server.closeAllConnections();
      }, DRAIN_MS);
      // The close of an HTTP server cuts an answer that was handed over and is not yet sent whole (Node 20 takes its connection
      // for idle), and waits 5 s for a connection that falls idle later.
      Server.prototype.close.call(server);
      for (const response of underWay) await once(response, 'close');
      server.closeAllConnections();
      await closed;
      clearTimeout(cut);
    },
  };
}
