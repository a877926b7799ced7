/** Whose an access key is, as JSON: of the keys that `whose` is asked about, and of those that were made with them. */
import type { UserAccessKey } from '../model/access-key.ts';
import type { KeyOwner, UserKeyOwner } from '../model/key-owner.ts';
import { type Field, objectType, toObject } from '../fields/field.ts';
import { KEY_FIELDS, lastUseOf } from './key-fields.ts';

const TEXT = { type: 'string' };

const IS: Readonly<Record<KeyOwner['is'], string>> = {
  'user-key': 'a key of a user',
  'root-key': 'a key of root',
  'session-key': 'the key of a session',
  'foreign-key': 'a key of an account that AWS is not asked about in the configuration',
  'no-key': 'there is no such key',
  'not-known': 'nobody could look',
};

export const OWNER_FIELDS: readonly Field<KeyOwner>[] = [
  { name: 'key_id', type: TEXT, always: true, help: 'The id of the key.', read: ({ key }) => key.id },
  {
    name: 'is',
    type: { type: 'string', enum: Object.keys(IS) },
    always: true,
    help: `What it is: ${Object.entries(IS)
      .map(([is, words]) => `\`${is}\` (${words})`)
      .join(', ')}.`,
    read: ({ is }) => is,
  },
  {
    name: 'account_id',
    type: TEXT,
    help: 'The account that it is of.',
    read: (owner) => ('accountId' in owner ? owner.accountId : undefined),
  },
  {
    name: 'account_name',
    type: TEXT,
    help: 'The name of the account in the configuration.',
    read: (owner) => accountOf(owner)?.name,
  },
  {
    name: 'owner',
    type: TEXT,
    help: 'The owner of the account; empty where there is none.',
    read: (owner) => accountOf(owner)?.owner,
  },
  {
    name: 'last_used',
    type: TEXT,
    help: 'When it was last used, or `never`.',
    read: (owner) => ('lastUsed' in owner ? lastUseOf(owner.lastUsed) : undefined),
  },
  { name: 'user', type: TEXT, help: 'The user that it is of.', read: (owner) => userKey(owner)?.user },
  {
    name: 'key',
    type: objectType(KEY_FIELDS),
    help: 'The key as IAM lists it.',
    read: (owner) => keyObject(userKey(owner)?.known),
  },
  {
    name: 'other_key',
    type: objectType(KEY_FIELDS),
    help: 'The other key of the user.',
    read: (owner) => keyObject(userKey(owner)?.other),
  },
];

function accountOf(owner: KeyOwner) {
  return 'account' in owner ? owner.account : undefined;
}

function userKey(owner: KeyOwner): UserKeyOwner | undefined {
  return owner.is === 'user-key' ? owner : undefined;
}

function keyObject(key: UserAccessKey | undefined): Record<string, unknown> | undefined {
  return key === undefined ? undefined : toObject(KEY_FIELDS, key);
}
