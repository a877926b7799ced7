/** The rules as the one file that Prometheus loads and the chart makes its PrometheusRule of. */
import { Document, isScalar, Scalar, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { activityRecordings } from './activity-guards.ts';
import { countAlerts, findingAlerts } from './finding-alerts.ts';
import { guardConditions, guardRecordings, guards } from './guards.ts';
import { heldRecordings } from './held.ts';
import { heldValues, keyDates } from './held-values.ts';
import { memberRecordings } from './members.ts';
import type { Rule, RuleGroup } from './rule.ts';
import { TREND_INTERVAL, trends } from './trends.ts';

/** Scrapes are a minute apart. Said here since many evaluate every 15 seconds. */
const EACH_SCRAPE = '1m';

/**
 * Most of the cost of an alert is its text, which Prometheus makes anew at each evaluation, and reports change every four hours. The
 * longer between evaluations, the longer Alertmanager keeps an alert without a word of Prometheus: four times as long as this. Not
 * longer: a query sees an alert for five minutes.
 */
const SELDOM = '4m';

/** Mimir and Grafana Cloud take no more. */
const MOST_RULES = 20;

/** No alert reads them. */
export const TRENDS = 'aws-iam-trends';

/** In this order each reads what those before it have recorded at the same evaluation. */
export const ruleGroups: readonly RuleGroup[] = [
  ...groups(
    'iam-credential-exporter-members',
    EACH_SCRAPE,
    memberRecordings,
    'Which accounts there are, and whether the exporters know all of them.',
  ),
  ...groups(
    'aws-iam-held',
    EACH_SCRAPE,
    [...heldRecordings, ...heldValues],
    'What is open, and what is held while nobody can tell.',
  ),
  ...groups(
    'aws-iam-findings',
    SELDOM,
    [...keyDates, ...findingAlerts],
    'One alert per check. Limits and severities are in the policy of the exporter, and come with the series.',
  ),
  ...groups(
    'aws-iam-counts',
    SELDOM,
    countAlerts,
    'The same alerts for `metrics.perUser: false`, where no series names a finding. One per check and account.',
  ),
  ...groups('iam-credential-exporter-held', EACH_SCRAPE, guardRecordings, 'What the exporter said of itself last.'),
  // Of its own, and no part of the group above: cut in two, what is gone would be gone from one half a minute before the other.
  ...groups(
    'iam-credential-exporter-activity',
    EACH_SCRAPE,
    activityRecordings,
    'Up to when the exporter has read the events of accounts.',
  ),
  ...groups(
    'iam-credential-exporter-waiting',
    EACH_SCRAPE,
    guardConditions,
    'Which of the guards below hold, and for how long.',
  ),
  ...groups('iam-credential-exporter', SELDOM, guards, 'Whether the numbers themselves can be trusted.'),
  ...groups(TRENDS, TREND_INTERVAL, trends, 'For boards: what they show over weeks.'),
];

/** One group, or as many as it takes. */
function groups(name: string, interval: string, rules: readonly Rule[], comment: string): RuleGroup[] {
  const starts = rules.flatMap((_, index) => (index % MOST_RULES === 0 ? [index] : []));
  return starts.map((start) => ({
    name: start === 0 ? name : `${name}-${start / MOST_RULES + 1}`,
    comment,
    interval,
    rules: rules.slice(start, start + MOST_RULES),
  }));
}

const LINE_WIDTH = 120;

/** Stands for a space within the braces of a template, where a line must not be folded. */
const UNBREAKABLE = '\u00a0';

const HEAD = ` Alert rules for iam-credential-exporter: for rule_files of a Prometheus from 2.42 on, and for the chart's PrometheusRule.
 Generated from alerts/ by npm run generate.`;

export function rulesFile(): string {
  const document = new Document({ groups: [] });
  document.commentBefore = HEAD;
  for (const { name, comment, interval, rules } of ruleGroups) {
    const group = commented(document.createNode({ name, interval, rules: rules.map(fieldsOf) }), comment);
    const written = group.get('rules') as YAMLSeq<YAMLMap>;
    rules.forEach(({ comment }, index) => written.items[index] && commented(written.items[index], comment));
    document.addIn(['groups'], group);
  }
  visit(document, { Pair: (_, { key, value }) => style(key, value) });
  return document.toString({ lineWidth: LINE_WIDTH, singleQuote: true }).replaceAll(UNBREAKABLE, ' ');
}

function fieldsOf(rule: Rule): object {
  return Object.fromEntries(Object.entries(rule).filter(([field]) => field !== 'comment' && field !== 'wait'));
}

function commented<Node extends YAMLMap>(node: Node, comment: string | undefined): Node {
  if (comment !== undefined) node.commentBefore = ` ${comment}`;
  return node;
}

/** Long texts become blocks: quoted ones would be full of backslashes. */
function style(key: unknown, value: unknown): void {
  if (!isScalar(key) || !isScalar<string>(value)) return;
  // A long one is not folded either: what edits the file by its lines finds `on (` on one of them.
  if (key.value === 'expr' && (value.value.includes('\n') || value.value.length > LINE_WIDTH / 2)) {
    value.type = Scalar.BLOCK_LITERAL;
  }
  if (key.value === 'description') {
    value.type = Scalar.BLOCK_FOLDED;
    value.value = value.value.replaceAll(/{{.*?}}/g, (action) => action.replaceAll(' ', UNBREAKABLE));
  }
}
