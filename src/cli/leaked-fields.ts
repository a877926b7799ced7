/** The values that `whose --leaked` prints besides, each declared once. */
import type { UserPermissions } from '../model/user-permissions.ts';
import type { AccountCommand, ContainmentStep } from './containment-step.ts';
import { type Field, objectType, toObject } from '../fields/field.ts';
import { isAdmin } from './permission-lines.ts';

const TEXT = { type: 'string' };

/** A policy on the user, or on a group of the user. */
export interface ListedPolicy {
  readonly name: string;
  readonly arn?: string;
  readonly group?: string;
  readonly admin: boolean;
}

export const POLICY_FIELDS: readonly Field<ListedPolicy>[] = [
  { name: 'name', type: TEXT, always: true, help: 'Its name.', read: ({ name }) => name },
  { name: 'arn', type: TEXT, help: 'Its ARN. Absent: it is inline.', read: ({ arn }) => arn },
  { name: 'group', type: TEXT, help: 'The group by which the user has it.', read: ({ group }) => group },
  {
    name: 'admin',
    type: { type: 'boolean' },
    always: true,
    help: 'Whether it is `AdministratorAccess` of AWS.',
    read: ({ admin }) => admin,
  },
];

/** All that are known. */
export function listedPolicies({ groups = [], ...own }: UserPermissions): readonly ListedPolicy[] {
  const holders = [{ ...own, group: undefined }, ...groups.map((group) => ({ ...group, group: group.name }))];
  return holders.flatMap(({ attached = [], inline = [], group }) => [
    ...attached.map((policy) => ({ ...policy, admin: isAdmin(policy), ...(group !== undefined && { group }) })),
    ...inline.map((name) => ({ name, admin: false, ...(group !== undefined && { group }) })),
  ]);
}

const COMMAND_FIELDS: readonly Field<AccountCommand>[] = [
  {
    name: 'account_id',
    type: TEXT,
    help: 'The account in which it is to be run. Absent: where the exporter runs.',
    read: ({ accountId }) => accountId,
  },
  { name: 'command', type: TEXT, always: true, help: 'The command.', read: ({ command }) => command },
];

export const CONTAINMENT_FIELDS: readonly Field<ContainmentStep>[] = [
  { name: 'title', type: TEXT, always: true, help: 'In a few words.', read: ({ title }) => title },
  { name: 'text', type: TEXT, always: true, help: 'What to do.', read: ({ text }) => text },
  {
    name: 'commands',
    type: { type: 'array', items: objectType(COMMAND_FIELDS) },
    always: true,
    help: 'The commands for it, each with `command` and the `account_id` in which it is to be run.',
    read: ({ commands }) => commands.map((command) => toObject(COMMAND_FIELDS, command)),
  },
];
