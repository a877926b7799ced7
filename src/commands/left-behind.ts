/** What somebody with an access key may have left behind that works without it. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { ActivityCoverage } from '../model/activity-source.ts';
import type { LeftBehind } from '../model/key-activity.ts';
import type { EventHistories, EventHistory } from './event-histories.ts';
import { SESSION_EVENTS } from './session-events.ts';

const MADE = ['CreateUser', 'CreateAccessKey', 'CreateLoginProfile', 'CreateRole'];
/** Also by its name, as a password is as good as a key. */
const NEW_PASSWORD = 'UpdateLoginProfile';
/** They give somebody rights, open what was closed, or stop a trail. Of `UpdateAccessKey`, only that which activates. */
const CHANGED = [
  NEW_PASSWORD,
  'UpdateAccessKey',
  'AttachUserPolicy',
  'PutUserPolicy',
  'AttachGroupPolicy',
  'PutGroupPolicy',
  'AddUserToGroup',
  'AttachRolePolicy',
  'PutRolePolicy',
  'UpdateAssumeRolePolicy',
  'CreatePolicyVersion',
  'SetDefaultPolicyVersion',
  'StopLogging',
  'DeleteTrail',
  'UpdateTrail',
  'PutEventSelectors',
];
/** Of each key in each account, the newest first: 40 requests. */
const MOST_RECORDS = 2_000;
/** A program that assumes a role for each call has thousands. */
const MOST_SESSIONS = 20;

export interface FoundLeft {
  readonly left: LeftBehind;
  readonly coverage: readonly ActivityCoverage[];
  /** What nobody looked at, in words. */
  readonly unread: readonly string[];
}

interface Acting {
  readonly keyId: string;
  readonly accountId: string;
}

/**
 * @param regions beside those of each account, such as where the key was used last.
 * @param onFound gets what is known so far: there may be no time for the rest.
 */
export async function readLeftBehind(
  key: Acting,
  regions: readonly string[],
  histories: EventHistories,
  signal: AbortSignal,
  onFound: (found: FoundLeft) => void = () => undefined,
): Promise<FoundLeft> {
  const sessions: ActivityEvent[] = [];
  const changes: ActivityEvent[] = [];
  const coverage: ActivityCoverage[] = [];
  const unread = new Set<string>();
  const seen = new Map<string, Acting>();
  const waiting: Acting[] = [key];
  const named: ActivityEvent[] = [];
  const soFar = (): FoundLeft => {
    const changed = new Map([...changes, ...named.filter(isChange)].map((event) => [event.id, event]));
    const left = {
      sessions: newestFirst(sessions),
      made: newestFirst(named.filter(({ name }) => MADE.includes(name))),
      changed: newestFirst([...changed.values()]),
    };
    return { left, coverage: [...coverage], unread: [...unread] };
  };
  while (seen.size <= MOST_SESSIONS) {
    const acting = waiting.shift();
    if (acting === undefined) break;
    if (seen.has(acting.keyId)) continue;
    seen.set(acting.keyId, acting);
    const history = histories(acting.accountId);
    if (history === undefined) {
      unread.add(`what ${acting.keyId} did in the account ${acting.accountId}, which is not in the configuration`);
      continue;
    }
    const found = await history.find(
      {
        subject: { of: 'key', id: acting.keyId },
        // All that the key did is read for the sessions: the changes cost no call more.
        events: [...SESSION_EVENTS, ...CHANGED],
        regions: regionsOfKey(history, regions),
        most: MOST_RECORDS,
      },
      signal,
    );
    coverage.push(...found.coverage);
    const succeeded = found.events.filter(({ error }) => error === undefined);
    const handedOut = succeeded.filter(({ name }) => SESSION_EVENTS.includes(name));
    sessions.push(...handedOut);
    changes.push(...succeeded.filter(isChange));
    waiting.push(...handedOut.flatMap((event) => sessionOf(event) ?? []));
    onFound(soFar());
  }
  if (waiting.some(({ keyId }) => !seen.has(keyId)))
    unread.add(`what more than ${MOST_SESSIONS} sessions did that it got`);
  for (const accountId of new Set([...seen.values()].map((each) => each.accountId))) {
    const history = histories(accountId);
    if (history === undefined) continue;
    const found = await namedIn(history, seen, signal);
    named.push(...found.events);
    coverage.push(...found.coverage);
    onFound(soFar());
  }
  return soFar();
}

/** @param regions beside those of the account. */
export function regionsOfKey(
  { homeRegion, ownRegion }: Pick<EventHistory, 'homeRegion' | 'ownRegion'>,
  regions: readonly string[],
): readonly string[] {
  return [...new Set([homeRegion, ownRegion, ...regions])];
}

function isChange({ name, keyStatus }: ActivityEvent): boolean {
  return CHANGED.includes(name) && (name !== 'UpdateAccessKey' || keyStatus === 'Active');
}

/** The session that a call handed out acts in the account of its role, or in that of its root. */
function sessionOf({ accountId, targets }: ActivityEvent): Acting | undefined {
  const keyId = targets.find(({ kind }) => kind === 'session-key')?.name;
  const [, , , , account] = targets.find(({ kind }) => kind === 'role')?.arn?.split(':') ?? [];
  const member = targets.find(({ kind }) => kind === 'account')?.name;
  return keyId === undefined ? undefined : { keyId, accountId: member ?? account ?? accountId };
}

/** Whatever else the key did, however often. */
async function namedIn(history: EventHistory, keys: ReadonlyMap<string, Acting>, signal: AbortSignal) {
  const question = {
    subject: { of: 'anybody' },
    events: [...MADE, NEW_PASSWORD],
    regions: [history.homeRegion],
  } as const;
  const { events, coverage } = await history.find(question, signal);
  return {
    events: events.filter(({ error, principal: { keyId = '' } }) => error === undefined && keys.has(keyId)),
    coverage,
  };
}

function newestFirst(events: readonly ActivityEvent[]): readonly ActivityEvent[] {
  return [...events].sort((one, other) => other.time - one.time);
}
