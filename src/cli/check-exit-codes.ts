/** The exit codes of `check`, declared once: its help and docs/check.md list them. */
export const CHECK_EXIT_CODES: readonly (readonly [code: string, means: string])[] = [
  ['0', 'no finding is open, or none of the severities that --fail-on asks for'],
  ['1', 'a finding of the severity of --fail-on, or a worse one, is open'],
  ['2', 'a flag or the configuration is wrong'],
  [
    '3',
    'the answer is not complete, whatever was found: an account, a file, a row of a report or another fact could not be read; a report lacks the row of root, or a column or a readable cell that a chosen check needs; a folder holds what may be a report and was not read; two files are of one account; or a filter matches nothing',
  ],
  ['70', 'a fault of the program'],
  ['74', 'the answer would be 0, and some of it could not be written: the disk is full'],
  ['129, 130, 143', 'SIGHUP, SIGINT or SIGTERM ended it'],
];
