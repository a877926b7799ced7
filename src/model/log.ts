/** What the rooms need of a logger. No entry holds a secret, a token, a user's name or a row of the report. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
