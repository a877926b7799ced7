/** Which metrics the rules read, in their expressions and in the queries of their texts. */
import { selectors } from './promql.ts';
import type { AlertingRule, Rule } from './rule.ts';
import { ruleGroups } from './rules-file.ts';

/** Every query of a rule. Those of a text have an empty string where the template puts a value. */
export function queriesOf(rule: Rule): string[] {
  return 'alert' in rule ? [rule.expr, ...queriesInText(rule)] : [rule.expr];
}

/** The metric families that the rules need, which `metrics.exclude` would take from them. */
export function familiesInRules(): string[] {
  const rules = ruleGroups.flatMap(({ rules }) => rules);
  const recorded = new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
  const read = new Set(
    rules
      .flatMap(queriesOf)
      .flatMap(selectors)
      .map(({ metric }) => metric),
  );
  // It cannot take those of the process, and what Prometheus says of alerts is not the exporter's.
  return [...read].filter((name) => !recorded.has(name) && !name.startsWith('process_') && name !== 'ALERTS').sort();
}

function queriesInText({ annotations }: AlertingRule): string[] {
  return [...annotations.description.matchAll(/printf `([^`]*)`/g)].map(([, format = '']) =>
    format.replaceAll('%q', '""'),
  );
}
