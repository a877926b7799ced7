/** The rules as the one file that Prometheus loads and the chart makes its PrometheusRule of. */
import { Document, isScalar, Scalar, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { countAlerts, findingAlerts } from './finding-alerts.ts';
import { guardRecordings, guards } from './guards.ts';
import { countRecordings, findingRecordings } from './held.ts';
import type { Rule, RuleGroup } from './rule.ts';

export const ruleGroups: readonly RuleGroup[] = [
  {
    name: 'aws-iam-findings',
    comment: 'One alert per check. Limits and severities are in the policy of the exporter, and come with the series.',
    // One group: the counts look at the findings of this very evaluation.
    rules: [...findingRecordings, ...findingAlerts, ...countRecordings, ...countAlerts],
  },
  {
    name: 'iam-credential-exporter',
    comment: 'Whether the numbers themselves can be trusted.',
    rules: [...guardRecordings, ...guards],
  },
];

/** Scrapes are a minute apart too. Said here since many evaluate every 15 seconds: each finding's text asks questions each time. */
const INTERVAL = '1m';

const LINE_WIDTH = 120;

/** Stands for a space within the braces of a template, where a line must not be folded. */
const UNBREAKABLE = '\u00a0';

const HEAD = ` Alert rules for iam-credential-exporter: for rule_files of a Prometheus from 2.42 on, and for the chart's PrometheusRule.
 Generated from alerts/ by npm run generate.`;

export function rulesFile(): string {
  const document = new Document({ groups: [] });
  document.commentBefore = HEAD;
  for (const { name, comment, rules } of ruleGroups) {
    const group = commented(document.createNode({ name, interval: INTERVAL, rules: rules.map(fieldsOf) }), comment);
    const written = group.get('rules') as YAMLSeq<YAMLMap>;
    rules.forEach(({ comment }, index) => written.items[index] && commented(written.items[index], comment));
    document.addIn(['groups'], group);
  }
  visit(document, { Pair: (_, { key, value }) => style(key, value) });
  return document.toString({ lineWidth: LINE_WIDTH, singleQuote: true }).replaceAll(UNBREAKABLE, ' ');
}

function fieldsOf({ comment: _, ...rule }: Rule): object {
  return rule;
}

function commented<Node extends YAMLMap>(node: Node, comment: string | undefined): Node {
  if (comment !== undefined) node.commentBefore = ` ${comment}`;
  return node;
}

/** Long texts become blocks: quoted ones would be full of backslashes. */
function style(key: unknown, value: unknown): void {
  if (!isScalar(key) || !isScalar<string>(value)) return;
  if (key.value === 'expr' && value.value.includes('\n')) value.type = Scalar.BLOCK_LITERAL;
  if (key.value === 'description') {
    value.type = Scalar.BLOCK_FOLDED;
    value.value = value.value.replaceAll(/{{.*?}}/g, (action) => action.replaceAll(' ', UNBREAKABLE));
  }
}
