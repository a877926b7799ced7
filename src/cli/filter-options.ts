/** The options that choose accounts and users, for all commands that have them. */
import type { OptionDeclaration } from './option.ts';

export const FILTER_OPTIONS = {
  account: { name: 'account', value: 'name', many: true, description: 'Only accounts of this name or id.' },
  owner: { name: 'owner', value: 'name', many: true, description: 'Only accounts of this owner.' },
  user: { name: 'user', value: 'name', many: true, description: 'Only this user.' },
} as const satisfies Record<string, OptionDeclaration>;
