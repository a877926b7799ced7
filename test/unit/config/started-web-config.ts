/** An exporter's file of `--web.config.file`, with its certificates, and what watches it. */
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startWebConfig } from '../../../src/config/web-config-watch.ts';
import type { WebSettings } from '../../../src/model/web-settings.ts';
import { authority, serverPair } from '../../support/certificates.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export const CA = authority('test authority');
export const TLS = 'tls_server_config: { cert_file: server.crt, key_file: server.key }\n';
export const users = (...names: readonly string[]) =>
  `basic_auth_users: {${names.map((name) => `${name}: $2y$10$${'x'.repeat(53)}`).join(', ')}}\n`;

interface Line {
  readonly level: string;
  readonly message: string;
  readonly problems?: readonly string[];
}

interface Starting {
  readonly stateOf?: (file: string) => Promise<string>;
  readonly atStart?: (inFolder: (name: string) => string) => void;
}

export async function started(yaml: string, { stateOf, atStart }: Starting = {}) {
  const folder = await temporaryFolder();
  const inFolder = (name: string) => path.join(folder, name);
  /** As a careful program writes: whole, under its name. */
  const write = async (name: string, text: string) => {
    await writeFile(inFolder('new'), text);
    await rename(inFolder('new'), inFolder(name));
  };
  const writePair = async () => {
    const pair = serverPair(CA);
    await write('server.key', pair.key);
    await write('server.crt', pair.certificate);
    return pair;
  };
  const pair = await writePair();
  await write('ca.crt', CA.certificate);
  await write('web.yml', yaml);
  const clock = new PassingClock('2026-11-22T10:00:00Z', 1_000);
  /** Runs between the reading of the certificates and its end. */
  let whileRead: (() => void) | undefined = atStart && (() => atStart(inFolder));
  const tlsProblem = () => {
    whileRead?.();
    whileRead = undefined;
    return undefined;
  };
  const start = await startWebConfig(inFolder('web.yml'), clock, tlsProblem, stateOf);
  if (!start.ok) throw new Error(start.problems.join('\n'));
  const lines: Line[] = [];
  const loaded: boolean[] = [];
  const log = (level: string) => (fields: object, message: string) => void lines.push({ level, message, ...fields });
  const source = start.watch({
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    loaded: (successful) => loaded.push(successful),
  });
  const settings = async (): Promise<WebSettings> => {
    clock.pass(1_000);
    return source();
  };
  const meanwhile = (change: () => void) => (whileRead = change);
  return { inFolder, meanwhile, write, writePair, pair, clock, source, settings, lines, loaded };
}

export const namesIn = ({ users: known }: WebSettings) => [...known.keys()];
