import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { familiesInRules } from '../../../alerts/families.ts';
import { findingTexts } from '../../../alerts/finding-texts.ts';
import { selectors, syntaxErrors } from '../../../alerts/promql.ts';
import { type AlertingRule, alertName } from '../../../alerts/rule.ts';
import { ruleGroups, rulesFile, TRENDS } from '../../../alerts/rules-file.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import { levels } from '../../../src/metrics/catalogue.ts';
import { createProcessMetrics } from '../../../src/metrics/process-metrics.ts';
import { scenarios } from '../../e2e/alerts/scenarios/scenarios.ts';

const rules = ruleGroups.flatMap(({ rules }) => rules);
/** Without what is for boards, which collapses exporters too. */
const forAlerts = ruleGroups.filter(({ name }) => name !== TRENDS).flatMap(({ rules }) => rules);
const alerts = rules.filter((rule) => 'alert' in rule);
const [findings, counts, guards] = ['aws-iam-findings', 'aws-iam-counts', 'iam-credential-exporter'].map((group) =>
  ruleGroups
    .filter(({ name }) => name.replace(/-\d+$/, '') === group)
    .flatMap(({ rules }) => rules.filter((rule) => 'alert' in rule)),
);
const recordings = rules.filter((rule) => 'record' in rule);
const names = (rules: readonly AlertingRule[] = []) => rules.map(({ alert }) => alert);
const metricsIn = (promql: string) => selectors(promql).map(({ metric }) => metric);

it.each(checks.filter(({ severity }) => severity !== 'info'))(
  'alerts/finding-texts.ts has a text for $id',
  ({ id }) => {
    expect(findingTexts).toHaveProperty([id]);
  },
);

it('has one alert for each check that has a text and is not for boards only, and one that counts', () => {
  const alerted = checks.filter(({ id, severity }) => severity !== 'info' && id in findingTexts);
  expect(names(findings)).toEqual(alerted.map(({ id }) => alertName(id)));
  expect(names(counts)).toEqual(names(findings));
});

it('has texts of checks only that alert', () => {
  const alerting = checks.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
  expect(Object.keys(findingTexts).filter((id) => !alerting.includes(id))).toEqual([]);
});

// Many a Prometheus evaluates every 15 seconds what says nothing of its own. Reports change every four hours.
it('says how often its groups are evaluated: held series each minute, alerts seldom, and often enough to be seen', () => {
  const { groups } = parse(rulesFile()) as { groups: { name: string; interval: string }[] };
  expect(groups.map(({ name, interval }) => `${name} ${interval}`)).toEqual([
    'iam-credential-exporter-members 1m',
    'aws-iam-held 1m',
    'aws-iam-findings 4m',
    'aws-iam-findings-2 4m',
    'aws-iam-counts 4m',
    'aws-iam-counts-2 4m',
    'iam-credential-exporter-held 1m',
    'iam-credential-exporter-activity 1m',
    'iam-credential-exporter-waiting 1m',
    'iam-credential-exporter 4m',
    'aws-iam-trends 4m',
  ]);
});

// Mimir and Grafana Cloud refuse more.
it.each(ruleGroups)('has at most 20 rules in $name', ({ rules }) => {
  expect(rules.length).toBeLessThanOrEqual(20);
});

// In the order of the file. What comes later was recorded at the evaluation before, and perhaps not at that one.
it('reads only what is recorded by then, or looks back', () => {
  const recordedBy = new Map(rules.flatMap((rule, index) => ('record' in rule ? [[rule.record, index]] : [])));
  const early = rules.flatMap((rule, index) =>
    selectors(rule.expr).filter(
      ({ metric, within }) => (recordedBy.get(metric) ?? -1) >= index && !/range|offset/.test(within[0]?.kind ?? ''),
    ),
  );
  expect(early).toEqual([]);
});

// With `for` Prometheus evaluates an alert three times after a restart before it fires again, and what it reads may not be recorded yet at the
// first: Alertmanager would resolve it meanwhile.
it('has no alert with `for`', () => {
  expect(rulesFile()).not.toMatch(/^ +for:/m);
});

// test/e2e/alerts has the same of the guards.
it.each([...(findings ?? []), ...(counts ?? [])])(
  'lets $alert fire at the first evaluation after a restart of Prometheus',
  ({ expr }) => {
    expect(expr).toContain('offset 15m');
    expect(selectors(expr).filter(({ within }) => within[0]?.kind !== 'range')).toEqual([]);
  },
);

it('names alerts after their checks', () => {
  expect(alertName('console-user-without-mfa')).toBe('AwsIamConsoleUserWithoutMfa');
});

it('has these guards', () => {
  expect(names(guards)).toEqual([
    'AwsIamExporterDown',
    'AwsIamExporterRestarting',
    'AwsIamExporterReplicaDown',
    'AwsIamReplicasBehindOneAddress',
    'AwsIamLabelsReplaced',
    'AwsIamConfigReloadFailed',
    'AwsIamShardsDisagree',
    'AwsIamClockOffset',
    'AwsIamAccountFailing',
    'AwsIamFactFailing',
    'AwsIamAccountLost',
    'AwsIamAccountUnread',
    'AwsIamReportStale',
    'AwsIamReportFromFuture',
    'AwsIamReportRowsSkipped',
    'AwsIamCheckValuesUnknown',
    'AwsIamActivityStale',
    'AwsIamExemptionExpiring',
    'AwsIamExemptionUnused',
  ]);
});

