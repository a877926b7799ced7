/** Which accounts of an organization are read, and why the others are not. */
import type { OrganizationAccount } from '../model/facts/organization.ts';
import type { OrganizationSettings, Selector } from '../model/organization-settings.ts';
import type { ExclusionReason } from '../model/members.ts';

/** What is known of the tags of an account. */
export interface KnownTags {
  readonly tags: ReadonlyMap<string, string>;
  /** AWS does not let the exporter see them, so that nobody knows what they are. */
  readonly isRefused: boolean;
}

export type Selected =
  | { readonly state: 'in' }
  /** Its tags or its units decide, and are not there yet or refused. */
  | { readonly state: 'awaited' }
  | { readonly state: 'out'; readonly reason: ExclusionReason; readonly by?: string };

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
  if (excluding >= 0) return { state: 'out', reason: 'excluded', by: `exclude[${excluding}]` };
  if (exclude.some((selector) => matched(selector) === undefined)) return { state: 'awaited' };
  if (include.length === 0 || include.some((selector) => matched(selector) === true)) return { state: 'in' };
  // Nobody removed an account whose tags AWS refuses: its findings would end as if it had left.
  const isRefused = known?.isRefused === true;
  const isAwaited = include.some((selector) => matched(selector) === undefined || (selector.tag && isRefused));
  return isAwaited ? { state: 'awaited' } : { state: 'out', reason: 'not_included', by: 'include' };
}

const REASONS = {
  PENDING_ACTIVATION: 'pending_activation',
  SUSPENDED: 'suspended',
  PENDING_CLOSURE: 'pending_closure',
  CLOSED: 'closed',
} as const;

/** undefined: nobody knows yet. Tags that are refused match nothing, as far as nobody has read them before. */
function matches(
  { ou, account: id, tag }: Selector,
  account: OrganizationAccount,
  known: KnownTags | undefined,
): boolean | undefined {
  if (ou !== undefined) return account.units?.includes(ou);
  if (tag !== undefined) return known === undefined ? undefined : known.tags.get(tag.key) === tag.value;
  return account.id === id;
}
