/** By what an access key was used last: its newest calls in the region where it was used last. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { ActivityCoverage } from '../model/activity-source.ts';
import type { Counted, KeyUse } from '../model/key-activity.ts';
import type { EventHistory } from './event-histories.ts';

/** One page of AWS, and so one request. */
const CALLS = 50;

export interface FoundUse {
  readonly use: KeyUse;
  /** What could not be read. That there are older calls is none of it. */
  readonly unread: readonly ActivityCoverage[];
}

export async function readKeyUse(
  keyId: string,
  region: string,
  history: EventHistory,
  signal: AbortSignal,
): Promise<FoundUse> {
  const { events, coverage } = await history.find(
    { subject: { of: 'key', id: keyId }, events: [], regions: [region], most: CALLS },
    signal,
  );
  const use = {
    region,
    calls: events.length,
    services: counted(events, ({ service }) => service.replace(/\.amazonaws\.com(?:\.cn)?$/, '')),
    addresses: counted(events, ({ address }) => address),
    agents: counted(events, ({ agent }) => agent),
  };
  return { use, unread: events.length >= CALLS ? [] : coverage.filter(({ incomplete }) => incomplete !== undefined) };
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
  return [...calls].map(([name, count]) => ({ name, calls: count })).sort((one, other) => other.calls - one.calls);
}
