import { NOT_YET_GIVEN } from '../model/facts/credential-report.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';

/** Without these a row says too little about a user to be trusted. */
const REQUIRED_COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'mfa_active',
  'access_key_1_active',
  'access_key_2_active',
] as const;

/** Reports of 2015 lack the `last_used_*` columns; `additional_credentials_info` is documented and not yet in every report. */
const OPTIONAL_COLUMNS = [
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
  NOT_YET_GIVEN,
] as const;

/** AWS has 23. More would be work and memory for nothing. */
const MOST_COLUMNS = 100;
/** What is kept of a name that this program does not know. */
const LONGEST_NAME = 64;

export type Column = (typeof REQUIRED_COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];

/** Where each column stands; AWS has added columns before, so nothing is read by position. */
export interface Columns {
  readonly positions: ReadonlyMap<Column, number>;
  readonly unknown: readonly string[];
  /** Those that this program knows and the header lacks. */
  readonly missing: readonly Column[];
  readonly count: number;
  /** The last column, where a text that was cut off ends, if not before; undefined: it is not known. */
  readonly lastKnown: Column | undefined;
}

/** The last column where AWS gives it. No value of any other is empty. */
export const FREE_TEXT: Column = NOT_YET_GIVEN;

export function mapColumns(header: readonly string[]): Columns {
  if (header.length > MOST_COLUMNS) throw malformed(`the first line has more than ${MOST_COLUMNS} columns`);
  const known: ReadonlySet<string> = new Set([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS]);
  const positions = new Map<Column, number>();
  const unknown: string[] = [];
  for (const [position, name] of header.entries()) {
    if (!known.has(name)) unknown.push(name.slice(0, LONGEST_NAME));
    else if (positions.has(name as Column)) throw malformed(`the column ${name} appears twice in the header`);
    else positions.set(name as Column, position);
  }
  const lacking = REQUIRED_COLUMNS.filter((name) => !positions.has(name));
  if (lacking.length > 0) {
    throw malformed(
      lacking.length < REQUIRED_COLUMNS.length
        ? `the header lacks ${lacking.join(', ')}: take the report as AWS gives it`
        : `the first line is not the header of a credential report: it lacks ${lacking.join(', ')}`,
    );
  }
  return {
    positions,
    unknown,
    missing: OPTIONAL_COLUMNS.filter((name) => !positions.has(name)),
    count: header.length,
    lastKnown: [...positions].find(([, position]) => position === header.length - 1)?.[0],
  };
}

export function malformed(message: string): RefreshFailure {
  return new RefreshFailure('malformed_report', message);
}
