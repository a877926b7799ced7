/** Model -> CSV, in every spelling that the parser has to understand: the other direction of src/report, written on its own. */
import type { AccessKey, SigningCertificate, Slot, User } from '../../src/model/facts/credential-report.ts';
import type { UnixSeconds } from '../../src/model/time.ts';

export interface ReportLayout {
  /** In the order of the file; a name that no report has is a column of the future. */
  readonly columns: readonly string[];
  /** Which cells stand in quotes: all, those that RFC 4180 asks for, or those without the names and ARNs with commas. */
  readonly quotes: 'all' | 'needed' | 'not around names';
  readonly booleans: 'true' | 'TRUE';
  readonly offset: 'Z' | '+00:00';
  /** The word for "no value"; `N/A` all the same where another one would say something else. */
  readonly noValue: 'N/A' | 'not_supported';
  readonly lineEnd: '\n' | '\r\n';
  readonly byteOrderMark: boolean;
  readonly newlineAtEnd: boolean;
}

const SLOTS = ['1', '2'] as const;

const USER_COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
];

const CERTIFICATE_COLUMNS = SLOTS.flatMap((slot) => [`cert_${slot}_active`, `cert_${slot}_last_rotated`]);

const KEY_USE_COLUMNS = ['last_used_date', 'last_used_region', 'last_used_service'];

export const COLUMNS_22 = [
  ...USER_COLUMNS,
  ...SLOTS.flatMap((slot) =>
    ['active', 'last_rotated', ...KEY_USE_COLUMNS].map((name) => `access_key_${slot}_${name}`),
  ),
  ...CERTIFICATE_COLUMNS,
];

/** Of 2015, when the use of keys was not tracked. */
export const COLUMNS_16 = COLUMNS_22.filter((name) => !KEY_USE_COLUMNS.some((use) => name.endsWith(`_${use}`)));

export const COLUMNS_23 = [...COLUMNS_22, 'additional_credentials_info'];

/** As AWS writes it today. */
export const LAYOUT_OF_TODAY: ReportLayout = {
  columns: COLUMNS_22,
  quotes: 'needed',
  booleans: 'true',
  offset: 'Z',
  noValue: 'N/A',
  lineEnd: '\n',
  byteOrderMark: false,
  newlineAtEnd: false,
};

export function writeReport(users: readonly User[], layout: ReportLayout = LAYOUT_OF_TODAY): string {
  const rows = users.map((user) => {
    const cells = cellsOf(user, layout);
    return layout.columns.map((name) => quote(name, cells.get(name) ?? 'N/A', layout)).join(',');
  });
  const text = [layout.columns.join(','), ...rows].join(layout.lineEnd);
  return `${layout.byteOrderMark ? '\uFEFF' : ''}${text}${layout.newlineAtEnd ? layout.lineEnd : ''}`;
}

function quote(column: string, cell: string, { quotes }: ReportLayout): string {
  const isName = column === 'user' || column === 'arn';
  const mustBe = cell.includes('"') || (cell.includes(',') && !(quotes === 'not around names' && isName));
  return quotes === 'all' || mustBe ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function cellsOf(user: User, layout: ReportLayout): Map<string, string> {
  const { password } = user;
  return new Map([
    ['user', user.name],
    ['arn', user.arn],
    ['user_creation_time', time(user.created, layout)],
    ['password_enabled', boolean(password.enabled, layout)],
    ['password_last_used', password.lastUsed === 'never' ? 'no_information' : time(password.lastUsed, layout)],
    ['password_last_changed', time(password.lastChanged, layout)],
    ['password_next_rotation', time(password.nextRotation, layout)],
    ['mfa_active', boolean(user.mfaActive, layout)],
    ...SLOTS.flatMap((slot) => keyCells(slot, user.accessKeys.find(inSlot(slot)), layout)),
    ...SLOTS.flatMap((slot) => certificateCells(slot, user.signingCertificates.find(inSlot(slot)), layout)),
    ['additional_credentials_info', user.additionalCredentials ?? layout.noValue],
  ]);
}

function inSlot(slot: Slot): (credential: { slot: Slot }) => boolean {
  return (credential) => credential.slot === slot;
}

function keyCells(slot: Slot, key: AccessKey | undefined, layout: ReportLayout): [string, string][] {
  // N/A would say that the key was never used.
  const unknownUse = key === undefined ? 'N/A' : 'not_supported';
  const lastUsed = key?.lastUsed === 'never' ? 'N/A' : time(key?.lastUsed, layout, unknownUse);
  return [
    [`access_key_${slot}_active`, boolean(key?.active ?? false, layout)],
    [`access_key_${slot}_last_rotated`, time(key?.lastRotated, layout)],
    [`access_key_${slot}_last_used_date`, lastUsed],
    [`access_key_${slot}_last_used_region`, key?.lastUsedRegion ?? layout.noValue],
    [`access_key_${slot}_last_used_service`, key?.lastUsedService ?? layout.noValue],
  ];
}

function certificateCells(
  slot: Slot,
  certificate: SigningCertificate | undefined,
  layout: ReportLayout,
): [string, string][] {
  return [
    [`cert_${slot}_active`, boolean(certificate?.active ?? false, layout)],
    [`cert_${slot}_last_rotated`, time(certificate?.lastRotated, layout)],
  ];
}

function boolean(value: boolean | undefined, { booleans }: ReportLayout): string {
  if (value === undefined) return 'not_supported';
  return booleans === 'TRUE' ? String(value).toUpperCase() : String(value);
}

function time(seconds: UnixSeconds | undefined, layout: ReportLayout, noValue: string = layout.noValue): string {
  if (seconds === undefined) return noValue;
  return new Date(seconds * 1000).toISOString().replace('.000Z', layout.offset);
}
