/**
 * What a changed file of `--web.config.file` no longer has. A file that was cut is mostly a good file, only that it keeps fewer out:
 * without its last keys it asks for no login, or for no certificate of the client.
 */
import type { ClientAuthType } from '../model/web-settings.ts';
import { isEntry } from './uniqueness.ts';
import { HTTP_SECTION, TLS_SECTION, USERS_SECTION } from './web-config-schema.ts';

/** How a file was written. */
export interface WrittenWebConfig {
  readonly content: unknown;
  /** Whether its last line has an end, or a value that has one, such as a bracket. */
  readonly isLineWhole: boolean;
}

const NO_CERTIFICATE: ClientAuthType = 'NoClientCert';

/** What to write in place of a key that is no longer wanted. */
const EXPLICIT: Readonly<Record<string, string>> = {
  [USERS_SECTION]: 'write basic_auth_users: {} to have no login',
  [`${TLS_SECTION}.client_auth_type`]: `write client_auth_type: ${NO_CERTIFICATE} to ask for no certificate`,
};

/** Why the file must not replace the one before it, as if it were cut. Without TLS at all it is refused anyway. */
export function lossProblems(before: WrittenWebConfig, after: WrittenWebConfig): string[] {
  const lost = lostKeys(before.content, after.content).filter((key) => key !== TLS_SECTION && key !== HTTP_SECTION);
  return [
    ...lost.map((key) => {
      const advice = EXPLICIT[key] ?? 'write it with the value that you want, or restart the exporter';
      return `has no ${key} any more, and may be cut: the exporter goes on with the file before it; ${advice}`;
    }),
    ...(before.isLineWhole && !after.isLineWhole
      ? ['has no line break at its end any more, and may be cut: the exporter goes on with the file before it; add one']
      : []),
  ];
}

/** Paths of the keys, the outermost ones only. Users are for the file to say, as each one less keeps more out, and headers, as they keep nobody out. */
function lostKeys(before: unknown, after: unknown, path = ''): string[] {
  if (!isEntry(before) || !isEntry(after) || path === USERS_SECTION || path === HTTP_SECTION) return [];
  return Object.keys(before).flatMap((key) => {
    const own = path === '' ? key : `${path}.${key}`;
    if (key in after) return lostKeys(before[key], after[key], own);
    return keepsNobodyOut(before[key]) || isReplaced(key, after) ? [] : [own];
  });
}

/** What was written to have no login or to ask for no certificate. */
function keepsNobodyOut(value: unknown): boolean {
  return value === NO_CERTIFICATE || (isEntry(value) && Object.keys(value).length === 0);
}

/** A certificate may move from its file into this one, and back; and without client certificates nothing about them may be there. */
function isReplaced(key: string, after: Readonly<Record<string, unknown>>): boolean {
  const other = key.endsWith('_file') ? key.slice(0, -'_file'.length) : `${key}_file`;
  return (
    other in after || (/^client_(?:ca|ca_file|allowed_sans)$/.test(key) && after.client_auth_type === NO_CERTIFICATE)
  );
}
