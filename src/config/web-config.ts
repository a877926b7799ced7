/** From the text of the file of `--web.config.file`, and the certificates that it names, to the settings of the web side. */
import path from 'node:path';
import { type TlsSettings, type WebSettings } from '../model/web-settings.ts';
import type { ConfigText } from './config-file.ts';
import { stateOfFile } from './file-state.ts';
import { type PemTexts, readPemFiles } from './pem-files.ts';
import { CURVES, openSslCiphers, TLS_VERSIONS } from './tls-names.ts';
import { isEntry } from './uniqueness.ts';
import type { WrittenWebConfig } from './web-config-loss.ts';
import { TLS_SECTION, USERS_SECTION, type WebConfigFile, webConfigSchema } from './web-config-schema.ts';
import { parseYamlFile, type Problem, problemsOf } from './yaml-file.ts';

/** `files`: absolute, those that the file names, good or not, each with the state that it had before it was read. */
export type LoadedWebConfig = { readonly files: ReadonlyMap<string, string> } & (
  | {
      readonly ok: true;
      readonly settings: WebSettings;
      readonly written: WrittenWebConfig;
      readonly warnings: readonly string[];
    }
  /** Every problem of the file and of those that it names. None repeats a text of one of them. */
  | { readonly ok: false; readonly problems: readonly string[] }
);

/** Undefined: the text of this PEM can be used. */
export type TlsProblem = (tls: TlsSettings) => string | undefined;

/** The last line of a text that has an end, or its last value. */
const ENDED = /(?:^|[\n}\]"'])$/;

/**
 * @param file its name, for messages and for relative paths in it.
 * @param tlsProblem what OpenSSL has against the settings.
 */
export async function toWebConfig(
  file: string,
  read: ConfigText,
  tlsProblem: TlsProblem,
  stateOf = stateOfFile,
): Promise<LoadedWebConfig> {
  if (!read.ok) return { ok: false, files: new Map(), problems: [`${file}: ${read.problem}`] };
  const yaml = parseYamlFile(read.text, file);
  if (!yaml.ok) return { ...yaml, files: new Map() };
  const content = withoutBlanks(yaml.content ?? {});
  const result = webConfigSchema.safeParse(content);
  const pem = await readPemFiles(content, path.dirname(path.resolve(file)), stateOf);
  const slips = result.success ? [] : result.error.issues.flatMap((issue) => problemsOf(issue, webConfigSchema));
  const problems = [...slips.map(withoutUser), ...pem.problems];
  const settings = result.success && problems.length === 0 ? toSettings(result.data, pem.texts) : undefined;
  const refusal = settings?.tls === undefined ? undefined : tlsProblem(settings.tls);
  if (refusal !== undefined) problems.push({ keys: [TLS_SECTION], shown: [TLS_SECTION], message: refusal });
  if (settings === undefined || problems.length > 0) {
    return { ok: false, files: pem.files, problems: yaml.describe(problems) };
  }
  const written = { content, isLineWhole: ENDED.test(read.text) };
  return { ok: true, files: pem.files, settings, written, warnings: warningsOf(file, settings) };
}

/** Go reads nothing, and an empty text, as a key that is not there. A user without a hash stays: the login must not go off by it. */
function withoutBlanks(content: unknown): unknown {
  if (Array.isArray(content) || !isEntry(content)) return content;
  return Object.fromEntries(
    Object.entries(content)
      .filter(([, value]) => value !== null && value !== '')
      .map(([key, value]) => [key, key === USERS_SECTION ? value : withoutBlanks(value)]),
  );
}

/** The line says which user: by a slip, the name may be a password. */
function withoutUser(problem: Problem): Problem {
  return problem.keys[0] === USERS_SECTION ? { ...problem, shown: [USERS_SECTION] } : problem;
}

function toSettings(file: WebConfigFile, { cert, key, client_ca: clientCa }: PemTexts): WebSettings {
  const { tls_server_config: tls, http_server_config: http, basic_auth_users: users, rate_limit: limit } = file;
  const minVersion = TLS_VERSIONS[tls?.min_version ?? 'TLS12'] ?? 'TLSv1.2';
  return {
    ...(tls !== undefined &&
      cert !== undefined &&
      key !== undefined && {
        tls: {
          certificate: cert,
          key,
          ...(clientCa !== undefined && { clientCa }),
          clientAuth: tls.client_auth_type ?? 'NoClientCert',
          ...(tls.client_allowed_sans !== undefined && { allowedSans: tls.client_allowed_sans }),
          minVersion,
          maxVersion: TLS_VERSIONS[tls.max_version ?? 'TLS13'] ?? 'TLSv1.3',
          ciphers: openSslCiphers(tls.cipher_suites, minVersion),
          ...(tls.curve_preferences !== undefined && {
            curves: tls.curve_preferences.map((name) => CURVES[name] ?? name).join(':'),
          }),
          preferServerCiphers: tls.prefer_server_cipher_suites ?? true,
        },
      }),
    headers: Object.fromEntries(
      Object.entries(http?.headers ?? {}).filter(([, value]) => value !== undefined),
    ) as Record<string, string>,
    users: users ?? new Map<string, string>(),
    ...(limit?.interval !== undefined &&
      limit.interval > 0 && { rateLimit: { intervalMs: limit.interval, burst: limit.burst ?? 1 } }),
  };
}

function warningsOf(file: string, { tls, users }: WebSettings): string[] {
  const verifies = tls?.clientAuth === 'VerifyClientCertIfGiven' || tls?.clientAuth === 'RequireAndVerifyClientCert';
  const publicly =
    'client_auth_type without client_ca_file: the exporter takes the certificate of every authority that Node.js trusts';
  const plainly = 'basic_auth_users without tls_server_config: passwords cross the network as plain text';
  return [
    ...(verifies && tls.clientCa === undefined ? [`${file}: ${publicly}`] : []),
    ...(users.size > 0 && tls === undefined ? [`${file}: ${plainly}`] : []),
  ];
}
