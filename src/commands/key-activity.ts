/** Asks CloudTrail what there is to know of an access key: its life, its use, who got its session, and what it left behind. */
import type { ActivityCoverage } from '../model/activity-source.ts';
import { groupedBy } from '../model/grouped.ts';
import type { KeyActivity } from '../model/key-activity.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import type { Ask } from './asking.ts';
import type { EventHistories, EventHistory } from './event-histories.ts';
import { readKeyLife } from './key-life.ts';
import { readKeyUse } from './key-use.ts';
import { type FoundLeft, readLeftBehind, regionsOfKey } from './left-behind.ts';
import { readSessionIssuer } from './session-issuer.ts';

export interface KeyActivityInput {
  readonly ask: Ask;
  readonly histories: EventHistories;
  /** Whether it is also asked what the key left behind. */
  readonly leaked: boolean;
  /** Called once for each key. */
  readonly onRead: () => void;
}

/** By owner. None of a key whose account is not in the configuration, or not known. */
export async function readKeyActivities(
  owners: readonly KeyOwner[],
  input: KeyActivityInput,
): Promise<ReadonlyMap<KeyOwner, KeyActivity>> {
  const found = new Map<KeyOwner, KeyActivity>();
  const readAll = async ([accountId, ofAccount]: readonly [string, readonly KeyOwner[]]): Promise<void> => {
    const history = input.histories(accountId);
    // In turn, as AWS allows two calls a second: the deadline of one would run while it waits for another.
    for (const owner of ofAccount) {
      if (history !== undefined) found.set(owner, await readKeyActivity(owner, history, input));
      input.onRead();
    }
  };
  // Nobody has the event history of no account.
  await Promise.all([...groupedBy(owners, (owner) => accountOf(owner) ?? '')].map(readAll));
  return found;
}

/** In which it is looked; undefined: nobody knows. The id is a hint, which is right where the key has an account. */
function accountOf(owner: KeyOwner): string | undefined {
  switch (owner.is) {
    case 'user-key':
    case 'root-key':
      return owner.accountId;
    case 'session-key':
      return owner.key.accountHint;
    case 'no-key':
      return owner.accountId;
    case 'foreign-key':
    case 'not-known':
      return undefined;
  }
}

async function readKeyActivity(
  owner: KeyOwner,
  history: EventHistory,
  { ask, histories, leaked }: KeyActivityInput,
): Promise<KeyActivity> {
  const { id } = owner.key;
  const { accountId, accountName } = history;
  const looked: ActivityCoverage[] = [];
  const failures: string[] = [];
  const read = async <Found extends object>(
    question: (signal: AbortSignal) => Promise<Found>,
    coverageOf: (found: Found) => readonly ActivityCoverage[],
  ): Promise<{ readonly found?: Found; readonly complete: boolean }> => {
    const asked = await ask(question);
    if (!asked.ok) {
      failures.push(`the event history of ${accountName}: ${reasonAndMessage(asked.failure)}`);
      return { complete: false };
    }
    const coverage = coverageOf(asked.value);
    looked.push(...coverage);
    return { found: asked.value, complete: coverage.every(({ incomplete }) => incomplete === undefined) };
  };
  const answer: { -readonly [Part in keyof KeyActivity]?: KeyActivity[Part] } = {};

  if (owner.is === 'session-key') {
    const issuer = await read(
      (signal) => readSessionIssuer(id, accountId, histories, signal),
      ({ coverage }) => coverage,
    );
    const { issuing = [] } = issuer.found ?? {};
    if (issuing.length > 0 || issuer.complete) answer.issuing = issuing;
  } else {
    const created = owner.is === 'user-key' ? owner.known?.created : undefined;
    const found = await read(
      (signal) => readKeyLife(id, created, history, signal),
      ({ coverage }) => coverage,
    );
    const { life = [] } = found.found ?? {};
    if (life.length > 0 || found.complete) answer.life = life;
  }

  const lastUsed = 'lastUsed' in owner && typeof owner.lastUsed === 'object' ? owner.lastUsed : undefined;
  const lastRegions = lastUsed?.region === undefined ? [] : [lastUsed.region];
  // Who has stolen it may have used it in another region than its programs, and before them.
  const usedIn = leaked ? regionsOfKey(history, lastRegions) : [lastUsed?.region ?? history.homeRegion];
  if (lastUsed !== undefined || leaked) {
    const used = await read(
      (signal) => readKeyUse(id, usedIn, history, signal),
      ({ unread }) => unread,
    );
    if (used.found !== undefined && (used.found.use.calls > 0 || used.complete)) answer.use = used.found.use;
  }

  if (leaked) {
    let soFar: FoundLeft | undefined;
    const onFound = (found: FoundLeft): void => void (soFar = found);
    const behind = await read(
      (signal) => readLeftBehind({ keyId: id, accountId }, lastRegions, histories, signal, onFound),
      ({ coverage }) => coverage,
    );
    // Where there was no time for all of it, what is known is still to be stopped; why the rest is not, is said.
    const left = behind.found ?? soFar;
    if (left !== undefined) {
      answer.left = left.left;
      failures.push(...left.unread);
      if (behind.found === undefined) looked.push(...left.coverage);
    }
  }
  return {
    ...answer,
    since: history.from,
    looked: distinct(looked),
    failures: [...new Set([...failures, ...looked.flatMap((each) => incompleteIn(each, histories))])],
  };
}

function incompleteIn({ accountId = '', region = '', incomplete }: ActivityCoverage, histories: EventHistories) {
  if (incomplete === undefined) return [];
  return [`the event history of ${histories(accountId)?.accountName ?? accountId} in ${region}: ${incomplete}`];
}

/** Each account and region once, incomplete if it was so once. */
function distinct(looked: readonly ActivityCoverage[]): readonly ActivityCoverage[] {
  const each = new Map<string, ActivityCoverage>();
  for (const coverage of looked) {
    const place = `${coverage.accountId ?? ''} ${coverage.region ?? ''}`;
    if (each.get(place)?.incomplete === undefined) each.set(place, coverage);
  }
  return [...each.values()];
}
