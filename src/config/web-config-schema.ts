/** The file of `--web.config.file`, in the format of Prometheus' exporter-toolkit: what it may hold. */
import { z } from 'zod';
import { mapping, toggle } from './fields.ts';
import { parseGoDuration } from './go-duration.ts';
import { tlsServerConfig } from './tls-schema.ts';

export const TLS_SECTION = 'tls_server_config';
export const USERS_SECTION = 'basic_auth_users';
export const HTTP_SECTION = 'http_server_config';

/** A number or a switch is what YAML makes of `1`, which `X-XSS-Protection` may be. */
function header(example: string, meaning: string, allowed?: readonly string[]) {
  return z
    .preprocess(
      (value) => (['number', 'boolean'].includes(typeof value) ? String(value) : value),
      z
        .string(`must be a text such as "${example}"`)
        .regex(/^[\t\x20-\x7e]*$/, 'must be one line of ASCII characters')
        .refine((value) => allowed?.includes(value) ?? true, `must be ${(allowed ?? []).join(' or ')}`),
    )
    .optional()
    .describe(meaning);
}

const headers = z.strictObject(
  {
    'Content-Security-Policy': header("default-src 'self'", "Goes before the exporter's own."),
    'X-Frame-Options': header('deny', '`deny` or `sameorigin`.', ['deny', 'sameorigin']),
    'X-Content-Type-Options': header('nosniff', '`nosniff`, which the exporter sends anyway.', ['nosniff']),
    'X-XSS-Protection': header('0', 'Any text.'),
    'Strict-Transport-Security': header(
      'max-age=31536000',
      'Any text. With care: browsers remember it for the whole host.',
    ),
  },
  mapping('a mapping of headers'),
);

const BCRYPT_HASH = /^\$2[aby]\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/;

/** No record: that of zod drops a user called `__proto__` without a word, and with the last user the login would be off. */
const basicAuthUsers = z.unknown().transform((value, context): ReadonlyMap<string, string> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    context.addIssue({ code: 'custom', message: 'must be a mapping of names to bcrypt hashes' });
    return z.NEVER;
  }
  const users = new Map<string, string>(Object.entries(value as Record<string, string>));
  for (const [name, hash] of users) {
    const problem = name.includes(':')
      ? 'the name of a user cannot have a colon: nobody could log in with it'
      : typeof hash !== 'string' || !BCRYPT_HASH.test(hash)
        ? 'the value is not a bcrypt hash ($2a$, $2b$ or $2y$): make one with htpasswd -nBC 10 ""'
        : undefined;
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem, path: [name] });
  }
  return users;
});

const rateLimit = z
  .strictObject(
    {
      interval: z
        .preprocess(
          (value) => (typeof value === 'number' ? `${value}ns` : value),
          z.string(`must be a duration such as "100ms"`),
        )
        .transform((value, context) => {
          const milliseconds = parseGoDuration(value);
          if (milliseconds !== undefined) return milliseconds;
          context.addIssue({ code: 'custom', message: 'must be a duration such as "100ms"' });
          return z.NEVER;
        })
        .optional()
        .describe('Time between two requests, such as `100ms`. `0`: no limit.'),
      burst: z.int('must be a whole number').optional().describe('How many requests may come at once.'),
    },
    mapping('a mapping with interval and burst'),
  )
  .refine(({ interval = 0, burst = 0 }) => interval === 0 || burst >= 1, {
    path: ['burst'],
    error: 'must be at least 1: with no burst the exporter would answer no request at all',
  });

export const webConfigSchema = z.strictObject(
  {
    [TLS_SECTION]: tlsServerConfig.optional(),
    [HTTP_SECTION]: z
      .strictObject(
        {
          http2: toggle.optional().describe('Accepted and without effect: the exporter speaks HTTP/1.1.'),
          headers: headers.optional(),
        },
        mapping('a mapping with http2 and headers'),
      )
      .optional(),
    [USERS_SECTION]: basicAuthUsers
      .optional()
      .describe('Names of users, each with the bcrypt hash of a password. Without users there is no login.'),
    rate_limit: rateLimit.optional(),
  },
  mapping('a mapping of keys to values'),
);

export type WebConfigFile = z.output<typeof webConfigSchema>;
