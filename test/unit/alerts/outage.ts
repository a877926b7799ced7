/** What a scenario of the alerts tells, by its series: whether the exporter is gone, and whether its account is read. */
import type { Scenario } from '../../e2e/alerts/scenario.ts';

/** How many minutes no exporter is there, between two that are. */
export function minutesGone(scenario: Scenario): number {
  const there = momentsOf(scenario, 'iam_credential_exporter_build_info');
  return minutes(
    scenario,
    there.slice(0, there.lastIndexOf(true)).filter((now) => !now),
  );
}

/** How many minutes an exporter is there that has the account in its configuration and has not read it. */
export function minutesUnread(scenario: Scenario, account_name: string): number {
  const account = `account_name="${account_name}"`;
  const configured = momentsOf(scenario, 'iam_credential_exporter_refresh_errors_total', account);
  const read = momentsOf(scenario, 'aws_iam_credential_report_generated_timestamp_seconds', account);
  return minutes(
    scenario,
    configured.filter((now, moment) => now && read[moment] !== true),
  );
}

function minutes({ every = 1 }: Scenario, moments: readonly boolean[]): number {
  return moments.length * every;
}

/** For each moment of the scenario: whether a series of that metric, with that label, has a value. */
function momentsOf({ series }: Scenario, metric: string, label = ''): boolean[] {
  const all = Object.entries(series)
    .filter(([name]) => name.startsWith(`${metric}{`) && name.includes(label))
    .map(([, values]) => values.split(' ').flatMap(momentsOfItem));
  const length = Math.max(0, ...all.map((one) => one.length));
  return Array.from({ length }, (_, moment) => all.some((one) => one[moment] === true));
}

/** promtool's notation: `1x60` are 61 values, `_x60` are 60 that are missing. */
function momentsOfItem(item: string): boolean[] {
  const [value = '', times] = item.split('x');
  if (value === '_') return Array.from({ length: Number(times ?? 1) }, () => false);
  return Array.from({ length: Number(times ?? 0) + 1 }, () => value !== 'stale');
}
