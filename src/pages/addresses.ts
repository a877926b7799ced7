/** Where each page is. Every link is made here, so that a name with any character leads to its page. */
import { filterValue } from '../config/filters.ts';
import type { AnyFinding } from '../views/finding-lists.ts';
import { orderText, type Order } from '../views/ordering.ts';
import type { Values } from '../views/query.ts';

export const ADDRESSES = {
  accounts: '/',
  findings: '/findings',
  checks: '/checks',
  exemptions: '/exemptions',
  keys: '/keys',
  config: '/config',
  stylesheet: '/style.css',
} as const;

export function accountAddress(name: string): string {
  return `/accounts/${segment(name)}`;
}

/** @param id of the check. */
export function checkAddress(id: string): string {
  return `${ADDRESSES.checks}/${segment(id)}`;
}

export function userAddress(accountName: string, user: string): string {
  return `${accountAddress(accountName)}/users/${segment(user)}`;
}

/** Where a finding is explained: with the user, or with the account. */
export function subjectAddress({ accountName, subject }: Pick<AnyFinding, 'accountName' | 'subject'>): string {
  return subject.user === '' ? accountAddress(accountName) : userAddress(accountName, subject.user);
}

/** @param filters names, and not patterns. */
export function findingsAddress(filters: Readonly<Record<string, string>>): string {
  return `${ADDRESSES.findings}?${new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, filterValue(value)])).toString()}`;
}

/** Another order begins at the first page. */
export interface ListChange {
  readonly order?: Order;
  readonly page?: number;
}

/** The same list in another order, or another page of it. */
export function listAddress(path: string, values: Values, change: ListChange): string {
  const search = new URLSearchParams();
  for (const [name, given] of values) {
    if (name === 'page' || (name === 'sort' && change.order !== undefined)) continue;
    for (const value of given) search.append(name, value);
  }
  if (change.order !== undefined) search.set('sort', orderText(change.order));
  if (change.page !== undefined && change.page > 1) search.set('page', String(change.page));
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/**
 * A browser takes the names . and .. for steps within the path, however they are written; so a ~ stands before them, and before each name that
 * begins with one.
 */
function segment(name: string): string {
  const marked = /^(~|\.{1,2}$)/.test(name) ? `~${name}` : name;
  // A half of a character has no address.
  return encodeURIComponent(marked.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'));
}

/** The name of a segment that has been decoded. */
export function nameOf(segment: string): string {
  return segment.startsWith('~') ? segment.slice(1) : segment;
}
