/** Which metrics the rules read. */
import { selectors } from './promql.ts';
import { ruleGroups, TRENDS } from './rules-file.ts';

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
  // It cannot take those of the process, and what Prometheus says of alerts is not the exporter's.
  return [...read].filter((name) => !recorded.has(name) && !name.startsWith('process_') && name !== 'ALERTS').sort();
}
