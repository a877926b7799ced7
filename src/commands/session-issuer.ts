/** Who got the session whose key it is. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { ActivityCoverage } from '../model/activity-source.ts';
import type { EventHistories, EventHistory } from './event-histories.ts';
import { SESSION_EVENTS } from './session-events.ts';

/** From session to session: AWS allows chains, and no person makes long ones. */
const HOPS = 5;

export interface FoundIssuer {
  /** The call that handed out the key, then that which handed out the key of its caller, and so on. */
  readonly issuing: readonly ActivityEvent[];
  readonly coverage: readonly ActivityCoverage[];
}

/** @param accountId in which the session acts, by the id of its key. */
export async function readSessionIssuer(
  keyId: string,
  accountId: string,
  histories: EventHistories,
  signal: AbortSignal,
): Promise<FoundIssuer> {
  const issuing: ActivityEvent[] = [];
  const coverage: ActivityCoverage[] = [];
  let next: { readonly keyId: string; readonly accountId: string } | undefined = { keyId, accountId };
  const seen = new Set<string>();
  while (next !== undefined && seen.size < HOPS) {
    const wanted: { readonly keyId: string; readonly accountId: string } = next;
    const place = `${wanted.keyId} ${wanted.accountId}`;
    const history = histories(wanted.accountId);
    if (history === undefined || seen.has(place)) break;
    seen.add(place);
    const found = await handedOut(wanted.keyId, history, signal);
    coverage.push(...found.coverage);
    if (found.event === undefined) break;
    const { principal } = found.event;
    const caller = principal.accountId ?? wanted.accountId;
    // The owner of a role sees only the account of who assumes it: the copy there says more.
    const isCopy = principal.kind === 'account' && caller !== wanted.accountId;
    if (!isCopy || histories(caller) === undefined) issuing.push(found.event);
    if (isCopy) next = { keyId: wanted.keyId, accountId: caller };
    else if (principal.keyId?.startsWith('ASIA') === true) next = { keyId: principal.keyId, accountId: caller };
    else next = undefined;
  }
  return { issuing, coverage };
}

async function handedOut(
  keyId: string,
  history: EventHistory,
  signal: AbortSignal,
): Promise<{ readonly event: ActivityEvent | undefined; readonly coverage: readonly ActivityCoverage[] }> {
  const regions = [...new Set([history.homeRegion, history.ownRegion])];
  const subject = { of: 'target', name: keyId } as const;
  const { events, coverage } = await history.find({ subject, events: SESSION_EVENTS, regions }, signal);
  return { event: events.find(({ error }) => error === undefined), coverage };
}
