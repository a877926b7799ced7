/** What the rooms need of a logger. No entry holds a secret, a token, a row of the report, or a user's
 * name other than that of the exporter's own identity, which AWS repeats when it refuses a call. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
