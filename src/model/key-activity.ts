/** What CloudTrail recorded of an access key. Each part is absent where nobody looked. */
import type { ActivityEvent } from './activity-event.ts';
import type { ActivityCoverage } from './activity-source.ts';
import type { UnixSeconds } from './time.ts';

export interface KeyActivity {
  /** Calls that made, changed or deleted the key. The oldest first. */
  readonly life?: readonly ActivityEvent[];
  /** Of a session's key: the call that handed it out, and before it that which handed out the key of its caller, as far as it is known. */
  readonly issuing?: readonly ActivityEvent[];
  readonly use?: KeyUse;
  readonly left?: LeftBehind;
  /** How far back CloudTrail was asked for all of it. */
  readonly since: UnixSeconds;
  /** Where it was asked, to the end or not. */
  readonly looked: readonly ActivityCoverage[];
  /** What could not be read, in words. */
  readonly failures: readonly string[];
}

/** Its newest calls in each region that was read. */
export interface KeyUse {
  /** The most calls first; also those without any. */
  readonly regions: readonly Counted[];
  readonly calls: number;
  /** The most frequent first. */
  readonly services: readonly Counted[];
  readonly addresses: readonly Counted[];
  readonly agents: readonly Counted[];
}

export interface Counted {
  readonly name: string;
  readonly calls: number;
}

/** What works without the key. The newest first. */
export interface LeftBehind {
  /** Calls that handed out a session, by the key or by a session that began with it. */
  readonly sessions: readonly ActivityEvent[];
  /** Calls that made a user, a key, a password or a role, likewise. */
  readonly made: readonly ActivityEvent[];
  /** Calls that changed what was there so that somebody can come back, or is not seen, likewise. */
  readonly changed: readonly ActivityEvent[];
}
