/** Which accounts of an organization are read, and why the others are not. */
import type { OrganizationAccount } from '../model/facts/organization.ts';
import type { OrganizationSettings, Selector } from '../model/organization-settings.ts';
import type { ExclusionReason } from '../model/members.ts';

/** What is known of the tags of an account. */
export interface KnownTags {
  readonly tags: ReadonlyMap<string, string>;
  /** AWS does not let the exporter see them: only what was read before is known. */
  readonly isRefused: boolean;
  /** Keys that were looked for before AWS refused; absent: none. */
  readonly keys?: readonly string[];
}

export type Selected =
  | { readonly state: 'in' }
  /** Its tags or its units decide, and are not there yet or refused. */
  | { readonly state: 'awaited' }
  | { readonly state: 'out'; readonly reason: ExclusionReason; readonly by?: string; readonly rule?: string };

/** Keys of the tags that the settings ask for; empty: nobody needs any. */
export function wantedTags({ ownerTag, include, exclude }: OrganizationSettings): string[] {
  const keys = [...include, ...exclude].flatMap(({ tag }) => tag?.key ?? []);
  return [...new Set(ownerTag === undefined ? keys : [ownerTag, ...keys])];
}

export function needsUnits({ include, exclude }: OrganizationSettings): boolean {
  return [...include, ...exclude].some(({ ou }) => ou !== undefined);
}

/** @param isListed whether `accounts` has it: then only its state can keep it from being read. */
export function select(
  account: OrganizationAccount,
  isListed: boolean,
  { include, exclude }: Pick<OrganizationSettings, 'include' | 'exclude'>,
  known: KnownTags | undefined,
): Selected {
  if (account.state !== 'ACTIVE') return { state: 'out', reason: REASONS[account.state] };
  if (isListed) return { state: 'in' };
  const matched = (selector: Selector) => matches(selector, account, known);
  const excluding = exclude.findIndex((selector) => matched(selector) === true);
  const rule = exclude[excluding];
  if (rule !== undefined) {
    return { state: 'out', reason: 'excluded', by: `exclude[${excluding}]`, rule: selectorWords(rule) };
  }
  const included = include.map(matched);
  const isIncluded = include.length === 0 || included.includes(true);
  // What no rule can include any more waits for nothing.
  if (!isIncluded && !included.includes(undefined)) return { state: 'out', reason: 'not_included', by: 'include' };
  const mayBeExcluded = exclude.some((selector) => matched(selector) === undefined);
  return !isIncluded || mayBeExcluded ? { state: 'awaited' } : { state: 'in' };
}

/** `ou ou-ab12-33333333` */
export function selectorWords({ ou, account, tag }: Selector): string {
  if (ou !== undefined) return `ou ${ou}`;
  return tag === undefined ? `account ${account ?? ''}` : `tag ${tag.key}=${tag.value}`;
}

/** Whether somebody has looked for a tag of this key, in upper or lower case. */
export function isTagKnown({ isRefused, keys = [] }: KnownTags, key: string): boolean {
  return !isRefused || keys.some((each) => each.toLowerCase() === key.toLowerCase());
}

const REASONS = {
  PENDING_ACTIVATION: 'pending_activation',
  SUSPENDED: 'suspended',
  PENDING_CLOSURE: 'pending_closure',
  CLOSED: 'closed',
} as const;

/** undefined: nobody knows, as AWS has not said it yet or refuses to: an account that may have to be left out is not read, and none is removed as if it had left. */
export function matches(
  { ou, account: id, tag }: Selector,
  account: OrganizationAccount,
  known: KnownTags | undefined,
): boolean | undefined {
  if (ou !== undefined) return account.units?.includes(ou);
  if (tag !== undefined) {
    const value = known?.tags.get(tag.key);
    if (value !== undefined) return value === tag.value;
    return known !== undefined && isTagKnown(known, tag.key) ? false : undefined;
  }
  return account.id === id;
}
