/** A question of the watch to a region, or to a log group, in one sweep. */
import type { Activity, ActivityLook } from '../../model/facts/activity.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { isLookDue, type Timing } from './watch-look.ts';
import { WATCH_QUESTIONS, type WatchQuestion } from './watch-questions.ts';

export interface Asked {
  readonly region: string;
  readonly question: Pick<WatchQuestion, 'id' | 'finds'>;
  /** As it is now; undefined: nobody has asked it yet. */
  look: ActivityLook | undefined;
  /** Whether the sweep is done with it, well or badly. */
  isDone: boolean;
}

export interface AskedQuestion extends Asked {
  readonly question: WatchQuestion;
  readonly isDue: boolean;
}

/**
 * Those to one region. Outside the home region all are slow, and the slowest wait for the second sweep: hundreds of accounts begin
 * together.
 */
export function questionsTo(
  region: string,
  home: string,
  last: Activity | undefined,
  timing: Timing,
): readonly AskedQuestion[] {
  return WATCH_QUESTIONS.filter(({ everywhere }) => everywhere || region === home).map((question) => {
    const known = last?.looks.find((look) => look.region === region && isAbout(look, question));
    const isElsewhere = region !== home;
    const isSlow = question.isSlow || isElsewhere;
    const mayWait = last === undefined && question.isSlow && isElsewhere;
    // Without a watermark, so that the region does not count as read before the question is answered too.
    const look = mayWait ? { region, question: question.id, finds: question.finds } : known;
    return { region, question, isDue: !mayWait && isLookDue(look, { isSlow }, timing), look, isDone: false };
  });
}

/** A build before this one may have asked the same and looked for less. */
function isAbout(look: ActivityLook, { id, finds }: WatchQuestion): boolean {
  return look.question === id && finds.every((kind) => look.finds.includes(kind));
}

/** AWS is asked now. */
export function begin(asked: Asked, { now }: Timing): void {
  asked.look = { ...lookOf(asked), triedAt: now };
}

/** All from `from` on was read, up to the moment of the sweep. */
export function sawFrom(asked: Asked, from: UnixSeconds, { now: to }: Timing): void {
  asked.look = { ...lookOf(asked), seen: { from, to } };
}

export function sawAll(asked: Asked, { now: watermark, lookBack }: Timing): void {
  asked.look = { ...withoutSeen(lookOf(asked)), watermark, lookBack };
}

export function rereadTheDay(asked: Asked, { now: rereadAt }: Timing): void {
  asked.look = { ...lookOf(asked), rereadAt };
}

/** @param incomplete why not all was read, in words; undefined: it was. */
export function end(asked: Asked, incomplete: string | undefined): void {
  asked.look = { ...withoutIncomplete(lookOf(asked)), ...(incomplete !== undefined && { incomplete }) };
  asked.isDone = true;
}

function lookOf({ region, question, look }: Asked): ActivityLook {
  return { ...look, region, question: question.id, finds: question.finds };
}

function withoutSeen({ seen: _seen, ...look }: ActivityLook): ActivityLook {
  return look;
}

function withoutIncomplete({ incomplete: _incomplete, ...look }: ActivityLook): ActivityLook {
  return look;
}
