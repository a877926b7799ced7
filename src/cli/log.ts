import { type DestinationStream, pino } from 'pino';
import type { Flags } from '../config/flags.ts';
import type { Log } from '../model/log.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { toLogfmt } from './logfmt.ts';

/**
 * A logger that writes one line an entry.
 *
 * @param secrets that are known word for word, and cut out of each value, as is what has the form of a secret: the last net, whatever an
 *   entry was made from.
 */
export function createLog(
  { logLevel: level, logFormat }: Pick<Flags, 'logLevel' | 'logFormat'>,
  destination: DestinationStream,
  secrets: () => readonly string[] = () => [],
): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    logFormat === 'logfmt' ? { write: (line) => destination.write(toLogfmt(line)) } : destination,
  );
  const write = (name: keyof Log) => (fields: object, message: string) => {
    if (!logger.isLevelEnabled(name)) return;
    const known = secrets();
    logger[name](cut(fields, known), withoutSecrets(message, known));
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function cut(fields: object, known: readonly string[]): object {
  return JSON.parse(JSON.stringify(fields), (_key, value: unknown) =>
    typeof value === 'string' ? withoutSecrets(value, known) : value,
  ) as object;
}
