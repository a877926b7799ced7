/** What there is in a fleet, counted from what is told of it. */
import { SEVERITIES, type Severity } from '../../../src/model/finding.ts';
import {
  CHECKS,
  type CheckId,
  type Fleet,
  type FleetAccount,
  type FleetFinding,
  type FleetUser,
  usersOf,
  wasRead,
} from './fleet.ts';

/** A finding with whose it is. */
export interface OwnedFinding extends FleetFinding {
  readonly account: FleetAccount;
  readonly user: string;
  readonly severity: Severity;
  readonly title: string;
  readonly limit: number;
}

export interface OwnedUser extends FleetUser {
  readonly account: FleetAccount;
  readonly name: string;
}

/** Of all accounts that were read until then. */
export function usersIn(fleet: Fleet, time: number): OwnedUser[] {
  return fleet
    .filter((account) => wasRead(account, time))
    .flatMap((account) => usersOf(account, time).map((user) => ({ ...user, account, name: user.user.name })));
}

export function findingsIn(fleet: Fleet, time: number): OwnedFinding[] {
  return usersIn(fleet, time).flatMap(({ account, name, findings }) =>
    findings.map((finding) => ({ ...finding, ...CHECKS[finding.check], account, user: name })),
  );
}

export function openFindingsIn(fleet: Fleet, time: number): OwnedFinding[] {
  return findingsIn(fleet, time).filter(({ exempt }) => exempt !== true);
}

export interface Which {
  readonly severity?: Severity;
  readonly check?: CheckId;
}

export function openIn(fleet: Fleet, time: number, { severity, check }: Which = {}): number {
  return openFindingsIn(fleet, time).filter(
    (finding) =>
      (severity === undefined || finding.severity === severity) && (check === undefined || finding.check === check),
  ).length;
}

export function exemptIn(fleet: Fleet, time: number, which?: CheckId): number {
  return findingsIn(fleet, time).filter(
    ({ exempt, check }) => exempt === true && (which === undefined || check === which),
  ).length;
}

/** Of the open findings of these severities, the worst first, as boards list them. */
export function worstFindings(fleet: Fleet, time: number, severities: readonly Severity[]): OwnedFinding[] {
  const place = ({ severity }: OwnedFinding) => SEVERITIES.indexOf(severity);
  return openFindingsIn(fleet, time)
    .filter(({ severity }) => severities.includes(severity))
    .sort(
      (one, other) =>
        place(one) - place(other) ||
        (other.days ?? -1) - (one.days ?? -1) ||
        one.title.localeCompare(other.title) ||
        one.account.index - other.account.index,
    );
}

export function activeKeysIn(fleet: Fleet, time: number): number[] {
  return usersIn(fleet, time).flatMap(({ keyAges }) => keyAges);
}

/** By the number of quarters of a year that have begun. */
export function activeKeysByQuarter(fleet: Fleet, time: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const days of activeKeysIn(fleet, time)) {
    const quarters = days > 360 ? 5 : Math.max(1, Math.ceil(days / 90));
    counts.set(quarters, (counts.get(quarters) ?? 0) + 1);
  }
  return counts;
}

/** By what `by` says of their account. */
export function openBy(fleet: Fleet, time: number, by: (account: FleetAccount) => string, which?: Which) {
  const counts = new Map<string, number>();
  for (const account of fleet.filter((one) => wasRead(one, time)))
    counts.set(by(account), (counts.get(by(account)) ?? 0) + openIn([account], time, which));
  return counts;
}
