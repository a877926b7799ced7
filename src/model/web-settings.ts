/** How the exporter is reached: TLS, logins and headers, as the file of `--web.config.file` says. */

/** How a server treats the certificate of a client; the names are those of Go's `tls.ClientAuthType`. */
export const CLIENT_AUTH_TYPES = [
  'NoClientCert',
  'RequestClientCert',
  'RequireAnyClientCert',
  'VerifyClientCertIfGiven',
  'RequireAndVerifyClientCert',
] as const;
export type ClientAuthType = (typeof CLIENT_AUTH_TYPES)[number];

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

export interface TlsSettings {
  /** PEM, the server's own first. */
  readonly certificate: string;
  /** PEM, without a passphrase. */
  readonly key: string;
  /** PEM; absent: the authorities that Node.js trusts. */
  readonly clientCa?: string;
  readonly clientAuth: ClientAuthType;
  /** Of which the certificate of a client must have one; absent: any name. */
  readonly allowedSans?: readonly string[];
  readonly minVersion: TlsVersion;
  readonly maxVersion: TlsVersion;
  /** In OpenSSL's words, with those of TLS 1.3. */
  readonly ciphers: string;
  /** In OpenSSL's words; absent: its own choice. */
  readonly curves?: string;
  /** Whether the order of `ciphers` goes before the client's. */
  readonly preferServerCiphers: boolean;
}

/** A bucket that holds `burst` requests and gets one back in each interval. */
export interface RateLimit {
  readonly intervalMs: number;
  readonly burst: number;
}

export interface WebSettings {
  /** Absent: plain HTTP. */
  readonly tls?: TlsSettings;
  /** Put on every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Name to bcrypt hash; empty: no login. */
  readonly users: ReadonlyMap<string, string>;
  readonly rateLimit?: RateLimit;
}

export const OPEN_WEB: WebSettings = { headers: {}, users: new Map() };
