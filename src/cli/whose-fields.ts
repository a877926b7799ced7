/** The values that `whose` prints of an access key as JSON, each declared once: the output and docs/whose.md are made from this list. */
import type { UserAccessKey } from '../model/access-key.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import type { ActivityEvent } from '../model/activity-event.ts';
import type { KeyActivity } from '../model/key-activity.ts';
import type { KeyOwner, UserKeyOwner } from '../model/key-owner.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import type { UserPermissions } from '../model/user-permissions.ts';
import type { ContainmentStep } from './containment-step.ts';
import { type Field, objectType, toObject } from './field.ts';
import { lastUseOf, KEY_FIELDS, KEY_FINDING_FIELDS, STEP_FIELDS } from './key-fields.ts';
import { KEY_EVENT_FIELDS, KEY_USE_FIELDS, LOOKED_FIELDS } from './key-activity-fields.ts';
import { CONTAINMENT_FIELDS, listedPolicies, POLICY_FIELDS } from './leaked-fields.ts';
import { isQuarantined } from './permission-lines.ts';
import type { NextStep } from './rotation-words.ts';

/** An answer with what the policy says of it. */
export interface KeyAnswer {
  readonly owner: KeyOwner;
  /** About the key, or about its user as a whole. Absent: the report could not be read, or does not show the key. */
  readonly findings?: readonly (Finding | ExemptFinding)[];
  /** Absent: there is none to tell. */
  readonly next?: NextStep;
  /** Absent: its account is not known, or not in the configuration. */
  readonly activity?: KeyActivity;
  /** Of its user, if it may have leaked. `gone`: there is no such user any more. Absent: nobody asked. */
  readonly permissions?: UserPermissions | 'gone';
  /** What is to be done if it has leaked. */
  readonly containment?: readonly ContainmentStep[];
}

const TEXT = { type: 'string' };
const EVENTS = { type: 'array', items: objectType(KEY_EVENT_FIELDS) };

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
    name: 'life',
    type: EVENTS,
    help: 'Who created the key, changed its state and deleted it in the last 90 days. Absent: not known.',
    read: ({ activity }) => eventObjects(activity?.life),
  },
  {
    name: 'issued',
    type: EVENTS,
    help: 'Of the key of a session: the call that handed it out, and before it that which handed out the key of its caller. Empty: not found in what was looked at. Absent: not known.',
    read: ({ activity }) => eventObjects(activity?.issuing),
  },
  {
    name: 'used_by',
    type: objectType(KEY_USE_FIELDS),
    help: 'Its newest calls in the region where it was last used, and with `--leaked` in all regions that are read for that. Absent: not known, or, without `--leaked`, never used.',
    read: ({ activity }) => (activity?.use === undefined ? undefined : toObject(KEY_USE_FIELDS, activity.use)),
  },
  {
    name: 'quarantined',
    type: { type: 'boolean' },
    help: 'With `--leaked`: whether AWS has put its quarantine on the user. Absent: not known.',
    read: ({ permissions }) => (isKnown(permissions) ? isQuarantined(permissions) : undefined),
  },
  {
    name: 'policies',
    type: { type: 'array', items: objectType(POLICY_FIELDS) },
    help: 'With `--leaked`: the policies of the user and of its groups that are known.',
    read: ({ permissions }) =>
      isKnown(permissions) ? listedPolicies(permissions).map((policy) => toObject(POLICY_FIELDS, policy)) : undefined,
  },
  {
    name: 'groups',
    type: { type: 'array', items: TEXT },
    help: 'With `--leaked`: the groups of the user. Absent: not known.',
    read: ({ permissions }) => (isKnown(permissions) ? permissions.groups?.map(({ name }) => name) : undefined),
  },
  {
    name: 'sessions',
    type: EVENTS,
    help: 'With `--leaked`: calls that handed out a session, by the key or by a session that began with it.',
    read: ({ activity }) => eventObjects(activity?.left?.sessions),
  },
  {
    name: 'made',
    type: EVENTS,
    help: 'With `--leaked`: calls that made a user, a key, a password or a role, likewise.',
    read: ({ activity }) => eventObjects(activity?.left?.made),
  },
  {
    name: 'changed',
    type: EVENTS,
    help: 'With `--leaked`: calls that put a policy on a user, a group or a role, changed a policy, a password or who may assume a role, put a user into a group, activated a key, or changed, stopped or deleted a trail, likewise.',
    read: ({ activity }) => eventObjects(activity?.left?.changed),
  },
  {
    name: 'looked_at',
    type: { type: 'array', items: objectType(LOOKED_FIELDS) },
    help: 'Where the event history was asked.',
    read: ({ activity }) => activity?.looked.map((each) => toObject(LOOKED_FIELDS, each)),
  },
  {
    name: 'containment',
    type: { type: 'array', items: objectType(CONTAINMENT_FIELDS) },
    help: 'With `--leaked`: what to do, in this order.',
    read: ({ containment }) => containment?.map((step) => toObject(CONTAINMENT_FIELDS, step)),
  },
  {
    name: 'failures',
    type: { type: 'array', items: TEXT },
    always: true,
    help: 'What could not be read, in words.',
    read: failuresOf,
  },
];

function accountOf(owner: KeyOwner) {
  return 'account' in owner ? owner.account : undefined;
}

/** What could not be read, in words, each once. */
export function failuresOf({ owner, activity, permissions }: KeyAnswer): readonly string[] {
  const ofOwner = owner.is === 'not-known' ? [owner.failure] : owner.is === 'user-key' ? owner.failures : [];
  const ofUser = isKnown(permissions) ? permissions.failures : [];
  return [...new Set([...[...ofOwner, ...ofUser].map(reasonAndMessage), ...(activity?.failures ?? [])])];
}

function isKnown(permissions: KeyAnswer['permissions']): permissions is UserPermissions {
  return permissions !== undefined && permissions !== 'gone';
}

function eventObjects(events: readonly ActivityEvent[] | undefined): readonly object[] | undefined {
  return events?.map((event) => toObject(KEY_EVENT_FIELDS, event));
}

function userKey(owner: KeyOwner): UserKeyOwner | undefined {
  return owner.is === 'user-key' ? owner : undefined;
}

function keyObject(key: UserAccessKey | undefined): Record<string, unknown> | undefined {
  return key === undefined ? undefined : toObject(KEY_FIELDS, key);
}
