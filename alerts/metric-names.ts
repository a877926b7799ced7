/** Which metrics the rules read, in their expressions and in the queries of their texts. */
import { parser } from '@prometheus-io/lezer-promql';
import type { AlertingRule, Rule } from './rule.ts';
import { ruleGroups } from './rules-file.ts';

/** Every query of a rule. Those of a text have an empty string where the template puts a value. */
export function queriesOf(rule: Rule): string[] {
  return 'alert' in rule ? [rule.expr, ...queriesInText(rule)] : [rule.expr];
}

/** Throws on what is no PromQL. */
export function metricNames(promql: string): string[] {
  const names = new Set<string>();
  parser.parse(promql).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) throw new Error(`this is no PromQL at ${from}: ${promql}`);
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector') names.add(promql.slice(from, to));
    },
  });
  return [...names];
}

/** The metric families that the rules need, which `metrics.exclude` would take from them. */
export function familiesInRules(): string[] {
  const rules = ruleGroups.flatMap(({ rules }) => rules);
  const recorded = new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
  const read = new Set(rules.flatMap(queriesOf).flatMap(metricNames));
  return [...read].filter((name) => !recorded.has(name)).sort();
}

function queriesInText({ annotations }: AlertingRule): string[] {
  return [...annotations.description.matchAll(/printf `([^`]*)`/g)].map(([, format = '']) =>
    format.replaceAll('%q', '""'),
  );
}
