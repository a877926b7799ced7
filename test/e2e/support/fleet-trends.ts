/** What the alert rules record of a fleet for graphs of weeks, told: to evaluate them for a week would take hours. */
import { SEVERITIES } from '../../../src/model/finding.ts';
import { keysOfAge, trended, trendedOfAll } from './board-stories.ts';
import { activeKeysByQuarter, openFindingsIn, openIn } from './fleet-counts.ts';
import { CHECKS, type CheckId, type Fleet, FIRST_SCRAPE, type FleetAccount, HOUR, wasRead } from './fleet.ts';

/** They are recorded every four minutes, and on the hour is the point of a graph of a week. */
export const FIRST_TREND = Math.ceil(FIRST_SCRAPE / HOUR) * HOUR;

/** What is known of an account is held while it is lost, and while the exporter is away. */
export function trendsAt(fleet: Fleet, time: number): string[] {
  const read = fleet.filter((account) => wasRead(account, time));
  const ofAll = Object.entries(CHECKS).map(
    ([check, { severity }]) => `${trendedOfAll(check, severity)} ${openIn(read, time, { check: check as CheckId })}`,
  );
  return [...ofAll, ...read.flatMap((account) => trendsOf(account, time))];
}

function trendsOf(account: FleetAccount, time: number): string[] {
  const { id, name, owner } = account;
  const open = openFindingsIn([account], time);
  const bySeverity = SEVERITIES.map(
    (severity) =>
      `${trended(id, name, owner, undefined, severity)} ${open.filter((finding) => finding.severity === severity).length}`,
  );
  const byCheck = Object.entries(CHECKS).map(
    ([check, { severity }]) =>
      `${trended(id, name, owner, check, severity)} ${open.filter((finding) => finding.check === check).length}`,
  );
  const keys = [...activeKeysByQuarter([account], time)].map(
    ([quarters, count]) => `${keysOfAge(quarters, id, name, owner)} ${count}`,
  );
  return [...bySeverity, ...byCheck, ...keys];
}
