/**
 * Which step of its rotation comes next for an access key: a second key, everybody moves, the first one is deactivated, and later deleted.
 * What IAM says now counts more than the report, which is hours old: no step may stop a program that still uses a key.
 */
import type { UserAccessKey } from '../model/access-key.ts';
import type { Finding } from '../model/finding.ts';
import { type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import { accessKeyNotRotated } from './catalogue/access-key-not-rotated.ts';
import { accessKeyUnused } from './catalogue/access-key-unused.ts';
import { inactiveAccessKey } from './catalogue/inactive-access-key.ts';

export type RotationStep =
  /** The policy finds nothing that asks for one. */
  | { readonly step: 'none' }
  | { readonly step: 'deactivate' }
  /** It is inactive and not used for long. Nobody but the event history says since when it is inactive. */
  | { readonly step: 'delete' }
  /** It was used a short time ago: somebody may miss it. */
  | { readonly step: 'wait' }
  | { readonly step: 'create-second' }
  /** Both slots are taken: the other key does not work, and is in the way of a second one. */
  | { readonly step: 'finish-other'; readonly other: UserAccessKey }
  /** The newer key is there, and programs may still use this one. */
  | { readonly step: 'move-programs'; readonly newer: UserAccessKey }
  /** The older one is still there. */
  | { readonly step: 'move-to-this'; readonly older: UserAccessKey }
  /** It is inactive and the newer one was never used: nobody has moved, and programs may stand still. */
  | { readonly step: 'nobody-moved'; readonly newer: UserAccessKey }
  /** It depends on something that is not known: when a key was used, which one is newer, or what the report says. */
  | { readonly step: 'unknown' };

/** A program that runs once a week has used its key within it. */
const QUIET_DAYS = 14;

type KeyFinding = Pick<Finding, 'check' | 'age'>;

/** @param findings those about this key that no exemption covers; undefined: the policy could not be applied to it. */
export function rotationStep(
  key: UserAccessKey,
  other: UserAccessKey | undefined,
  findings: readonly KeyFinding[] | undefined,
  now: UnixSeconds,
): RotationStep {
  if (key.status !== 'Active') return stepOfInactive(key, other, findings, now);
  if (other?.status === 'Active') return stepOfPair(key, other, findings, now);
  if (findings === undefined) return { step: 'unknown' };
  const unused = confirmsUnused(key, findings, now);
  if (unused !== 'no') return { step: unused === 'yes' ? 'deactivate' : 'unknown' };
  if (findingOf(accessKeyNotRotated, findings) === undefined) return { step: 'none' };
  return other === undefined ? { step: 'create-second' } : { step: 'finish-other', other };
}

function stepOfInactive(
  key: UserAccessKey,
  other: UserAccessKey | undefined,
  findings: readonly KeyFinding[] | undefined,
  now: UnixSeconds,
): RotationStep {
  if (key.status === 'Inactive' && other?.status === 'Active' && other.created > key.created) {
    if (other.lastUsed === undefined) return { step: 'unknown' };
    if (other.lastUsed === 'never') return { step: 'nobody-moved', newer: other };
  }
  const idle = idleDays(key, now);
  if (idle === undefined || findings === undefined) return { step: 'unknown' };
  if (key.status === 'Expired') return { step: idle < QUIET_DAYS ? 'wait' : 'delete' };
  const finding = findingOf(inactiveAccessKey, findings);
  return { step: finding !== undefined && idle >= (finding.age?.limit ?? QUIET_DAYS) ? 'delete' : 'wait' };
}

/** Both are active. */
function stepOfPair(
  key: UserAccessKey,
  other: UserAccessKey,
  findings: readonly KeyFinding[] | undefined,
  now: UnixSeconds,
): RotationStep {
  if (key.created === other.created) return { step: 'unknown' };
  if (key.created > other.created) return { step: 'move-to-this', older: other };
  const idle = idleDays(key, now);
  if (idle === undefined || other.lastUsed === undefined) return { step: 'unknown' };
  const isQuiet = other.lastUsed === 'never' ? confirmsUnused(key, findings ?? [], now) === 'yes' : idle >= QUIET_DAYS;
  return isQuiet ? { step: 'deactivate' } : { step: 'move-programs', newer: other };
}

/** Whether the key is as idle now as the report found it. */
function confirmsUnused(
  key: UserAccessKey,
  findings: readonly KeyFinding[],
  now: UnixSeconds,
): 'yes' | 'no' | 'unknown' {
  const finding = findingOf(accessKeyUnused, findings);
  if (finding === undefined) return 'no';
  const idle = idleDays(key, now);
  if (idle === undefined) return 'unknown';
  return idle >= (finding.age?.limit ?? QUIET_DAYS) ? 'yes' : 'no';
}

/** Whole days since it was used, or created where it never was. undefined: its last use is not known. */
function idleDays({ created, lastUsed }: UserAccessKey, now: UnixSeconds): number | undefined {
  if (lastUsed === undefined) return undefined;
  return wholeDaysBetween(lastUsed === 'never' ? created : lastUsed.at, now);
}

function findingOf({ id }: { readonly id: string }, findings: readonly KeyFinding[]): KeyFinding | undefined {
  return findings.find(({ check }) => check === id);
}
