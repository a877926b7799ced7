/** The values that `activity` prints, each declared once: the output and docs/activity.md are made from these lists. */
import type { ActivityCoverage } from '../model/activity-source.ts';
import { type ActivityEvent, type ActivityTarget, PRINCIPAL_KINDS, TARGET_KINDS } from '../model/activity-event.ts';
import { isoTime } from '../model/time.ts';
import { targetsOf } from './activity-words.ts';
import { type Field, objectType, toObject } from '../fields/field.ts';

/** An event with what the configuration calls its account. */
export interface ListedEvent {
  readonly event: ActivityEvent;
  /** Empty: it is in no configuration. */
  readonly accountName: string;
}

/** How far an account was looked through in a region. */
export interface CoveredRegion extends ActivityCoverage {
  /** Absent: all accounts whose records are in one place. */
  readonly accountName?: string;
}

const TEXT = { type: 'string' };
const TIME = { type: 'string', format: 'date-time' };
const BOOLEAN = { type: 'boolean' };

const TARGET_FIELDS: readonly Field<ActivityTarget>[] = [
  {
    name: 'kind',
    type: { type: 'string', enum: TARGET_KINDS },
    always: true,
    help: 'What it is.',
    read: ({ kind }) => kind,
  },
  { name: 'name', type: TEXT, always: true, help: 'Its name, id or ARN.', read: ({ name }) => name },
];

type EventField = Field<ListedEvent>;

const always = { always: true, csv: true } as const;
const sometimes = { csv: true } as const;

export const EVENT_FIELDS: readonly EventField[] = [
  { name: 'time', type: TIME, ...always, help: 'When AWS says that it was.', read: ({ event }) => isoTime(event.time) },
  {
    name: 'account_id',
    type: TEXT,
    ...always,
    help: 'The account whose CloudTrail recorded it.',
    read: ({ event }) => event.accountId,
  },
  {
    name: 'account_name',
    type: TEXT,
    ...always,
    help: 'Its name in the configuration; empty where it has none.',
    read: ({ accountName }) => accountName,
  },
  { name: 'region', type: TEXT, ...always, help: 'The region that recorded it.', read: ({ event }) => event.region },
  {
    name: 'service',
    type: TEXT,
    ...always,
    help: 'The service: `iam.amazonaws.com`.',
    read: ({ event }) => event.service,
  },
  { name: 'event', type: TEXT, ...always, help: 'Its name: `CreateAccessKey`.', read: ({ event }) => event.name },
  {
    name: 'event_type',
    type: TEXT,
    ...always,
    help: 'Its kind as CloudTrail says it: `AwsApiCall`.',
    read: ({ event }) => event.type,
  },
  {
    name: 'read_only',
    type: BOOLEAN,
    ...always,
    help: 'Whether it changes nothing, as CloudTrail says it.',
    read: ({ event }) => event.readOnly,
  },
  {
    name: 'error',
    type: TEXT,
    ...sometimes,
    help: "AWS's code of the error; of a sign-in, why it failed. Absent: it succeeded.",
    read: ({ event }) => event.error,
  },
  {
    name: 'principal_kind',
    type: { type: 'string', enum: PRINCIPAL_KINDS },
    ...always,
    help: `Who called: ${PRINCIPAL_KINDS.map((kind) => `\`${kind}\``).join(', ')}.`,
    read: ({ event }) => event.principal.kind,
  },
  {
    name: 'principal_name',
    type: TEXT,
    ...sometimes,
    help: 'Name of the user or the role.',
    read: ({ event }) => event.principal.name,
  },
  {
    name: 'principal_arn',
    type: TEXT,
    ...sometimes,
    help: 'ARN of the user or the role, with its path.',
    read: ({ event }) => event.principal.arn,
  },
  {
    name: 'principal_account_id',
    type: TEXT,
    ...sometimes,
    help: 'The account of the caller, which may be another one.',
    read: ({ event }) => event.principal.accountId,
  },
  {
    name: 'session',
    type: TEXT,
    ...sometimes,
    help: "Name of the role's session.",
    read: ({ event }) => event.principal.session,
  },
  {
    name: 'key_id',
    type: TEXT,
    ...sometimes,
    help: 'Id of the access key: `AKIA...`, or `ASIA...` of a session.',
    read: ({ event }) => event.principal.keyId,
  },
  {
    name: 'issuer',
    type: TEXT,
    ...sometimes,
    help: 'The user, or root, who asked for the session of a federated user.',
    read: ({ event: { principal } }) => principal.issuer?.name ?? principal.issuer?.kind,
  },
  {
    name: 'invoked_by',
    type: TEXT,
    ...sometimes,
    help: 'The service that called on behalf of the caller.',
    read: ({ event }) => event.principal.invokedBy,
  },
  {
    name: 'source_identity',
    type: TEXT,
    ...sometimes,
    help: 'Who is behind the session, where the role asks for it.',
    read: ({ event }) => event.principal.sourceIdentity,
  },
  {
    name: 'mfa',
    type: BOOLEAN,
    ...sometimes,
    help: 'Whether MFA was used for the session or the sign-in. Absent: the record does not say.',
    read: ({ event }) => event.principal.mfa,
  },
  {
    name: 'address',
    type: TEXT,
    ...sometimes,
    help: 'IP address of the caller, or the name of a service.',
    read: ({ event }) => event.address,
  },
  {
    name: 'agent',
    type: TEXT,
    ...sometimes,
    help: 'The program, as it names itself.',
    read: ({ event }) => event.agent,
  },
  {
    name: 'targets',
    type: { type: 'array', items: objectType(TARGET_FIELDS) },
    ...always,
    help: 'What the call was about: users, roles, keys, policies. In CSV `user:alice access-key:AKIA...`.',
    read: ({ event }) => event.targets.map((target) => toObject(TARGET_FIELDS, target)),
  },
  {
    name: 'session_expiry',
    type: TIME,
    ...sometimes,
    help: 'When the session ends that the call handed out.',
    read: ({ event: { sessionExpiry } }) => (sessionExpiry === undefined ? undefined : isoTime(sessionExpiry)),
  },
  { name: 'event_id', type: TEXT, ...always, help: 'Id of the event.', read: ({ event }) => event.id },
  {
    name: 'shared_event_id',
    type: TEXT,
    help: 'The id that both accounts of a call across accounts have.',
    read: ({ event }) => event.sharedId,
  },
];

/** The same for CSV, where a value is a text. */
export const EVENT_COLUMNS: readonly EventField[] = EVENT_FIELDS.map((field) =>
  field.name === 'targets' ? { ...field, read: ({ event }) => targetsOf(event) } : field,
);

export const COVERAGE_FIELDS: readonly Field<CoveredRegion>[] = [
  {
    name: 'account_id',
    type: TEXT,
    help: 'The account. Absent: all whose records are in the place.',
    read: ({ accountId }) => accountId,
  },
  { name: 'account_name', type: TEXT, help: 'Its name in the configuration.', read: ({ accountName }) => accountName },
  {
    name: 'region',
    type: TEXT,
    help: 'The region. Absent: all whose records are in the place.',
    read: ({ region }) => region,
  },
  { name: 'from', type: TIME, always: true, help: 'From when on.', read: ({ from }) => isoTime(from) },
  { name: 'to', type: TIME, always: true, help: 'Until when.', read: ({ to }) => isoTime(to) },
  {
    name: 'complete',
    type: BOOLEAN,
    always: true,
    help: 'Whether all of it was read.',
    read: ({ incomplete }) => incomplete === undefined,
  },
  { name: 'why', type: TEXT, help: 'Why not.', read: ({ incomplete }) => incomplete },
];
