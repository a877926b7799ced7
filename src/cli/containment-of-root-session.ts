/** How sessions of a member account's root are contained, which AssumeRoot hands out. Source: STS API reference, AssumeRoot. */
import type { ActivityEvent } from '../model/activity-event.ts';
import { type ContainmentStep, step } from './containment-step.ts';

/** Of all that were handed out, one step for each account. */
export function containRootSessions(sessions: readonly Pick<ActivityEvent, 'targets'>[]): readonly ContainmentStep[] {
  const accounts = sessions.flatMap(({ targets }) => rootOf(targets) ?? []);
  return [...new Set(accounts)].map((accountId) =>
    step(
      `sessions of root of ${accountId}`,
      `It got a session of root of the account ${accountId}. No deny on a user or a role stops that: it ends by itself within 15 minutes, and a service control policy that denies root of the account everything stops it at once. Look in the account whether root has a password, a key or an MFA device that is not yours, and which policies of buckets and queues are gone.`,
    ),
  );
}

/** The account; undefined: the session is not of root. */
export function rootOf(targets: ActivityEvent['targets']): string | undefined {
  return targets.find(({ kind }) => kind === 'account')?.name;
}
