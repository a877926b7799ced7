import type { AccessKey, Password, SigningCertificate, Slot, User } from '../model/facts/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';
import { readUserArn, type UserArn } from './arn.ts';
import { BadRow, type Cell, readBoolean, readGivenBoolean, readLastUsed, readText, readTime } from './cells.ts';
import type { Row } from './align-row.ts';
import type { Column } from './columns.ts';

const SLOTS: readonly Slot[] = ['1', '2'];

type CellOf = (column: Column) => Cell;

/**
 * One row as a User, with the account that its ARN names. A cell that says nothing known is one that the user lacks. Throws
 * BadRow where nobody knows who the user is, or since when.
 *
 * @param latest nothing that the row says has happened can be of a moment after it.
 */
export function readUser(row: Row, latest: UnixSeconds): { user: User; arn: UserArn } {
  const unreadable: Column[] = [];
  const cell: CellOf = (column) => ({ text: row(column), column, unreadable });
  const name = required(row('user'), 'user');
  // IAM has no such name: one that stands beside a comma would make another user of it.
  if (name.includes('"')) throw new BadRow('holds a quote', 'user');
  const arnText = required(row('arn'), 'arn');
  const arn = readUserArn(arnText, name);
  const created = readCreated(cell('user_creation_time'), latest);
  const mfaActive = readGivenBoolean(cell('mfa_active'));
  const additionalCredentials = readText(cell('additional_credentials_info'));
  const user: User = {
    name,
    arn: arnText,
    path: arn.path,
    created,
    ...(mfaActive !== undefined && { mfaActive }),
    password: readPassword(cell, latest),
    accessKeys: SLOTS.flatMap((slot) => readAccessKey(cell, slot, latest) ?? []),
    signingCertificates: SLOTS.flatMap((slot) => readSigningCertificate(cell, slot, latest) ?? []),
    ...(additionalCredentials !== undefined && { additionalCredentials }),
    ...(unreadable.length > 0 && { unreadableColumns: unreadable }),
  };
  return { user, arn };
}

/** Without it a user could pass for another one of the same name. */
function readCreated(cell: Cell, latest: UnixSeconds): UnixSeconds {
  const created = readTime(cell, latest);
  if (created === undefined && cell.unreadable.length > 0) throw new BadRow('is not a time', cell.column);
  return required(created, cell.column);
}

function readPassword(cell: CellOf, latest: UnixSeconds): Password {
  const enabled = readBoolean(cell('password_enabled'));
  const lastChanged = readTime(cell('password_last_changed'), latest);
  const lastUsed = readLastUsed(cell('password_last_used'), 'no_information', latest);
  // Lies ahead by its nature.
  const nextRotation = readTime(cell('password_next_rotation'));
  return {
    ...(enabled !== undefined && { enabled }),
    ...(lastChanged !== undefined && { lastChanged }),
    ...(lastUsed !== undefined && { lastUsed }),
    ...(nextRotation !== undefined && { nextRotation }),
  };
}

/** A slot holds a key if the key is active or has a date; an inactive key keeps its dates. */
function readAccessKey(cell: CellOf, slot: Slot, latest: UnixSeconds): AccessKey | undefined {
  const active = readGivenBoolean(cell(`access_key_${slot}_active`));
  const lastRotated = readTime(cell(`access_key_${slot}_last_rotated`), latest);
  const lastUsed = readLastUsed(cell(`access_key_${slot}_last_used_date`), 'N/A', latest);
  const lastUsedRegion = readText(cell(`access_key_${slot}_last_used_region`));
  const lastUsedService = readText(cell(`access_key_${slot}_last_used_service`));
  if (active !== true && lastRotated === undefined && typeof lastUsed !== 'number') return undefined;
  return {
    slot,
    ...(active !== undefined && { active }),
    ...(lastRotated !== undefined && { lastRotated }),
    ...(lastUsed !== undefined && { lastUsed }),
    ...(lastUsedRegion !== undefined && { lastUsedRegion }),
    ...(lastUsedService !== undefined && { lastUsedService }),
  };
}

function readSigningCertificate(cell: CellOf, slot: Slot, latest: UnixSeconds): SigningCertificate | undefined {
  const active = readBoolean(cell(`cert_${slot}_active`));
  const lastRotated = readTime(cell(`cert_${slot}_last_rotated`), latest);
  if (active !== true && lastRotated === undefined) return undefined;
  return { slot, ...(active !== undefined && { active }), ...(lastRotated !== undefined && { lastRotated }) };
}

function required<Value>(value: Value | undefined, column: Column): Value {
  if (value === undefined || value === '') throw new BadRow('has no value', column);
  return value;
}
