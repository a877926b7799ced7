/** The values that `accounts` knows of an account, each declared once: the table, the JSON, the CSV and docs/accounts.md are made from this list. */
import { type AccountStanding, STANDING_ORIGINS, STANDING_STATES } from '../model/account-standing.ts';
import type { OwnerOrigin } from '../model/members.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import { isoTime } from '../model/time.ts';
import type { ColumnField } from './column-field.ts';
import { shortTime } from './short-time.ts';

const OWNER_ORIGINS = ['entry', 'tag', 'defaults', 'none', 'refused'] satisfies OwnerOrigin[];

const TEXT = { type: 'string' };
const TIME = { type: 'string', format: 'date-time' };

export const ACCOUNTS_FIELDS: readonly ColumnField<AccountStanding>[] = [
  {
    name: 'account_name',
    head: 'ACCOUNT',
    type: TEXT,
    always: true,
    csv: true,
    help: 'Its name, as the metrics have it: of two accounts with one name the younger one has its id behind the name.',
    read: ({ accountName }) => accountName,
  },
  {
    name: 'account_id',
    head: 'ACCOUNT ID',
    type: TEXT,
    csv: true,
    help: 'Absent: neither the configuration nor a report says it.',
    read: ({ accountId }) => accountId,
  },
  {
    name: 'state',
    head: 'STATE',
    type: { type: 'string', enum: STANDING_STATES },
    always: true,
    csv: true,
    help: 'Whether it is read; see below.',
    read: ({ state }) => state,
  },
  {
    name: 'from',
    head: 'FROM',
    type: { type: 'string', enum: STANDING_ORIGINS },
    always: true,
    csv: true,
    help: 'Who names it: `accounts` of the configuration, the organization, or both.',
    read: ({ from }) => from,
  },
  {
    name: 'role',
    head: 'ROLE',
    rare: true,
    type: TEXT,
    csv: true,
    help: 'The role that the exporter assumes: its ARN, or its name, as the configuration has it. Absent for the account of the exporter itself, a report file, and an account that is out.',
    read: ({ role }) => role,
  },
  {
    name: 'owner',
    head: 'OWNER',
    rare: true,
    type: TEXT,
    csv: true,
    help: 'Empty where there is none. Absent for an account that is out, and where its tags are not known.',
    read: ({ owner }) => owner,
    cell: ({ owner }) => (owner === '' ? undefined : owner),
  },
  {
    name: 'owner_from',
    head: 'OWNER FROM',
    rare: true,
    type: { type: 'string', enum: OWNER_ORIGINS },
    csv: true,
    help: 'Who says the owner: `entry` (its entry in `accounts`, and without `organization` also `accountDefaults`), `tag`, `defaults` (`accountDefaults`), `none`, or `refused`: AWS does not let the exporter read the tag, so that `owner` is that of `accountDefaults` until it does.',
    read: ({ ownerFrom }) => ownerFrom,
  },
  {
    name: 'units',
    type: { type: 'array', items: TEXT },
    help: 'Ids of the root and of the units that it is in, outermost first.',
    read: ({ units }) => units,
  },
  {
    name: 'joined',
    type: TIME,
    help: 'When it joined the organization.',
    read: ({ joined }) => (joined === undefined ? undefined : isoTime(joined)),
  },
  {
    name: 'last_report',
    head: 'LAST REPORT',
    rare: true,
    type: TIME,
    csv: true,
    help: 'When AWS generated its last report. Absent: there is none.',
    read: ({ lastReport }) => (lastReport === undefined ? undefined : isoTime(lastReport)),
    cell: ({ lastReport }) => (lastReport === undefined ? undefined : shortTime(lastReport)),
  },
  {
    name: 'why',
    head: 'WHY',
    rare: true,
    type: TEXT,
    csv: true,
    help: 'Why it is not read: the selector of `organization` that leaves it out, such as `exclude[1]` (the first one is `exclude[0]`), or the failure in words. The table also has what the selector says, such as `exclude[1] (ou ou-ab12-33333333)`.',
    read: ({ state, failure, by }) =>
      failure === undefined ? by : `${state === 'pending' ? `${ROLE_TO_COME}: ` : ''}${reasonAndMessage(failure)}`,
    // Standard error has the whole sentence, and scripts find the rule in the configuration.
    cell: ({ state, failure, by, rule }) => {
      if (failure !== undefined) return state === 'pending' ? ROLE_TO_COME : failure.reason;
      return by === undefined || rule === undefined ? by : `${by} (${rule})`;
    },
  },
];

const ROLE_TO_COME = 'the account is new, and its role is not there yet';
