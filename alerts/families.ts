/** Which metrics the rules read. */
import { selectors } from './promql.ts';
import { ruleGroups, TRENDS } from './rules-file.ts';

/** What Prometheus itself says of alerts and of targets. */
const OF_PROMETHEUS = ['ALERTS', 'up'];

/** The metric families that the alerts need, which `metrics.exclude` would take from them. */
export function familiesInRules(): string[] {
  const rules = ruleGroups.filter(({ name }) => name !== TRENDS).flatMap(({ rules }) => rules);
  const recorded = new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
  const read = new Set(
    rules
      .map(({ expr }) => expr)
      .flatMap(selectors)
      .map(({ metric }) => metric),
  );
  // It cannot take those of the process.
  const others = (name: string) => name.startsWith('process_') || OF_PROMETHEUS.includes(name);
  return [...read].filter((name) => !recorded.has(name) && !others(name)).sort();
}
