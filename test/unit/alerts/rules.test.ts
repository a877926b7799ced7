import { readdir } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { familiesInRules, queriesOf } from '../../../alerts/families.ts';
import { selectors, syntaxErrors } from '../../../alerts/promql.ts';
import { type AlertingRule, alertName } from '../../../alerts/rule.ts';
import { ruleGroups, rulesFile } from '../../../alerts/rules-file.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import { levels } from '../../../src/metrics/catalogue.ts';
import { createProcessMetrics } from '../../../src/metrics/process-metrics.ts';
import type { Expectation, Labels } from '../../e2e/alerts/scenario.ts';
import { scenarios } from '../../e2e/alerts/scenarios/scenarios.ts';
import { minutesGone, minutesUnread } from './outage.ts';

const rules = ruleGroups.flatMap(({ rules }) => rules);
const alerts = rules.filter((rule) => 'alert' in rule);
const [aboutFindings = [], guards = []] = ruleGroups.map(({ rules }) => rules.filter((rule) => 'alert' in rule));
const [findings, counts] = [false, true].map((counting) =>
  aboutFindings.filter(({ labels }) => (labels?.scope === 'account') === counting),
);
const recordings = rules.filter((rule) => 'record' in rule);
const names = (rules: readonly AlertingRule[] = []) => rules.map(({ alert }) => alert);
const metricsIn = (promql: string) => selectors(promql).map(({ metric }) => metric);

const alerted = checks.filter(({ severity }) => severity !== 'info').map(({ id }) => alertName(id));

it('has one alert for each check that is not for boards only, and one that counts', () => {
  expect(names(findings)).toEqual(alerted);
  expect(names(counts)).toEqual(alerted);
});

// Many a Prometheus evaluates every 15 seconds what says nothing of its own.
it('says how often its groups are evaluated', () => {
  const { groups } = parse(rulesFile()) as { groups: { interval: string }[] };
  expect(groups.map(({ interval }) => interval)).toEqual(ruleGroups.map(() => '1m'));
});

// Groups are evaluated at moments of their own: between them, what a finding names would be counted once more.
it('records in a group what its rules read', () => {
  for (const { rules } of ruleGroups) {
    const recorded = rules.flatMap((rule) => ('record' in rule ? [rule.record] : []));
    const read = rules.flatMap(queriesOf).flatMap(metricsIn);
    expect(read.filter((name) => name.includes(':') && !recorded.includes(name))).toEqual([]);
  }
});

it('names alerts after their checks', () => {
  expect(alertName('console-user-without-mfa')).toBe('AwsIamConsoleUserWithoutMfa');
});

it('has these guards', () => {
  expect(names(guards)).toEqual([
    'AwsIamExporterDown',
    'AwsIamExporterRestarting',
    'AwsIamConfigReloadFailed',
    'AwsIamAccountFailing',
    'AwsIamFactFailing',
    'AwsIamAccountLost',
    'AwsIamReportStale',
    'AwsIamReportRowsSkipped',
    'AwsIamCheckValuesUnknown',
    'AwsIamExemptionExpiring',
    'AwsIamExemptionUnused',
  ]);
});

it('tests that every alert fires, with its text', () => {
  const fired = scenarios.flatMap(({ expect }) =>
    expect.flatMap((one) => ('alert' in one && one.firing.length > 0 ? [one.alert] : [])),
  );
  expect(names(alerts).filter((name) => !fired.includes(name))).toEqual([]);
});

it('tests that every alert can be quiet', () => {
  const quiet = scenarios.flatMap(({ expect }) =>
    expect.flatMap((one) => ('alert' in one && one.firing.length === 0 ? [one.alert] : [])),
  );
  expect(names(alerts).filter((name) => !quiet.includes(name))).toEqual([]);
});

it('tests every alert that counts', () => {
  const counted = scenarios.flatMap(({ expect }) =>
    expect.flatMap((one) =>
      'alert' in one && one.firing.some(({ labels }) => labels.scope === 'account') ? [one.alert] : [],
    ),
  );
  expect(names(counts).filter((name) => !counted.includes(name))).toEqual([]);
});

