/** The values of what CloudTrail recorded of an access key. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { ActivityCoverage } from '../model/activity-source.ts';
import type { Counted, KeyUse } from '../model/key-activity.ts';
import { isoTime } from '../model/time.ts';
import { callerWords } from './caller-words.ts';
import { rootOf } from './containment-of-root-session.ts';
import { type Field, objectType, toObject } from '../fields/field.ts';

const TEXT = { type: 'string' };
const TIME = { type: 'string', format: 'date-time' };
const COUNT = { type: 'integer' };

const TARGET_HELP = {
  user: 'The user that it was about.',
  'access-key': 'The key that it was about.',
  role: 'The role, by its ARN where the call had it.',
  group: 'The group that it was about.',
  policy: 'The policy that it was about: its name if it is inline, else its ARN.',
  trail: 'The trail that it was about, by its ARN where the call had it.',
  'session-key': 'The key of the session that it handed out.',
} as const;

export const KEY_EVENT_FIELDS: readonly Field<ActivityEvent>[] = [
  { name: 'time', type: TIME, always: true, help: 'When it was.', read: ({ time }) => isoTime(time) },
  { name: 'event', type: TEXT, always: true, help: 'Its name: `CreateAccessKey`.', read: ({ name }) => name },
  {
    name: 'account_id',
    type: TEXT,
    always: true,
    help: 'The account that recorded it.',
    read: ({ accountId }) => accountId,
  },
  { name: 'region', type: TEXT, always: true, help: 'The region that recorded it.', read: ({ region }) => region },
  {
    name: 'by',
    type: TEXT,
    always: true,
    help: 'Who called, in words.',
    read: ({ principal }) => callerWords(principal),
  },
  { name: 'by_key', type: TEXT, help: 'With which key.', read: ({ principal }) => principal.keyId },
  { name: 'address', type: TEXT, help: 'From which address.', read: ({ address }) => address },
  {
    name: 'status',
    type: TEXT,
    help: 'Of `UpdateAccessKey`: the new state of the key.',
    read: ({ keyStatus }) => keyStatus,
  },
  ...(['user', 'access-key', 'role', 'group', 'policy', 'trail', 'session-key'] as const).map((kind) => ({
    name: kind.replace('-', '_'),
    type: TEXT,
    help: TARGET_HELP[kind],
    read: ({ targets }: ActivityEvent) => {
      const target = targets.find((each) => each.kind === kind);
      return target?.arn ?? target?.name;
    },
  })),
  {
    name: 'root_of',
    type: TEXT,
    help: 'Of `AssumeRoot`: the account of whose root the session is.',
    read: ({ targets }) => rootOf(targets),
  },
  {
    name: 'expires',
    type: TIME,
    help: 'When the session ends that it handed out.',
    read: ({ sessionExpiry }) => (sessionExpiry === undefined ? undefined : isoTime(sessionExpiry)),
  },
];

const COUNTED_FIELDS: readonly Field<Counted>[] = [
  { name: 'name', type: TEXT, always: true, help: 'Which one.', read: ({ name }) => name },
  { name: 'calls', type: COUNT, always: true, help: 'How many calls.', read: ({ calls }) => calls },
];

const COUNTED = { type: 'array', items: objectType(COUNTED_FIELDS) };
const counted = (list: readonly Counted[]) => list.map((each) => toObject(COUNTED_FIELDS, each));

export const KEY_USE_FIELDS: readonly Field<KeyUse>[] = [
  {
    name: 'regions',
    type: COUNTED,
    always: true,
    help: 'In which regions it was looked, each with `name` and `calls`.',
    read: ({ regions }) => counted(regions),
  },
  {
    name: 'calls',
    type: COUNT,
    always: true,
    help: 'How many calls: 50 of each region at most.',
    read: ({ calls }) => calls,
  },
  {
    name: 'services',
    type: COUNTED,
    always: true,
    help: 'Of which services, each with `name` and `calls`.',
    read: ({ services }) => counted(services),
  },
  {
    name: 'addresses',
    type: COUNTED,
    always: true,
    help: 'From which addresses.',
    read: ({ addresses }) => counted(addresses),
  },
  {
    name: 'agents',
    type: COUNTED,
    always: true,
    help: 'With which programs, as they name themselves.',
    read: ({ agents }) => counted(agents),
  },
];

export const LOOKED_FIELDS: readonly Field<ActivityCoverage>[] = [
  { name: 'account_id', type: TEXT, help: 'The account.', read: ({ accountId }) => accountId },
  { name: 'region', type: TEXT, help: 'The region.', read: ({ region }) => region },
  { name: 'from', type: TIME, always: true, help: 'From when on.', read: ({ from }) => isoTime(from) },
  { name: 'to', type: TIME, always: true, help: 'Until when.', read: ({ to }) => isoTime(to) },
  {
    name: 'incomplete',
    type: TEXT,
    help: 'Why not all of it was read. Absent: it was.',
    read: ({ incomplete }) => incomplete,
  },
];
