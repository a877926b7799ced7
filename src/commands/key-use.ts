/** By what an access key was used last: its newest calls in each region that is read. */
import { serviceOf } from '../cli/activity-words.ts';
import type { ActivityEvent } from '../model/activity-event.ts';
import type { ActivityCoverage } from '../model/activity-source.ts';
import type { Counted, KeyUse } from '../model/key-activity.ts';
import type { EventHistory } from './event-histories.ts';

/** One page of AWS, of each region, and so one request. */
const CALLS = 50;

export interface FoundUse {
  readonly use: KeyUse;
  /** What could not be read. That there are older calls is none of it. */
  readonly unread: readonly ActivityCoverage[];
}

export async function readKeyUse(
  keyId: string,
  regions: readonly string[],
  history: EventHistory,
  signal: AbortSignal,
): Promise<FoundUse> {
  const events: ActivityEvent[] = [];
  const unread: ActivityCoverage[] = [];
  const ofRegions: Counted[] = [];
  for (const region of regions) {
    const question = { subject: { of: 'key', id: keyId }, events: [], regions: [region], most: CALLS } as const;
    const found = await history.find(question, signal);
    events.push(...found.events);
    ofRegions.push({ name: region, calls: found.events.length });
    if (found.events.length < CALLS)
      unread.push(...found.coverage.filter(({ incomplete }) => incomplete !== undefined));
  }
  const use = {
    regions: ofRegions.sort(mostFirst),
    calls: events.length,
    services: counted(events, serviceOf),
    addresses: counted(events, ({ address }) => address),
    agents: counted(events, ({ agent }) => agent),
  };
  return { use, unread };
}

function counted(
  events: readonly ActivityEvent[],
  nameOf: (event: ActivityEvent) => string | undefined,
): readonly Counted[] {
  const calls = new Map<string, number>();
  for (const event of events) {
    const name = nameOf(event);
    if (name !== undefined) calls.set(name, (calls.get(name) ?? 0) + 1);
  }
  return [...calls].map(([name, count]) => ({ name, calls: count })).sort(mostFirst);
}

function mostFirst(one: Counted, other: Counted): number {
  return other.calls - one.calls;
}
