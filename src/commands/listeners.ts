/** Every address that the exporter answers on: opened together, or none of them. */
import type { ListenAddress } from '../config/flags.ts';
import type { Log } from '../model/log.ts';
import { listenProblem } from '../web/listen-problem.ts';
import { listen, type RunningServer } from '../web/server.ts';
import type { TlsFrontInput } from '../web/tls-front.ts';

export interface Listener {
  readonly app: Parameters<typeof listen>[0];
  readonly at: ListenAddress;
  /** Undefined: plain HTTP. */
  readonly tls: TlsFrontInput['settings'] | undefined;
  /** Logged with the address, once all are open. */
  readonly message: string;
  readonly fields: object;
}

/** Resolves to undefined where an address cannot be had: the log says which ones, and why. */
export async function openListeners(
  listeners: readonly Listener[],
  log: Log,
): Promise<{ close(): Promise<void> } | undefined> {
  const opened = await Promise.allSettled(listeners.map(({ app, at, tls }) => listen(app, at, log, tls)));
  const servers = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const close = async () => {
    await Promise.all(servers.map((server: RunningServer) => server.close()));
  };
  if (servers.length < listeners.length) {
    for (const [index, each] of opened.entries()) {
      const at = listeners[index]?.at;
      if (each.status === 'fulfilled' || at === undefined) continue;
      const { code } = each.reason as NodeJS.ErrnoException;
      log.error({ code, ...at }, listenProblem(each.reason, at));
    }
    await close();
    return undefined;
  }
  for (const [index, { message, fields, tls }] of listeners.entries()) {
    const { address, port } = servers[index] ?? {};
    log.info({ ...fields, address, port, tls: tls !== undefined }, message);
  }
  return { close };
}
