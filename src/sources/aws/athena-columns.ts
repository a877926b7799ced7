/**
 * Where the fields of a record are in a table of Athena: names in lower case, and parameters as JSON. Source: CloudTrail user guide, "Creating a
 * table for CloudTrail logs in Athena". Tables of different years have different columns, so that each one is looked for.
 */
import { type ColumnType, columnType } from './hive-type.ts';

/** The fields that are read, as CloudTrail calls them. Of a table that has them as text, these are JSON. */
const JSON_FIELDS = ['requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails', 'addendum'];
const ISSUER = 'userIdentity.sessionContext.sessionIssuer';
const FIELDS = [
  'eventVersion',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'eventID',
  'readOnly',
  'eventType',
  'managementEvent',
  'eventCategory',
  'recipientAccountId',
  'sharedEventID',
  'userIdentity.type',
  'userIdentity.principalId',
  'userIdentity.arn',
  'userIdentity.accountId',
  'userIdentity.accessKeyId',
  'userIdentity.userName',
  'userIdentity.invokedBy',
  'userIdentity.identityProvider',
  'userIdentity.credentialId',
  'userIdentity.onBehalfOf.userId',
  'userIdentity.onBehalfOf.identityStoreArn',
  'userIdentity.sessionContext.attributes.creationDate',
  'userIdentity.sessionContext.attributes.mfaAuthenticated',
  'userIdentity.sessionContext.assumedRoot',
  'userIdentity.sessionContext.sourceIdentity',
  `${ISSUER}.type`,
  `${ISSUER}.principalId`,
  `${ISSUER}.arn`,
  `${ISSUER}.accountId`,
  `${ISSUER}.userName`,
  'addendum.reason',
  'addendum.originalEventID',
];

/** Without these a table is none of CloudTrail, or not one that is read here. */
const NEEDED = [
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'eventID',
  'userIdentity.type',
  'userIdentity.userName',
];

export interface FieldColumn {
  /** Of the record: `userIdentity.userName`. */
  readonly field: string;
  /** As SQL has it: `useridentity.username`. */
  readonly column: string;
  readonly isJson: boolean;
}

export interface RecordColumns {
  readonly columns: readonly FieldColumn[];
  /** Fields that the table does not have and without which it is none of CloudTrail. */
  readonly missing: readonly string[];
}

/** @param table its columns by their names, with the types that Glue says. */
export function recordColumns(table: ReadonlyMap<string, string>): RecordColumns {
  const types = new Map([...table].map(([name, type]) => [name.toLowerCase(), columnType(type)]));
  const json = JSON_FIELDS.filter((field) => isText(typeOf(types, field)));
  const plain = FIELDS.filter((field) => isText(typeOf(types, field)));
  return {
    columns: [
      ...plain.map((field) => ({ field, column: field.toLowerCase(), isJson: false })),
      ...json.map((field) => ({ field, column: field.toLowerCase(), isJson: true })),
    ],
    missing: NEEDED.filter((field) => !plain.includes(field)),
  };
}

function typeOf(types: ReadonlyMap<string, ColumnType>, field: string): ColumnType | undefined {
  const [column = '', ...path] = field.toLowerCase().split('.');
  return path.reduce<ColumnType | undefined>((type, name) => type?.fields.get(name), types.get(column));
}

function isText(type: ColumnType | undefined): boolean {
  return type !== undefined && /^(?:string|varchar|char|boolean)\b/.test(type.name);
}

/** A record as CloudTrail wrote it, from the values of a row. */
export function recordOf(columns: readonly FieldColumn[], row: readonly (string | undefined)[]): object {
  const record: Record<string, unknown> = {};
  for (const [index, { field, isJson }] of columns.entries()) {
    const value = row[index];
    if (value === undefined) continue;
    set(record, field.split('.'), isJson ? parsed(value) : value);
  }
  return record;
}

function set(part: Record<string, unknown>, [key = '', ...deeper]: readonly string[], value: unknown): void {
  if (deeper.length === 0) {
    part[key] = value;
    return;
  }
  part[key] ??= {};
  set(part[key] as Record<string, unknown>, deeper, value);
}

/** What is no JSON says nothing; its text may hold anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
