/** What holds for every query of every panel. The names that end in -rule are those of Grafana's own dashboard linter. */
import { expect, it } from '@jest/globals';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import { levels } from '../../../src/metrics/catalogue.ts';
import { createProcessMetrics } from '../../../src/metrics/process-metrics.ts';
import { panelQueries, type PanelQuery } from '../../support/grafana/boards.ts';
import { interpolate, RANGE, SOME_CHOICE } from '../../support/grafana/interpolate.ts';
import { type Selector, selectors, syntaxErrors } from '../../../alerts/promql.ts';
import { HOLD } from '../../../alerts/rule.ts';
import { ruleGroups } from '../../../alerts/rules-file.ts';
import { wrongIf } from './wrong-if.ts';

const processFamilies = [...(await createProcessMetrics().text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
const labelsOf = new Map(
  levels.flatMap((level) =>
    level.families.map(({ name, labels }) => [name, [...level.labels.map((label) => label.name), ...labels]] as const),
  ),
);
/** What the alert rules record of findings. */
const OF_THE_RULES = new Set(
  ruleGroups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : []))),
);
/** Prometheus' own, about the scrape of the exporter. */
const OF_THE_SCRAPE = ['up'];

function expression({ board, query }: PanelQuery): string {
  return interpolate(query.expr, DASHBOARDS[board].templating.list ?? [], SOME_CHOICE);
}

function drawsBars({ type, fieldConfig }: PanelQuery['panel']): boolean {
  return type === 'timeseries' && JSON.stringify(fieldConfig).includes('"drawStyle":"bars"');
}

function lacks(selector: Selector, matchers: readonly string[]): boolean {
  return !matchers.every((matcher) => selector.matchers.includes(matcher));
}

/** Each gives what is wrong, and nothing else. */
const rules: Readonly<Record<string, (query: PanelQuery) => unknown>> = {
  'target-promql-rule': (query) => syntaxErrors(expression(query))[0],
  'asks for metrics that there are': (query) =>
    selectors(expression(query)).find(
      ({ metric }) =>
        !labelsOf.has(metric) &&
        !processFamilies.includes(metric) &&
        !OF_THE_RULES.has(metric) &&
        !OF_THE_SCRAPE.includes(metric),
    ),
  'is not hidden': ({ query }) => query.hide,
  'is of now or of a range, not both': ({ query: { instant, range } }) => {
    return wrongIf((instant === true) === (range === true), { instant, range });
  },
  'target-rate-interval-rule': (query) =>
    selectors(expression(query)).find(
      ({ within: [range, call] }) =>
        range?.kind === 'range' &&
        ((range.name !== RANGE && !(range.name === HOLD && call?.name === 'last_over_time')) ||
          call?.kind !== 'function'),
    ),
  'rates take the interval that Grafana makes for them': ({ query: { expr } }) =>
    /\b(?:rate|irate)\([^[]*\[(?!\$__rate_interval\])/.exec(expr)?.[0],
  'an increase is that of the whole time range': ({ query: { expr } }) =>
    /\bincrease\([^[]*\[(?!\$__range\])/.exec(expr)?.[0],
  // Bars that are longer or shorter hold the same event twice, or not at all.
  'a bar holds what happened since the one before': ({ query: { expr }, panel }) =>
    drawsBars(panel) ? wrongIf(!expr.includes(' offset $__interval'), expr) : undefined,
  'target-counter-agg-rule': (query) =>
    selectors(expression(query)).find(
      ({ metric, within }) =>
        metric.endsWith('_total') &&
        // They are differences between counts.
        !drawsBars(query.panel) &&
        !/^(rate|increase)$/.test(within[1]?.name ?? '') &&
        // Whether there is such a counter, whatever it says.
        within[0]?.name !== 'group',
    ),
  // Until then only what works for each replica by itself: no join; `unless` takes series away, however many are alike.
  'makes one of the replicas before anything else': (query) => {
    if (query.board === 'exporter-health') return undefined;
    // A trend is one number, whichever replica says it.
    const ofReplicas = selectors(expression(query)).filter(({ metric }) => !metric.endsWith(':trend'));
    return ofReplicas.find(({ metric, within }) => {
      const first = within.find(
        ({ kind, name }) =>
          kind === 'aggregation' ||
          (kind === 'operator' && !/^(or|unless on|\*)$/.test(name) && !OF_THE_RULES.has(metric)),
      );
      const worstIsLeast = /_(timestamp_seconds|fact_up|activity_complete)$/.test(metric);
      const collapses = ['max', 'group', ...(worstIsLeast ? ['min'] : [])];
      return !collapses.includes(first?.name ?? '');
    });
  },
  // What belongs to no account at all, such as a check's name, is the same for every choice.
  'shows the chosen accounts, owners and units': (query) => {
    if (query.board === 'exporter-health') return undefined;
    const found = selectors(expression(query)).filter(({ metric }) => String(labelsOf.get(metric)).includes('account'));
    const domain = found.some(({ metric }) => /^aws_iam_(?!account_ou_info$)/.test(metric));
    const names = query.query.expr.includes('account_name=~')
      ? 'account_name=~"some-account"'
      : 'account_name="some-account"';
    const byName = [
      names,
      ...(domain ? ['owner=~"some-owner"', 'account_id=~"222233334444"'] : ['ou=~"ou-ab12-11111111"']),
    ];
    const has = (matcher: string) => found.some((selector) => !lacks(selector, [matcher]));
    return wrongIf(found.length > 0 && !has('account_id=~"111122223333"') && !byName.every(has), found);
  },
  'shows the chosen users, where there is something to choose': (query) => {
    const variables = DASHBOARDS[query.board].templating.list ?? [];
    const variable = variables.find(({ name }) => /^users?$/.test(name));
    if (variable === undefined || query.title.startsWith('Choose a user')) return undefined;
    const matcher = variable.multi === true ? 'user=~"some' : 'user="some.user"';
    return selectors(expression(query)).find(
      (selector) => labelsOf.get(selector.metric)?.includes('user') === true && lacks(selector, [matcher]),
    );
  },
  'target-job-rule and target-instance-rule': (query) => {
    if (query.board !== 'exporter-health') return undefined;
    return selectors(expression(query)).find((selector) =>
      lacks(selector, ['job=~"some-job"', 'instance=~"some-instance"']),
    );
  },
};

it.each(panelQueries)('$board: $title: $refId', (query) => {
  const broken = Object.entries(rules).map(([rule, wrong]) => ({ rule, wrong: wrong(query) }));
  expect(broken.filter(({ wrong }) => wrong !== undefined)).toEqual([]);
});
