/** What the alert rules hold of a fleet, told: what is open, and what of it goes on though the exporter does not show it. */
import { COUNT_KEPT, FINDING_KEPT, HELD_FINDING } from '../../../alerts/held.ts';
import { LAST_READ } from '../../../alerts/account-states.ts';
import { LIMIT_KEPT } from '../../../alerts/held-values.ts';
import { openFindingsIn, openIn, type OwnedFinding } from './fleet-counts.ts';
import { CHECKS, type CheckId, type Fleet, type FleetAccount, isRead, wasRead } from './fleet.ts';

/** Without the label of the job, at a moment at which Prometheus scrapes the exporter. */
export function heldAt(fleet: Fleet, time: number): string[] {
  const read = fleet.filter((account) => wasRead(account, time));
  const lost = read.filter((account) => !isRead(account, time));
  const unseen = openFindingsIn(lost, time);
  return [
    ...openFindingsIn(read, time).map((finding) => `${HELD_FINDING}{${labelsOf(finding)}} 1`),
    ...unseen.map((finding) => `${FINDING_KEPT}{${labelsOf(finding)}} ${finding.days ?? -1}`),
    ...unseen
      .filter(({ limit }) => !Number.isNaN(limit))
      .map((finding) => `${LIMIT_KEPT}{${labelsOf(finding)}} ${finding.limit}`),
    ...lost.flatMap((account) => countsOf(account, time)),
    ...read.map(
      ({ id, name, lostAt }) => `${LAST_READ}{account_id="${id}",account_name="${name}"} ${Math.min(time, lostAt)}`,
    ),
  ];
}

function countsOf(account: FleetAccount, time: number): string[] {
  return Object.entries(CHECKS).map(([check, { severity }]) => {
    const open = openIn([account], time, { check: check as CheckId });
    return `${COUNT_KEPT}{${namesOf(account)},check="${check}",severity="${severity}"} ${open}`;
  });
}

function labelsOf({ account, user, key, check, severity }: OwnedFinding): string {
  return `${namesOf(account)},user="${user}",key="${key}",check="${check}",severity="${severity}"`;
}

function namesOf({ id, name, owner }: FleetAccount): string {
  return `account_id="${id}",account_name="${name}",owner="${owner}"`;
}
