import { type DestinationStream, pino } from 'pino';
import type { Log } from '../model/log.ts';

/** A logger that writes one JSON line an entry. */
export function createLog(level: string, destination: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}
