/**
 * Grafana escapes the value of a variable for a regular expression only where it allows several. So a board with a variable for one
 * account or one user compares its value as it is, in the queries that it shares with boards of many.
 */
import type { Dashboard } from './board.ts';

const ONE_FOR_MANY = {
  account: ['account_name=~"$accounts"', 'account_name="$account"'],
  user: ['user=~"$users"', 'user="$user"'],
} as const;

export function ofOne(board: Dashboard): Dashboard {
  const names = new Set(board.templating.list?.map(({ name }) => name));
  const replaced = Object.entries(ONE_FOR_MANY).filter(([name]) => names.has(name));
  const one = (text: string) => replaced.reduce((found, [, [many, single]]) => found.replaceAll(many, single), text);
  return mapped(board, one) as Dashboard;
}

/** Every text in it by `change`. */
function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((element) => mapped(element, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapped(inner, change)]));
}
