/** The values of an access key, of a finding about it and of its next step, for all commands that print them. */
import type { UserAccessKey } from '../model/access-key.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import { isoTime } from '../model/time.ts';
import type { NextStep } from '../checks/rotation-words.ts';
import type { Field } from '../fields/field.ts';

const TEXT = { type: 'string' };
const TIME = { type: 'string', format: 'date-time' };

export const KEY_FIELDS: readonly Field<UserAccessKey>[] = [
  { name: 'key_id', type: TEXT, always: true, help: 'Its id.', read: ({ id }) => id },
  { name: 'status', type: TEXT, always: true, help: 'As IAM says it.', read: ({ status }) => status },
  { name: 'created', type: TIME, always: true, help: 'When it was created.', read: ({ created }) => isoTime(created) },
  {
    name: 'last_used',
    type: TEXT,
    help: 'When it was last used, or `never`. Absent: not known.',
    read: ({ lastUsed }) => lastUseOf(lastUsed),
  },
  {
    name: 'last_used_service',
    type: TEXT,
    help: 'The service that it was last used for.',
    read: ({ lastUsed }) => (typeof lastUsed === 'object' ? lastUsed.service : undefined),
  },
  {
    name: 'last_used_region',
    type: TEXT,
    help: 'The region that it was last used in. Absent for services without regions.',
    read: ({ lastUsed }) => (typeof lastUsed === 'object' ? lastUsed.region : undefined),
  },
];

export const KEY_FINDING_FIELDS: readonly Field<Finding | ExemptFinding>[] = [
  { name: 'check', type: TEXT, always: true, help: 'The check.', read: ({ check }) => check },
  { name: 'severity', type: TEXT, always: true, help: 'Its severity.', read: ({ severity }) => severity },
  { name: 'days', type: { type: 'integer' }, help: 'How old or idle it is.', read: ({ age }) => age?.days },
  { name: 'limit_days', type: { type: 'integer' }, help: 'What the policy allows.', read: ({ age }) => age?.limit },
  {
    name: 'exemption',
    type: TEXT,
    help: 'The exemption that covers it.',
    read: (finding) => ('exemption' in finding ? finding.exemption : undefined),
  },
];

export const STEP_FIELDS: readonly Field<NextStep>[] = [
  { name: 'title', type: TEXT, always: true, help: 'In a few words.', read: ({ title }) => title },
  { name: 'text', type: TEXT, always: true, help: 'What to do.', read: ({ text }) => text },
  { name: 'command', type: TEXT, help: 'The command for it.', read: ({ command }) => command },
];

export function lastUseOf(lastUsed: UserAccessKey['lastUsed']): string | undefined {
  return typeof lastUsed === 'object' ? isoTime(lastUsed.at) : lastUsed;
}
