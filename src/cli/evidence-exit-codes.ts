/** The exit codes of `evidence`, declared once: its help and docs/evidence.md list them. */
export const EVIDENCE_EXIT_CODES: readonly (readonly [code: string, means: string])[] = [
  ['0', 'the evidence is whole, whatever was found'],
  ['2', 'a flag or the configuration is wrong, or the folder of --output is not empty'],
  [
    '3',
    'something is missing in the evidence: the organization could not be listed, in which case nothing is written; an account that is in could not be read, or its role or tags are still to come; a row of a report, a column or a cell that a check needs, another fact or the identity of the exporter could not be read; or a filter matches nothing. manifest.json and accounts.csv say what',
  ],
  ['70', 'a fault of the program'],
  ['74', 'the folder could not be written: its SHA256SUMS is missing'],
  ['129, 130, 143', 'SIGHUP, SIGINT or SIGTERM ended it: SHA256SUMS is missing'],
];
