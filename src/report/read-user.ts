import type { AccessKey, Password, SigningCertificate, Slot, User } from '../model/facts/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';
import { readUserArn, type UserArn } from './arn.ts';
import { BadRow, readBoolean, readLastUsed, readText, readTime } from './cells.ts';
import type { Row } from './align-row.ts';

const SLOTS: readonly Slot[] = ['1', '2'];

/**
 * One row as a User, with the account that its ARN names. Throws BadRow.
 *
 * @param latest nothing that the row says has happened can be of a moment after it.
 */
export function readUser(row: Row, latest: UnixSeconds): { user: User; arn: UserArn } {
  const name = required(row('user'), 'user');
  const arnText = required(row('arn'), 'arn');
  const arn = readUserArn(arnText, name);
  const additionalCredentials = readText(row('additional_credentials_info'), 'additional_credentials_info');
  const user: User = {
    name,
    arn: arnText,
    path: arn.path,
    created: required(readTime(row('user_creation_time'), 'user_creation_time', latest), 'user_creation_time'),
    mfaActive: required(readBoolean(row('mfa_active'), 'mfa_active'), 'mfa_active'),
    password: readPassword(row, latest),
    accessKeys: SLOTS.flatMap((slot) => readAccessKey(row, slot, latest) ?? []),
    signingCertificates: SLOTS.flatMap((slot) => readSigningCertificate(row, slot, latest) ?? []),
    ...(additionalCredentials !== undefined && { additionalCredentials }),
  };
  return { user, arn };
}

function readPassword(row: Row, latest: UnixSeconds): Password {
  const enabled = readBoolean(row('password_enabled'), 'password_enabled');
  const lastChanged = readTime(row('password_last_changed'), 'password_last_changed', latest);
  const lastUsed = readLastUsed(row('password_last_used'), 'password_last_used', 'no_information', latest);
  // Lies ahead by its nature.
  const nextRotation = readTime(row('password_next_rotation'), 'password_next_rotation');
  return {
    ...(enabled !== undefined && { enabled }),
    ...(lastChanged !== undefined && { lastChanged }),
    ...(lastUsed !== undefined && { lastUsed }),
    ...(nextRotation !== undefined && { nextRotation }),
  };
}

/** A slot holds a key if the key is active or has a date; an inactive key keeps its dates. */
function readAccessKey(row: Row, slot: Slot, latest: UnixSeconds): AccessKey | undefined {
  const active = required(
    readBoolean(row(`access_key_${slot}_active`), `access_key_${slot}_active`),
    `access_key_${slot}_active`,
  );
  const lastRotated = readTime(row(`access_key_${slot}_last_rotated`), `access_key_${slot}_last_rotated`, latest);
  const lastUsed = readLastUsed(
    row(`access_key_${slot}_last_used_date`),
    `access_key_${slot}_last_used_date`,
    'N/A',
    latest,
  );
  if (!active && lastRotated === undefined && typeof lastUsed !== 'number') return undefined;
  const lastUsedRegion = readText(row(`access_key_${slot}_last_used_region`), `access_key_${slot}_last_used_region`);
  const lastUsedService = readText(row(`access_key_${slot}_last_used_service`), `access_key_${slot}_last_used_service`);
  return {
    slot,
    active,
    ...(lastRotated !== undefined && { lastRotated }),
    ...(lastUsed !== undefined && { lastUsed }),
    ...(lastUsedRegion !== undefined && { lastUsedRegion }),
    ...(lastUsedService !== undefined && { lastUsedService }),
  };
}

function readSigningCertificate(row: Row, slot: Slot, latest: UnixSeconds): SigningCertificate | undefined {
  const active = readBoolean(row(`cert_${slot}_active`), `cert_${slot}_active`);
  const lastRotated = readTime(row(`cert_${slot}_last_rotated`), `cert_${slot}_last_rotated`, latest);
  if (active !== true && lastRotated === undefined) return undefined;
  return { slot, ...(active !== undefined && { active }), ...(lastRotated !== undefined && { lastRotated }) };
}

function required<Value>(value: Value | undefined, column: string): Value {
  if (value === undefined || value === '') throw new BadRow('has no value', column);
  return value;
}