describe('tests of every alert of a check, the one that names and the one that counts,', () => {
  const both = [...names(findings), ...names(counts).map((name) => `count of ${name}`)].sort();
  const said = ({ alertname = '', scope }: Labels) => (scope === 'account' ? `count of ${alertname}` : alertname);
  const told = (labels: readonly Labels[]) => [...new Set(labels.map(said))].filter((one) => both.includes(one)).sort();

  it('that it holds, as the same alert, while the exporter is gone for an hour and its account is not read', () => {
    const holding = scenarios
      .filter((one) => minutesGone(one) >= 60 && minutesUnread(one, 'production') >= 30)
      .flatMap(({ expect }) =>
        expect.filter((one) => 'query' in one && one.query.startsWith('count_over_time(ALERTS')),
      );
    const labels = holding.flatMap((one) => ('gives' in one && one.gives.length === 1 ? one.gives : []));
    expect(told(labels.map(({ labels }) => labels))).toEqual(both);
  });

  it.each([
    ['fixed', false],
    ['exempted', true],
  ])('that it ends at the next evaluation when it is %s', (_, exempted) => {
    const ending = scenarios.filter(
      (one) => minutesGone(one) === 0 && minutesUnread(one, 'production') === 0 && hasExempt(one.series) === exempted,
    );
    expect(told(ending.flatMap(({ expect }) => expect.flatMap(endedAtOnce)))).toEqual(both);
  });

  function hasExempt(series: Readonly<Record<string, string>>): boolean {
    return Object.entries(series).some(
      ([name, values]) => name.includes('status="exempt"') && /[1-9]x\d+$/.test(values),
    );
  }

  /** What fires, if nothing of that name does a minute later. */
  function endedAtOnce(one: Expectation, index: number, all: readonly Expectation[]): Labels[] {
    const next = all[index + 1];
    if (!('alert' in one) || next === undefined || !('alert' in next) || next.firing.length > 0) return [];
    const ended = next.alert === one.alert && Number.parseInt(next.at) === Number.parseInt(one.at) + 1;
    return ended ? one.firing.map(({ labels }) => labels) : [];
  }
});

it('has a runbook for every alert, and no other', async () => {
  const files = await readdir(new URL('../../../docs/runbooks', import.meta.url));
  const runbooks = files.filter((file) => file !== 'README.md').sort();
  expect(runbooks).toEqual([...new Set(names(alerts))].map((name) => `${name}.md`).sort());
});

describe.each(alerts)('$alert', ({ alert, annotations, labels = {}, expr }) => {
  it('leads to its runbook', () => {
    expect(annotations.runbook_url).toBe(
      `https://github.com/iam-credential-exporter/iam-credential-exporter/blob/main/docs/runbooks/${alert}.md`,
    );
  });

  // Alertmanager shows one summary for all that fire together.
  it('has a summary without a template', () => {
    expect(annotations.summary).toMatch(/^[A-Z][^{}]+\.$/);
  });

  // kube-prometheus mutes whatever is of severity info. What the series bring is filtered in the expression.
  it('is never of severity info', () => {
    expect(labels.severity ?? expr).toMatch(/^(warning|critical)$|severity!="info"/);
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
  const queries = rules.flatMap((rule) => queriesOf(rule).map((query) => ({ query })));

  it.each(queries)('is PromQL: $query', ({ query }) => {
    expect(syntaxErrors(query)).toEqual([]);
    expect(metricsIn(query)).not.toEqual([]);
  });

  it('are found in texts too', () => {
    expect(queries.some(({ query }) => query.includes('aws_iam_access_key_last_rotated_timestamp_seconds'))).toBe(true);
  });

  // Two exporters may read one account.
  it('ask in texts for what the exporter of the alert says', () => {
    const inTexts = alerts.flatMap((alert) => queriesOf(alert).slice(1));
    expect(inTexts).not.toEqual([]);
    expect(inTexts.filter((query) => !/{.*namespace="",job="".*}/.test(query))).toEqual([]);
  });

  it('read nothing that the exporter does not have', async () => {
    const families: string[] = levels.flatMap(({ families }) => families.map(({ name }) => name));
    const ofTheProcess = [...(await createProcessMetrics().text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    const read = rules.flatMap(queriesOf).flatMap(metricsIn);
    const scraped = read.filter((name) => !recordings.some(({ record }) => record === name));
    expect(scraped.filter((name) => ![...families, ...ofTheProcess].includes(name))).toEqual([]);
    // What can be left out of the exporter with metrics.exclude.
    expect(familiesInRules()).toEqual([...new Set(scraped)].filter((name) => families.includes(name)).sort());
  });

  it('read every rule that is recorded', () => {
    const read = new Set(rules.flatMap(queriesOf).flatMap(metricsIn));
    expect(recordings.map(({ record }) => record).filter((record) => !read.has(record))).toEqual([]);
  });
});

// A label of the pod, the node or the chart's version would make another alert of it at each rollout.
describe.each(rules)('$record$alert', ({ expr }) => {
  const lists = [...expr.matchAll(/\b(?:max|min|sum|group|count)(?: by \(([^)]*)\))? \(/g)].map(
    ([, list = '*']) => list,
  );

  it('collapses by a closed list of labels', () => {
    const labels = 'namespace|job|account_id|account_name|fact|owner|user|key|check|severity|exemption';
    const closed = new RegExp(`^namespace, job(, (${labels}))*$`);
    expect(lists.filter((list) => !closed.test(list))).toEqual([]);
  });

  // Two exporters may read one account. Without any label only the question whether there is any exporter at all is asked.
  it('sets each exporter against itself', () => {
    const matched = [...expr.matchAll(/\bon \(([^)]*)\)/g)].map(([, list = '']) => list);
    expect(matched.filter((list) => list !== '' && !/^namespace, job\b/.test(list))).toEqual([]);
  });

  it('reads series that a rule has collapsed, or collapses them', () => {
    expect(
      lists.length > 0 || /^(time\(\) - )?(\(\s+)?(last_over_time\()?(aws_iam|iam_credential_exporter):/.test(expr),
    ).toBe(true);
  });
});
