/**
 * Makes up credential reports: the text that AWS would hand out for an account with a known population. Used by the demo, the
 * benchmark and the tests; the exporter itself never sees it but as a file.
 *
 * The same options give the same text. Knows nothing of src/, so that a test does not compare the parser with itself.
 */
import { csvLine } from './csv-line.ts';
import { type Persona, PERSONAS } from './personas.ts';
import type { Partition } from './places.ts';
import { pickByShare, seededRandom } from './random.ts';
import { ADDITIONAL_COLUMN, cellsOf, COLUMNS, type RowContext } from './report-row.ts';
import { type RootKind, ROOTS } from './roots.ts';
import { nameGiver } from './user-names.ts';

export interface SyntheticReportOptions {
  /** How many users there are besides root. With as many as there are personas or more, each persona is there. */
  readonly users: number;
  readonly seed: number;
  /** Unix seconds: when the report is made. Nothing but the next rotation of a password is later. */
  readonly now: number;
  /** 12 digits. */
  readonly accountId?: string;
  readonly partition?: Partition;
  readonly root?: RootKind;
  /** Whether the account's password policy lets passwords expire, after 90 days. Default: true. */
  readonly passwordsExpire?: boolean;
  /** Adds the 23rd column, which the user guide lists and AWS does not write yet. Default: false. */
  readonly additionalCredentials?: boolean;
}

const PASSWORD_DAYS = 90;

/** 22 columns, `Z` times, LF and no trailing newline, root first, users sorted without regard to case: as AWS writes it. */
export function syntheticReport(options: SyntheticReportOptions): string {
  const { users, now, accountId = '111122223333', partition = 'aws', root = 'well-kept' } = options;
  if (!Number.isSafeInteger(users) || users < 0) throw new RangeError('users is not a whole number from 0');
  const random = seededRandom(options.seed);
  const additionalColumn = options.additionalCredentials ?? false;
  const context: RowContext = {
    random,
    now: Math.floor(now),
    partition,
    additionalColumn,
    ...((options.passwordsExpire ?? true) && { passwordDays: PASSWORD_DAYS }),
  };
  const arnStart = `arn:${partition}:iam::${accountId}:`;
  const rootIdentity = { name: '<root_account>', arn: `${arnStart}root`, isRoot: true };
  const nextName = nameGiver(random);
  const rows = Array.from({ length: users }, (_, index) => {
    const persona: Persona = PERSONAS[index] ?? pickByShare(random, PERSONAS);
    const name = nextName(persona.name);
    const arn = `${arnStart}user${persona.path ?? '/'}${name}`;
    return { sortKey: name.toLowerCase(), cells: cellsOf({ name, arn, isRoot: false }, persona, context) };
  });
  rows.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  const header = additionalColumn ? [...COLUMNS, ADDITIONAL_COLUMN] : COLUMNS;
  const lines = [header, cellsOf(rootIdentity, ROOTS[root], context), ...rows.map((row) => row.cells)];
  return lines.map(csvLine).join('\n');
}
