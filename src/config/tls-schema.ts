/** `tls_server_config` in the file of `--web.config.file`. */
import { z } from 'zod';
import { CLIENT_AUTH_TYPES, type ClientAuthType } from '../model/web-settings.ts';
import { didYouMean } from './did-you-mean.ts';
import { EVEN_IF_INVALID, hasUnknownKey, mapping, text, toggle } from './fields.ts';
import { CIPHER_SUITES, CURVES, isInsecureSuite, TLS13_SUITES, TLS_VERSIONS } from './tls-names.ts';
import { isEntry } from './uniqueness.ts';

/** Of so few names all are told: the one that is most like a slip may be the less safe one. */
const MOST_LISTED = 5;

/** A name of a closed list. */
function named(
  kind: string,
  known: readonly string[],
  refusal: (name: string) => string | undefined = () => undefined,
) {
  return z.string(`must be the name of a ${kind}, such as ${known[0]}`).superRefine((name, context) => {
    if (known.includes(name)) return;
    const hint =
      known.length > MOST_LISTED
        ? didYouMean(name, known)
        : `: write ${known.slice(0, -1).join(', ')} or ${known.at(-1)}`;
    const message = refusal(name) ?? `is not a known ${kind}${hint}`;
    context.addIssue({ code: 'custom', message });
  });
}

const cipherSuite = named('cipher suite', [...Object.keys(CIPHER_SUITES), ...TLS13_SUITES], (name) =>
  isInsecureSuite(name)
    ? 'is an insecure cipher suite, which Go does not take in this file either: leave it out'
    : undefined,
);

/** What exporter-toolkit took before it had the names of Go. */
const FORMER_AUTH_TYPES: Readonly<Record<string, ClientAuthType>> = { RequireClientCert: 'RequireAnyClientCert' };

const clientAuthType = z
  .preprocess(
    (value) => (typeof value === 'string' ? (FORMER_AUTH_TYPES[value] ?? value) : value),
    named('client_auth_type', CLIENT_AUTH_TYPES),
  )
  .transform((name) => name as ClientAuthType);

const list = <Entry extends z.ZodType>(entry: Entry, what: string) =>
  z.array(entry, `must be a list of ${what}`).min(1, `must not be empty: name ${what}, or leave the key out`);

const pem = z.string('must be a text in PEM, in a block scalar: |').optional();
/** A key that stands here by a slip must not get into a message: what is refused here is neither opened nor repeated. */
export const pemFileName = text('server.crt').refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]|-----BEGIN/u.test(name), {
  error: 'must be the name of a file, in one line: the PEM itself goes under the key without _file',
});
const fileName = pemFileName.optional();
const tlsVersion = named('TLS version', Object.keys(TLS_VERSIONS)).optional();

export const tlsServerConfig = z
  .strictObject(
    {
      cert_file: fileName.describe(
        "File of the exporter's certificate (PEM), its own first and those of the authorities above it behind.",
      ),
      cert: pem.describe('The certificate itself, instead of `cert_file`.'),
      key_file: fileName.describe('File of its key (PEM), without a passphrase.'),
      key: pem.describe('The key itself, instead of `key_file`.'),
      client_auth_type: clientAuthType
        .optional()
        .describe(
          'What the exporter wants of the certificate of a client: `NoClientCert` (default), `RequestClientCert` (asks, and takes none or any), `RequireAnyClientCert` (any at all), `VerifyClientCertIfGiven` (none, or one that an authority signed), `RequireAndVerifyClientCert` (one that an authority signed).',
        ),
      client_ca_file: fileName.describe(
        'File of the authorities that sign the certificates of clients (PEM). Without it: every authority that Node.js trusts.',
      ),
      client_ca: pem.describe('These authorities themselves, instead of `client_ca_file`.'),
      client_allowed_sans: list(text('prometheus.example.com'), 'names')
        .optional()
        .describe(
          'Names of which the certificate of a client must have one: DNS names, addresses, e-mail addresses or URIs.',
        ),
      min_version: tlsVersion.describe('Lowest version: `TLS10`, `TLS11`, `TLS12` (default) or `TLS13`.'),
      max_version: tlsVersion.describe('Highest version. Default `TLS13`.'),
      cipher_suites: list(cipherSuite, 'cipher suites')
        .optional()
        .describe(
          'Cipher suites up to TLS 1.2 by their IANA names. Those of TLS 1.3 are always on. Default: all below.',
        ),
      prefer_server_cipher_suites: toggle
        .optional()
        .describe("Whether this order goes before the client's. Default `true`."),
      curve_preferences: list(named('curve', Object.keys(CURVES)), 'curves')
        .optional()
        .describe(
          'Curves for the exchange of keys, the preferred one first: `CurveP256`, `CurveP384`, `CurveP521`, `X25519`.',
        ),
    },
    mapping('a mapping with cert_file and key_file'),
  )
  .superRefine(rejectContradictions, EVEN_IF_INVALID);

type TlsServerConfig = Readonly<Record<string, unknown>>;

function rejectContradictions(tls: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(tls) || hasUnknownKey(context.issues)) return;
  for (const [key, message] of contradictions(tls)) {
    context.addIssue({ code: 'custom', path: key === undefined ? [] : [key], message });
  }
}

/** Key of the section, or the section as a whole. */
type Contradiction = readonly [key: string | undefined, message: string];

function contradictions(tls: TlsServerConfig): Contradiction[] {
  const problems: Contradiction[] = [];
  for (const name of ['cert', 'key', 'client_ca']) {
    const isFile = tls[`${name}_file`] !== undefined;
    const isInline = tls[name] !== undefined;
    if (isFile && isInline) problems.push([name, `is there beside ${name}_file: write one of the two`]);
    if (!isFile && !isInline && name !== 'client_ca')
      problems.push([undefined, `has neither ${name}_file nor ${name}: TLS needs a certificate and its key`]);
  }
  const { client_auth_type: auth = 'NoClientCert', client_allowed_sans: sans } = tls;
  const hasCa = tls.client_ca !== undefined || tls.client_ca_file !== undefined;
  if (hasCa && auth === 'NoClientCert') {
    const key = tls.client_ca === undefined ? 'client_ca_file' : 'client_ca';
    problems.push([key, 'has no effect without client_auth_type: write client_auth_type: RequireAndVerifyClientCert']);
  }
  if (
    sans !== undefined &&
    !['RequireAnyClientCert', 'RequireAndVerifyClientCert', 'RequireClientCert'].includes(String(auth))
  )
    problems.push(['client_allowed_sans', 'needs client_auth_type RequireAndVerifyClientCert or RequireAnyClientCert']);
  return [...problems, ...versionProblems(tls)];
}

function versionProblems({ min_version, max_version, cipher_suites }: TlsServerConfig): Contradiction[] {
  const order = Object.keys(TLS_VERSIONS);
  const least = order.indexOf((min_version ?? 'TLS12') as string);
  const most = order.indexOf((max_version ?? 'TLS13') as string);
  // An unknown name is a problem by itself.
  if (least < 0 || most < 0) return [];
  if (least > most) {
    return [
      min_version === undefined
        ? ['max_version', 'is below the default of min_version, TLS12: write a min_version']
        : ['min_version', 'is above max_version, so that nobody could connect'],
    ];
  }
  const onlyTls13 = Array.isArray(cipher_suites) && cipher_suites.every((name) => TLS13_SUITES.includes(String(name)));
  return onlyTls13 && most < order.indexOf('TLS13')
    ? [['cipher_suites', 'has only suites of TLS 1.3, which max_version rules out, so that nobody could connect']]
    : [];
}
