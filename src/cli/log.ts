import { type DestinationStream, pino } from 'pino';
import type { Log } from '../model/log.ts';
import { withoutSecrets } from '../model/without-secrets.ts';

/**
 * A logger that writes one JSON line an entry.
 *
 * @param secrets that are known word for word, and cut out of each line, as is what has the form of a secret: the last net, whatever an
 *   entry was made from.
 */
export function createLog(
  level: string,
  destination: DestinationStream,
  secrets: () => readonly string[] = () => [],
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => withoutSecrets(line, secrets()) },
    },
    destination,
  );
}
