/** Who made an access key, and who changed its state or deleted it. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { ActivityCoverage } from '../model/activity-source.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { EventHistory } from './event-histories.ts';

const CREATED = 'CreateAccessKey';
const EVENTS = [CREATED, 'UpdateAccessKey', 'DeleteAccessKey'];
/** The clocks of IAM and CloudTrail differ by less. */
const AROUND = 300;

export interface FoundLife {
  /** The oldest first. */
  readonly life: readonly ActivityEvent[];
  readonly coverage: readonly ActivityCoverage[];
}

/**
 * By the id of the key; if that does not find who made it, by the moment at which it was made.
 *
 * @param created undefined: not known.
 */
export async function readKeyLife(
  keyId: string,
  created: UnixSeconds | undefined,
  history: EventHistory,
  signal: AbortSignal,
): Promise<FoundLife> {
  const regions = [history.homeRegion];
  const named = await history.find({ subject: { of: 'target', name: keyId }, events: EVENTS, regions }, signal);
  const life = named.events.filter(succeeded).reverse();
  const isWhole = life.some(({ name }) => name === CREATED) || named.coverage.some(({ incomplete }) => incomplete);
  if (isWhole || created === undefined || created < history.from) return { life, coverage: named.coverage };
  const window = { from: created - AROUND, to: created + AROUND };
  const made = await history.find({ subject: { of: 'anybody' }, events: [CREATED], regions, ...window }, signal);
  const creation = made.events.filter(
    (event) => succeeded(event) && event.targets.some(({ kind, name }) => kind === 'access-key' && name === keyId),
  );
  const unread = made.coverage.filter(({ incomplete }) => incomplete !== undefined);
  return { life: [...creation, ...life], coverage: [...named.coverage, ...unread] };
}

/** Nothing came of the others. */
function succeeded({ error }: ActivityEvent): boolean {
  return error === undefined;
}
