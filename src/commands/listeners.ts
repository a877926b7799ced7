/** Every address that the exporter answers on: opened together, or none of them. */
import { FLAGS, type Flags } from '../config/flags.ts';
import type { Log } from '../model/log.ts';
import { listenProblem } from '../web/listen-problem.ts';
import { listen } from '../web/server.ts';
import type { TlsFrontInput } from '../web/tls-front.ts';

type App = Parameters<typeof listen>[0];

export interface Answering {
  readonly app: App;
  /** Of `app`; undefined: plain HTTP. */
  readonly tls: TlsFrontInput['settings'] | undefined;
  /** Of the address for probes. */
  readonly probeApp: App;
  /** Logged with each address of `app`. */
  readonly fields: object;
}

/** Resolves to undefined where an address cannot be had: the log says which ones, and why. */
export async function openListeners(
  { app, tls, probeApp, fields }: Answering,
  { listenAddresses, probeListenAddress: probe }: Pick<Flags, 'listenAddresses' | 'probeListenAddress'>,
  log: Log,
): Promise<{ readonly close: () => Promise<void> } | undefined> {
  const own = { app, tls, fields, message: 'listening', flag: FLAGS.listenAddresses };
  const ofProbes = { app: probeApp, fields: {}, message: 'listening for probes', flag: FLAGS.probeListenAddress };
  const wanted = [
    ...listenAddresses.map((at) => ({ ...own, at })),
    ...(probe === undefined ? [] : [{ ...ofProbes, at: probe, tls: undefined }]),
  ];
  const tried = await Promise.all(
    wanted.map(async ({ flag, at, ...each }) => {
      try {
        return { ...each, server: await listen(each.app, at, log, each.tls) };
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        log.error({ code, ...at }, listenProblem(error, at, `--${flag.name}`));
        return undefined;
      }
    }),
  );
  const opened = tried.filter((each) => each !== undefined);
  const close = async () => {
    await Promise.all(opened.map(({ server }) => server.close()));
  };
  if (opened.length < wanted.length) {
    await close();
    return undefined;
  }
  for (const { fields: more, server, tls: secured, message } of opened) {
    log.info({ ...more, address: server.address, port: server.port, tls: secured !== undefined }, message);
  }
  return { close };
}
