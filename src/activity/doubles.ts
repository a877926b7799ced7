/** One event each: AWS records some calls more than once, and sources overlap. */
import type { ActivityEvent } from '../model/activity-event.ts';

interface WithEvent {
  readonly event: ActivityEvent;
}

/**
 * The items without those whose event is there twice: the same id, the other account's copy of a call across accounts, and what an event
 * that AWS corrected replaces.
 *
 * Of the two copies the caller's stays, which says who called. The other one says the account only: such copies come last.
 */
export function withoutDoubles<Item extends WithEvent>(items: readonly Item[]): readonly Item[] {
  const replaced = new Set(items.map(({ event }) => event.replaces));
  const ofCallers = items.filter(({ event }) => !isOtherCopy(event));
  const copies = items.filter(({ event }) => isOtherCopy(event));
  const seen = new Set<string>();
  return [...ofCallers, ...copies].filter(({ event }) => {
    const { id, sharedId = id } = event;
    const call = callOf(event);
    if (replaced.has(id) || seen.has(id) || seen.has(call)) return false;
    // Corrected or not: the caller's copy of the call is there.
    if (isOtherCopy(event) && seen.has(sharedId)) return false;
    // A correction stands for what it replaces too, of which the other account may have a copy.
    for (const each of [id, sharedId, call]) seen.add(each);
    return true;
  });
}

function isOtherCopy({ sharedId, principal }: ActivityEvent): boolean {
  return sharedId !== undefined && principal.kind === 'account';
}

/** Alike in all copies of a call. The correction of an event has its shared id too, and is no copy of it. */
function callOf({ id, sharedId = id, replaces }: ActivityEvent): string {
  return replaces === undefined ? sharedId : `${sharedId} corrected`;
}
