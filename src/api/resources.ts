import { accounts } from './accounts.ts';
import { checks } from './checks.ts';
import { findings } from './findings.ts';
import type { Resource } from './resource.ts';
import { users } from './users.ts';

/** In the order in which people read them. */
export const RESOURCES: readonly Resource[] = [findings, accounts, users, checks];

export const API_PATH = '/api/v1';

export function pathOf({ name }: Pick<Resource, 'name'>): string {
  return `${API_PATH}/${name}`;
}
