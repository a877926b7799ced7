/** One event each: AWS records some calls more than once, and sources overlap. */
import type { ActivityEvent } from '../model/activity-event.ts';

interface WithEvent {
  readonly event: ActivityEvent;
}

/** Each holds a record back, which is a few KB. */
const MOST_HELD = 5_000;

/**
 * The items without those whose event was there before: the same id again, the other account's copy of a call across accounts, and what an
 * event that AWS corrected replaces.
 *
 * Of the two copies the caller's stays, which says who called; the other one says the account only, and waits until the end for
 * it. So the order changes.
 *
 * @param replaced gets the ids of replaced events. A caller that keeps events drops one of these that it got before its correction came.
 */
export async function* withoutDoubles<Item extends WithEvent>(
  items: AsyncIterable<Item>,
  replaced: Set<string>,
): AsyncGenerator<Item> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  const held = new Map<string, Item>();
  for await (const item of items) {
    const { id, sharedId, replaces, principal } = item.event;
    if (seen.has(id)) continue;
    seen.add(id);
    if (replaces !== undefined) replaced.add(replaces);
    if (replaced.has(id)) continue;
    if (sharedId === undefined) {
      yield item;
      continue;
    }
    const copies = copiesOf(sharedId, replaces);
    if (shared.has(copies)) continue;
    if (principal.kind === 'account') {
      if (!held.has(copies)) held.set(copies, item);
      const [oldest] = held.keys();
      if (held.size <= MOST_HELD || oldest === undefined) continue;
      yield* take(oldest);
      continue;
    }
    held.delete(sharedId);
    held.delete(copies);
    shared.add(sharedId).add(copies);
    yield item;
  }
  for (const copies of held.keys()) yield* take(copies);

  function* take(copies: string): Generator<Item> {
    const item = held.get(copies);
    held.delete(copies);
    shared.add(copies);
    if (item !== undefined && !replaced.has(item.event.id)) yield item;
  }
}

/** The correction of an event has its shared id too, and is no copy of it. */
function copiesOf(sharedId: string, replaces: string | undefined): string {
  return replaces === undefined ? sharedId : `${sharedId} corrected`;
}
