/** The values that `whose` prints of an access key as JSON, each declared once: the output and docs/whose.md are made from this list. */
import type { ExemptFinding, Finding } from '../model/finding.ts';
import type { ActivityEvent } from '../model/activity-event.ts';
import type { KeyActivity } from '../model/key-activity.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import type { MadeKeys } from '../model/made-keys.ts';
import { type RefreshFailure, reasonAndMessage } from '../model/refresh-failure.ts';
import type { UserPermissions } from '../model/user-permissions.ts';
import type { ContainmentStep } from './containment-step.ts';
import { type Field, objectType, toObject } from '../fields/field.ts';
import { KEY_FINDING_FIELDS, STEP_FIELDS } from './key-fields.ts';
import { KEY_EVENT_FIELDS, KEY_USE_FIELDS, LOOKED_FIELDS } from './key-activity-fields.ts';
import { CONTAINMENT_FIELDS, listedPolicies, POLICY_FIELDS } from './leaked-fields.ts';
import { OWNER_FIELDS } from './owner-fields.ts';
import { isQuarantined } from './permission-lines.ts';
import type { NextStep } from '../checks/rotation-words.ts';

/** An answer with what the policy says of it. */
export interface KeyAnswer {
  readonly owner: KeyOwner;
  /** About the key, or about its user as a whole. Absent: the report could not be read, or does not show the key. */
  readonly findings?: readonly (Finding | ExemptFinding)[];
  /** Why there are no findings of a key that the policy is about: the report was not read, has another key or another state, or IAM gave no state. */
  readonly unjudged?: 'no report' | 'another key' | 'no state';
  /** Absent: there is none to tell. */
  readonly next?: NextStep;
  /** Absent: its account is not known, or not in the configuration. */
  readonly activity?: KeyActivity;
  /** Of its user, if it may have leaked. `gone`: there is no such user any more. Absent: nobody asked. */
  readonly permissions?: UserPermissions | 'gone';
  /** What was made with it, if it may have leaked. Absent: nobody knows. */
  readonly madeKeys?: MadeKeys;
  /** What is to be done if it has leaked. */
  readonly containment?: readonly ContainmentStep[];
}

const TEXT = { type: 'string' };
const EVENTS = { type: 'array', items: objectType(KEY_EVENT_FIELDS) };

export const WHOSE_FIELDS: readonly Field<KeyAnswer>[] = [
  ...OWNER_FIELDS.map((field) => ({ ...field, read: ({ owner }: KeyAnswer) => field.read(owner) })),
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
    name: 'made_keys',
    type: { type: 'array', items: objectType(OWNER_FIELDS) },
    help: 'With `--leaked`: keys that were made or activated with it or with such a session, as they are now. Absent: not known.',
    read: ({ madeKeys }) => madeKeys?.owners.map((owner) => toObject(OWNER_FIELDS, owner)),
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

/** What could not be read, in words, each once. */
export function failuresOf({ owner, activity, permissions, madeKeys }: KeyAnswer): readonly string[] {
  const ofUser = isKnown(permissions) ? permissions.failures : [];
  return [
    ...new Set([
      ...[...failuresOfOwner(owner), ...ofUser].map(reasonAndMessage),
      ...(activity?.failures ?? []),
      ...(madeKeys === undefined ? [] : failuresOfMade(madeKeys)),
    ]),
  ];
}

function failuresOfOwner(owner: KeyOwner): readonly RefreshFailure[] {
  return owner.is === 'not-known' ? [owner.failure] : owner.is === 'user-key' ? owner.failures : [];
}

function failuresOfMade({ owners, more }: MadeKeys): readonly string[] {
  const ofKeys = owners.flatMap((owner) =>
    failuresOfOwner(owner).map(
      (failure) => `the key ${owner.key.id}, made with this key: ${reasonAndMessage(failure)}`,
    ),
  );
  return [
    ...ofKeys,
    ...(more === 0
      ? []
      : [
          `${more} more ${more === 1 ? 'key' : 'keys'} made with this key ${more === 1 ? 'was' : 'were'} not looked at`,
        ]),
  ];
}

function isKnown(permissions: KeyAnswer['permissions']): permissions is UserPermissions {
  return permissions !== undefined && permissions !== 'gone';
}

function eventObjects(events: readonly ActivityEvent[] | undefined): readonly object[] | undefined {
  return events?.map((event) => toObject(KEY_EVENT_FIELDS, event));
}
