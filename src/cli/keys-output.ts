/** What `keys` prints on standard output, and the values of each key, which docs/keys.md lists too. */
import type { UserAccessKey } from '../model/access-key.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import { type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import { type Field, objectType, toObject } from '../fields/field.ts';
import { toJson } from './json.ts';
import { lastUseCells } from './last-use-cells.ts';
import { KEY_FIELDS, KEY_FINDING_FIELDS, STEP_FIELDS } from './key-fields.ts';
import type { KeysOutput } from './keys-options.ts';
import type { NextStep } from '../checks/rotation-words.ts';
import { table } from './table.ts';

export interface ListedKey {
  readonly key: UserAccessKey;
  readonly user: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly owner: string;
  /** Absent: nobody gave it one, or the exporter does not read the tags of users. */
  readonly description?: string;
  /** Absent: the report does not show the key. */
  readonly findings?: readonly (Finding | ExemptFinding)[];
  readonly next: NextStep;
}

const TEXT = { type: 'string' };

export const LISTED_KEY_FIELDS: readonly Field<ListedKey>[] = [
  { name: 'account_id', type: TEXT, always: true, help: 'The account.', read: ({ accountId }) => accountId },
  { name: 'account_name', type: TEXT, always: true, help: 'Its name.', read: ({ accountName }) => accountName },
  { name: 'owner', type: TEXT, always: true, help: 'Empty where there is none.', read: ({ owner }) => owner },
  { name: 'user', type: TEXT, always: true, help: 'The user.', read: ({ user }) => user },
  ...KEY_FIELDS.map((field) => ({ ...field, read: ({ key }: ListedKey) => field.read(key) })),
  {
    name: 'description',
    type: TEXT,
    help: 'What somebody wrote about the key in the console, which keeps it as a tag of the user. It needs the fact `user-details.tags`.',
    read: ({ description }) => description,
  },
  {
    name: 'findings',
    type: { type: 'array', items: objectType(KEY_FINDING_FIELDS) },
    help: 'What the policy says of the key and of its user. Absent: the report does not show the key.',
    read: ({ findings }) => findings?.map((finding) => toObject(KEY_FINDING_FIELDS, finding)),
  },
  {
    name: 'next_step',
    type: objectType(STEP_FIELDS),
    always: true,
    help: 'What a person does next.',
    read: ({ next }) => toObject(STEP_FIELDS, next),
  },
];

export function printKeys(keys: readonly ListedKey[], output: KeysOutput, now: UnixSeconds): string {
  if (output === 'json') {
    return toJson({ keys: keys.map((key) => toObject(LISTED_KEY_FIELDS, key)) });
  }
  return keys.length === 0 ? '' : keysTable(keys, now);
}

function keysTable(keys: readonly ListedKey[], now: UnixSeconds): string {
  const described = keys.some(({ description }) => description !== undefined);
  const head = ['ACCOUNT', 'USER', 'KEY ID', 'STATUS', 'DAYS OLD', 'LAST USED', 'FOR', 'NEXT STEP'];
  const rows = keys.map(({ key, user, accountName, description, next }) => [
    accountName,
    user,
    key.id,
    key.status.toLowerCase(),
    wholeDaysBetween(key.created, now),
    ...lastUseCells(key.lastUsed),
    ...(described ? [description] : []),
    next.title,
  ]);
  if (described) head.splice(-1, 0, 'DESCRIPTION');
  return table([head, ...rows]);
}