// Those of findings are made from the checks.
it.each(
  names(guards).flatMap((alert) => [
    { alert, fires: 'fires' },
    { alert, fires: 'does not fire' },
  ]),
)('$alert has a scenario of test/e2e/alerts in which it $fires', ({ alert, fires }) => {
  const expectations = scenarios.flatMap(({ expect }) => expect.filter((one) => 'alert' in one));
  const firing = expectations.filter((one) => one.alert === alert).map((one) => one.firing.length > 0);
  expect(firing).toContain(fires === 'fires');
});

describe.each(alerts)('$alert', ({ annotations, labels = {}, expr }) => {
  // Alertmanager shows one summary for all that fire together.
  it('has a summary without a template', () => {
    expect(annotations.summary).toMatch(/^[A-Z][^{}]+\.$/);
  });

  // kube-prometheus mutes whatever is of severity info. What the series bring is filtered in the expression.
  it('is never of severity info', () => {
    expect(labels.severity ?? expr).toMatch(/^(warning|critical)$|severity!="info"/);
  });

  // It would be asked for each alert at each evaluation, and by a remote ruler over the network.
  it('asks for nothing in its texts', () => {
    expect(Object.values(annotations).filter((text) => /\bquery\b/.test(text))).toEqual([]);
  });

  // Its texts are templates, which a yaml file, a template of Helm's and a shell have to leave as they are.
  it('has braces in pairs', () => {
    expect(annotations.description.split('{{')).toHaveLength(annotations.description.split('}}').length);
  });
});

// Two severities under one name mute each other under kube-prometheus' inhibit rules.
it('has one severity per name among those with a severity of their own', () => {
  const severities = new Map<string, Set<string | undefined>>();
  for (const { alert, labels } of alerts) {
    severities.set(alert, (severities.get(alert) ?? new Set()).add(labels?.severity));
  }
  expect([...severities].filter(([, found]) => found.size > 1)).toEqual([]);
});

describe('queries', () => {
  const queries = rules.map(({ expr }) => ({ query: expr }));

  it.each(queries)('is PromQL: $query', ({ query }) => {
    expect(syntaxErrors(query)).toEqual([]);
    expect(metricsIn(query)).not.toEqual([]);
  });

  it('read nothing that the exporter does not have', async () => {
    const families: string[] = levels.flatMap(({ families }) => families.map(({ name }) => name));
    const ofTheProcess = [...(await createProcessMetrics().text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    const ofPrometheus = ['ALERTS', 'up'];
    const scrapedBy = (some: typeof rules) =>
      some
        .flatMap(({ expr }) => metricsIn(expr))
        .filter((name) => !ofPrometheus.includes(name) && !recordings.some(({ record }) => record === name));
    expect(scrapedBy(rules).filter((name) => ![...families, ...ofTheProcess].includes(name))).toEqual([]);
    // What can be left out of the exporter with metrics.exclude, to the cost of alerts.
    expect(familiesInRules()).toEqual(
      [...new Set(scrapedBy(forAlerts))].filter((name) => families.includes(name)).sort(),
    );
  });

  it('read every rule that is recorded, except what is for boards', () => {
    const read = new Set(rules.flatMap(({ expr }) => metricsIn(expr)));
    expect(recordings.map(({ record }) => record).filter((record) => !read.has(record))).toEqual([
      'aws_iam:finding_age_days:held',
      'aws_iam:all_check_findings:trend',
      'aws_iam:account_findings:trend',
    ]);
  });
});

// A label of the pod, the node or the chart's version would make another alert of it at each rollout.
describe.each(forAlerts)('$record$alert', ({ expr }) => {
  const lists = [...expr.matchAll(/\b(?:max|min|sum|group|count)(?: by \(([^)]*)\))? \(/g)].map(
    ([, list = '*']) => list,
  );

  it('collapses by a closed list of labels', () => {
    const labels =
      'namespace|job|instance|pod|account_id|account_name|fact|owner|user|key|check|severity|exemption|reason|reasons|checks|region|regions|shard|replaced|guard';
    const closed = new RegExp(`^namespace, job(, (${labels}))*$`);
    expect(lists.filter((list) => !closed.test(list))).toEqual([]);
  });

  // Two exporters may read one account. Without any label only the question whether there is any exporter at all is asked.
  it('sets each exporter against itself', () => {
    const matched = [...expr.matchAll(/\bon \(([^)]*)\)/g)].map(([, list = '']) => list);
    expect(matched.filter((list) => list !== '' && !/^namespace, job\b/.test(list))).toEqual([]);
  });

  it('reads series that a rule has collapsed, or collapses them', () => {
    const [first] = selectors(expr);
    const isCollapsed = recordings.some(({ record }) => record === first?.metric);
    expect(isCollapsed || first?.within.some(({ kind }) => kind === 'aggregation')).toBe(true);
  });
});
