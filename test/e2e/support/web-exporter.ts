/** The built exporter behind a web configuration, and curl as its client. */
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Authority, authority, certificate, type Pair, serverPair } from '../../support/certificates.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Exporter, startExporter } from './exporter-process.ts';
import { knownReport, reportFile } from './known-report.ts';
import { run } from './tools.ts';

export interface WebFolder {
  readonly ca: Authority;
  readonly path: (name: string) => string;
  /** Replaces a file at once, as a careful program does. */
  readonly write: (name: string, text: string) => Promise<void>;
  /** As NAME.crt and NAME.key. */
  readonly writePair: (name: string, pair: Pair) => Promise<void>;
}

/** With ca.crt, server.crt and server.key; client.crt of the same authority, and stranger.crt of no authority. */
export async function webFolder(type: 'ec' | 'rsa' = 'ec'): Promise<WebFolder> {
  const folder = await temporaryFolder();
  const ca = authority('authority of the tests');
  const inFolder = (name: string) => path.join(folder, name);
  const write = async (name: string, text: string) => {
    await writeFile(inFolder('.new'), text);
    await rename(inFolder('.new'), inFolder(name));
  };
  const writePair = async (name: string, pair: Pair) => {
    await write(`${name}.key`, pair.key);
    await write(`${name}.crt`, pair.certificate);
  };
  await write('ca.crt', ca.certificate);
  await writePair('server', serverPair(ca, { type }));
  await writePair('client', certificate({ name: 'client', names: ['DNS:prometheus.example'], signedBy: ca }));
  await writePair('stranger', certificate({ name: 'stranger', names: ['DNS:prometheus.example'] }));
  return { ca, path: inFolder, write, writePair };
}

export const TLS = 'tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n';

export interface WebExporter {
  readonly exporter: Exporter;
  readonly folder: WebFolder;
  readonly port: number;
  /** GET by curl, which trusts the authority of the folder. */
  readonly curl: (route: string, ...args: readonly string[]) => Promise<Curled>;
}

export interface Curled {
  /** 0: there was an answer. 35, 52, 55 and 56: the connection ended in the handshake, or without one. */
  readonly exit: number;
  /** 0: none. */
  readonly status: number;
  /** Of HTTP, as `1.1`. */
  readonly version: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What curl says of the handshake, as `TLSv1.3 / TLS_AES_128_GCM_SHA256`. */
  readonly tls: string | undefined;
}

/** @param yaml of web.yml in the folder. */
export async function startWebExporter(
  folder: WebFolder,
  yaml: string,
  args: readonly string[] = [],
): Promise<WebExporter> {
  await folder.write('web.yml', yaml);
  const exporter = await startExporter({
    config: { accounts: [{ name: 'known', reportFile: await reportFile(knownReport(Date.now())) }] },
    args: [`--web.config.file=${folder.path('web.yml')}`, ...args],
  });
  const scheme = yaml.includes('tls_server_config') ? 'https' : 'http';
  const port = Number(new URL(exporter.url).port);
  return {
    exporter,
    folder,
    port,
    curl: (route, ...more) =>
      curl(`${scheme}://localhost:${port}${route}`, ['--cacert', folder.path('ca.crt'), ...more]),
  };
}

async function curl(url: string, args: readonly string[]): Promise<Curled> {
  const { code, stdout, stderr } = await run('curl', ['--ipv4', '--silent', '--verbose', '--include', ...args, url]);
  const [head = '', ...body] = stdout.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const [, version = '', status = '0'] = /^HTTP\/(\S+) (\d+)/.exec(statusLine) ?? [];
  return {
    exit: code,
    status: Number(status),
    version,
    headers: Object.fromEntries(
      lines.map((line) => line.split(': ', 2)).map(([name = '', value = '']) => [name.toLowerCase(), value]),
    ),
    body: body.join('\r\n\r\n'),
    tls: /SSL connection using (\S+ \/ \S+)/.exec(stderr)?.[1],
  };
}
