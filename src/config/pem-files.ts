/** The certificates and keys that `tls_server_config` names or holds: their texts, and what is wrong with them. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorInWords } from '../model/system-error.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import type { ConfigText } from './config-file.ts';
import type { stateOfFile } from './file-state.ts';
import { readCertificates, readKey } from './pem.ts';
import { pemFileName } from './tls-schema.ts';
import { isEntry } from './uniqueness.ts';
import { TLS_SECTION } from './web-config-schema.ts';
import type { Problem } from './yaml-file.ts';

/** Bytes. */
const LARGEST_PEM = 1024 * 1024;

const PEM_KEYS = ['cert', 'key', 'client_ca'] as const;
export type PemTexts = Partial<Record<(typeof PEM_KEYS)[number], string>>;

interface PemFiles {
  /** Absolute, good or not, each with the state that it had before it was read. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  readonly texts: PemTexts;
}

/** @param folder against which relative names count. */
export async function readPemFiles(content: unknown, folder: string, stateOf: typeof stateOfFile): Promise<PemFiles> {
  const tls = isEntry(content) && isEntry(content[TLS_SECTION]) ? content[TLS_SECTION] : {};
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const texts: PemTexts = {};
  const refuse = (key: string, message: string) => {
    problems.push({ keys: [TLS_SECTION, key], shown: [TLS_SECTION, key], message });
  };
  for (const key of PEM_KEYS) {
    const name = tls[`${key}_file`];
    if (typeof name !== 'string') {
      const inline = tls[key];
      if (typeof inline === 'string') texts[key] = inline;
      continue;
    }
    if (!pemFileName.safeParse(name).success) continue;
    const file = path.resolve(folder, name);
    files.set(file, await stateOf(file));
    const read = await readSmall(file);
    if (read.ok) texts[key] = read.text;
    else refuse(`${key}_file`, `${shownName(file, name)}${read.problem}`);
  }
  for (const { key, problem } of pemProblems(texts)) {
    const name = tls[`${key}_file`];
    if (typeof name === 'string') refuse(`${key}_file`, `${shownName(path.resolve(folder, name), name)}${problem}`);
    else refuse(key, problem);
  }
  return { files, problems, texts };
}

/** A key that stands in place of the name of its file is a name too, and most secrets are. No secret ends as the name of such a file does. */
function shownName(file: string, name: string): string {
  return /\.[a-z]{2,6}$/i.test(name) && withoutSecrets(name) === name ? `${file}: ` : '';
}

function pemProblems(texts: PemTexts): { readonly key: keyof PemTexts; readonly problem: string }[] {
  const certificates = texts.cert === undefined ? undefined : readCertificates(texts.cert);
  const key = texts.key === undefined ? undefined : readKey(texts.key);
  const authorities = texts.client_ca === undefined ? undefined : readCertificates(texts.client_ca);
  const ofOne = Object.entries({ cert: certificates, key, client_ca: authorities }).flatMap(([of, read]) =>
    read?.ok === false ? [{ key: of as keyof PemTexts, problem: read.problem }] : [],
  );
  if (certificates?.ok !== true || key?.ok !== true) return ofOne;
  const fits = certificates.value[0]?.checkPrivateKey(key.value) ?? false;
  return fits
    ? ofOne
    : [...ofOne, { key: 'key', problem: 'is not the key of the certificate: both must be of one pair' }];
}

async function readSmall(file: string): Promise<ConfigText> {
  try {
    const handle = await open(file);
    try {
      const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(LARGEST_PEM + 1) });
      if (bytesRead > LARGEST_PEM) return { ok: false, problem: `is larger than ${LARGEST_PEM / 1024 / 1024} MiB` };
      return { ok: true, text: buffer.toString('latin1', 0, bytesRead) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, problem: `cannot be read: ${systemErrorInWords(error)}` };
  }
}
