/** The values that `whose` prints of an access key as JSON, each declared once: the output and docs/whose.md are made from this list. */
import type { UserAccessKey } from '../model/access-key.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import type { KeyOwner, UserKeyOwner } from '../model/key-owner.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import { type Field, objectType, toObject } from './field.ts';
import { lastUseOf, KEY_FIELDS, KEY_FINDING_FIELDS, STEP_FIELDS } from './key-fields.ts';
import type { NextStep } from './rotation-words.ts';

/** An answer with what the policy says of it. */
export interface KeyAnswer {
  readonly owner: KeyOwner;
  /** About the key, or about its user as a whole. Absent: the report could not be read, or does not show the key. */
  readonly findings?: readonly (Finding | ExemptFinding)[];
  /** Absent: there is none to tell. */
  readonly next?: NextStep;
}

const TEXT = { type: 'string' };

const IS: Readonly<Record<KeyOwner['is'], string>> = {
  'user-key': 'a key of a user',
  'root-key': 'a key of root',
  'session-key': 'the key of a session',
  'foreign-key': 'a key of an account that AWS is not asked about in the configuration',
  'no-key': 'there is no such key',
  'not-known': 'nobody could look',
};

export const WHOSE_FIELDS: readonly Field<KeyAnswer>[] = [
  { name: 'key_id', type: TEXT, always: true, help: 'The id that was asked for.', read: ({ owner }) => owner.key.id },
  {
    name: 'is',
    type: { type: 'string', enum: Object.keys(IS) },
    always: true,
    help: `What it is: ${Object.entries(IS)
      .map(([is, words]) => `\`${is}\` (${words})`)
      .join(', ')}.`,
    read: ({ owner }) => owner.is,
  },
  {
    name: 'account_id',
    type: TEXT,
    help: 'The account that it is of.',
    read: ({ owner }) => ('accountId' in owner ? owner.accountId : undefined),
  },
  {
    name: 'account_name',
    type: TEXT,
    help: 'The name of the account in the configuration.',
    read: ({ owner }) => accountOf(owner)?.name,
  },
  {
    name: 'owner',
    type: TEXT,
    help: 'The owner of the account; empty where there is none.',
    read: ({ owner }) => accountOf(owner)?.owner,
  },
  {
    name: 'last_used',
    type: TEXT,
    help: 'When it was last used, or `never`.',
    read: ({ owner }) => ('lastUsed' in owner ? lastUseOf(owner.lastUsed) : undefined),
  },
  { name: 'user', type: TEXT, help: 'The user that it is of.', read: ({ owner }) => userKey(owner)?.user },
  {
    name: 'key',
    type: objectType(KEY_FIELDS),
    help: 'The key as IAM lists it.',
    read: ({ owner }) => keyObject(userKey(owner)?.known),
  },
  {
    name: 'other_key',
    type: objectType(KEY_FIELDS),
    help: 'The other key of the user.',
    read: ({ owner }) => keyObject(userKey(owner)?.other),
  },
  {
    name: 'findings',
    type: { type: 'array', items: objectType(KEY_FINDING_FIELDS) },
    help: 'What the policy says of the key and of its user, by the credential report. Absent: the report could not be read, or does not show the key.',
    read: ({ findings }) => findings?.map((finding) => toObject(KEY_FINDING_FIELDS, finding)),
  },
  {
    name: 'next_step',
    type: objectType(STEP_FIELDS),
    help: 'What a person does next.',
    read: ({ next }) => (next === undefined ? undefined : toObject(STEP_FIELDS, next)),
  },
  {
    name: 'failures',
    type: { type: 'array', items: TEXT },
    always: true,
    help: 'What could not be read, in words.',
    read: ({ owner }) => failuresOf(owner).map(reasonAndMessage),
  },
];

function accountOf(owner: KeyOwner) {
  return 'account' in owner ? owner.account : undefined;
}

export function failuresOf(owner: KeyOwner) {
  if (owner.is === 'not-known') return [owner.failure];
  return owner.is === 'user-key' ? owner.failures : [];
}

function userKey(owner: KeyOwner): UserKeyOwner | undefined {
  return owner.is === 'user-key' ? owner : undefined;
}

function keyObject(key: UserAccessKey | undefined): Record<string, unknown> | undefined {
  return key === undefined ? undefined : toObject(KEY_FIELDS, key);
}
