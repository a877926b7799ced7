/** files/rules.yaml as a PrometheusRule, with the chart's values in it. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { scenarios } from '../alerts/scenarios/scenarios.ts';
import {
  chartFolder,
  copyOfTheChart,
  MODES,
  only,
  refusal,
  render,
  type Rendering,
  valuesFile,
} from '../support/chart.ts';
import { exporterMain, output, promtool2, promtool3, run } from '../support/tools.ts';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

const file = parse(readFileSync(path.join(chartFolder, 'files/rules.yaml'), 'utf8')) as RuleFile;
const all = rulesOf(file);
const DOWN = 'AwsIamExporterDown';
const OLD_KEY = 'AwsIamAccessKeyNotRotated';

it('is the file, where the values say nothing', async () => {
  expect(await spec({})).toEqual(file);
});

it('leaves out an alert that is not enabled, and nothing else', async () => {
  const { groups } = await spec({ alerts: { [DOWN]: { enabled: false } } });
  expect(rulesOf({ groups })).toEqual(all.filter(({ alert }) => alert !== DOWN));
});

it('leaves out a group without rules', async () => {
  const chart = await copyOfTheChart();
  const kept = { name: 'kept', rules: [{ record: 'a:b:c', expr: '1' }] };
  const emptied = { name: 'emptied', rules: [{ alert: DOWN, expr: '1' }] };
  await writeFile(path.join(chart, 'files/rules.yaml'), stringify({ groups: [kept, emptied] }));
  const prometheusRule = { enabled: true, alerts: { [DOWN]: { enabled: false } } };
  expect(await specOf({ chart, values: { prometheusRule } })).toEqual({ groups: [kept] });
});

// A guard waits by the seconds in its expression, an alert of a finding by the offset.
it.each([
  [DOWN, '1h30m', / >= 600$/, ' >= 5400'],
  [DOWN, '45s', / >= 600$/, ' >= 45'],
  [DOWN, '0', / >= 600$/, ' >= 0'],
  [OLD_KEY, '1h30m', / offset 15m/g, ' offset 1h30m'],
  [OLD_KEY, '0s', / offset 15m/g, ''],
  [OLD_KEY, '0', / offset 15m/g, ''],
])('lets %s wait for %s', async (name, wait, asShipped, asAsked) => {
  const changed = rulesOf(await spec({ alerts: { [name]: { for: wait } } }));
  const waits = all.map((rule) =>
    rule.alert === name ? { ...rule, expr: rule.expr.replace(asShipped, asAsked) } : rule,
  );
  expect(changed).toEqual(waits);
  expect(changed).not.toEqual(all);
});

it('tells exporters apart by further labels, as the command `rules` does without Helm', async () => {
  const labels = ['cluster', 'environment'];
  const options = labels.flatMap((label) => ['--identity-label', label]);
  const printed = parse(await output(process.execPath, [exporterMain, 'rules', ...options])) as RuleFile;
  const chart = await spec({ identityLabels: labels });
  expect(chart).toEqual(printed);
  const lists = rulesOf(chart).flatMap(({ expr }) =>
    [...expr.matchAll(/\b(?:by|on) \((.*?)\)/g)].map(([, list]) => list),
  );
  expect(new Set(lists.map((list = '') => /^\w*/.exec(list)?.[0]))).toEqual(new Set(['cluster', '']));
  // Whether there is any exporter at all, which no label can say.
  expect(lists.filter((list) => list === '')).toHaveLength(1);
});

it('adds labels to every alert, to one alert, and to no recording rule', async () => {
  const labels = { team: 'security' };
  const changed = rulesOf(
    await spec({ alertLabels: labels, alerts: { [OLD_KEY]: { labels: { team: 'keys', severity: 'info' } } } }),
  );
  expect(changed).toEqual(
    all.map((rule) => {
      if (rule.alert === undefined) return rule;
      const own = rule.alert === OLD_KEY ? { team: 'keys', severity: 'info' } : {};
      return { ...rule, labels: { ...rule.labels, ...labels, ...own } };
    }),
  );
});

it('adds annotations to every alert and to one alert, which may replace its texts', async () => {
  const dashboard = { dashboard_url: 'https://grafana.example.org/{{ $labels.account_id }}' };
  const alerts = { [OLD_KEY]: { annotations: { summary: 'Old.', runbook_url: 'https://wiki.example.org/keys' } } };
  const changed = rulesOf(await spec({ alertAnnotations: dashboard, alerts, runbookBaseUrl: '' }));
  expect(changed).toEqual(
    all.map((rule) => {
      if (rule.alert === undefined) return rule;
      const own = rule.alert === OLD_KEY ? alerts[OLD_KEY].annotations : {};
      return { ...rule, annotations: { ...rule.annotations, ...dashboard, ...own } };
    }),
  );
});

it('evaluates alerts as often as is said, and records as before', async () => {
  const { groups } = await spec({ interval: '1m30s' });
  const withAlerts = ({ rules }: { rules: readonly Rule[] }) => rules.some(({ alert }) => alert !== undefined);
  expect(groups).toEqual(file.groups.map((group) => (withAlerts(group) ? { ...group, interval: '1m30s' } : group)));
});

describe('rules of somebody’s own', () => {
  const extraRules = [
    { record: 'team:findings:count', expr: 'count by (owner) (aws_iam_finding)' },
    {
      alert: 'Many',
      expr: 'team:findings:count > 10',
      annotations: { summary: '{{ $labels.owner }} has {{ $value }}.' },
    },
  ];
  const selected = {
    namespace: 'rules',
    labels: { purpose: 'rules' },
    annotations: { 'example.org/why': 'every annotation' },
  };
  const rulesWith = async (prometheusRule: object) => {
    const values = { monitoringLabels: { release: 'prometheus' }, prometheusRule: { ...selected, ...prometheusRule } };
    return (await render({ values })).filter(({ kind }) => kind === 'PrometheusRule');
  };

  it('are taken along as they are, in an object that cannot take the shipped alerts with it', async () => {
    const [shipped, own, ...more] = await rulesWith({ enabled: true, extraRules });
    expect(shipped?.spec).toEqual(file);
    expect(own?.spec).toEqual({ groups: [{ name: 'iam-credential-exporter-extra', rules: extraRules }] });
    expect(own?.metadata).toEqual({ ...shipped?.metadata, name: 'exporter-iam-credential-exporter-extra' });
    expect(own?.metadata).toMatchObject({
      ...selected,
      labels: { ...selected.labels, release: 'prometheus' },
    });
    expect(more).toEqual([]);
  });

  it('are evaluated as often as is said, and get no label of the alerts', async () => {
    const [, own] = await rulesWith({ enabled: true, extraRules, interval: '2m', identityLabels: ['cluster'] });
    const groups = [{ name: 'iam-credential-exporter-extra', interval: '2m', rules: extraRules }];
    expect(own?.spec).toEqual({ groups });
  });

  it('make no object where there are none, or no rules are wanted', async () => {
    expect(await rulesWith({ enabled: true })).toHaveLength(1);
    expect(await rulesWith({ enabled: false, extraRules })).toEqual([]);
  });
});

it('keeps every label that an alert is told apart by', async () => {
  const carried = new Set(
    scenarios.flatMap(({ expect }) =>
      expect.flatMap((expectation) =>
        'alert' in expectation ? expectation.firing.flatMap(({ labels }) => Object.keys(labels)) : [],
      ),
    ),
  );
  // What may be set, alert by alert.
  carried.delete('severity');
  expect(carried.size).toBeGreaterThan(8);
  const alertLabels = Object.fromEntries([...carried, 'team'].map((label) => [label, 'x']));
  const said = await refusal({ values: { prometheusRule: { enabled: true, alertLabels } } });
  const refused = [...said.matchAll(/prometheusRule\.alertLabels\.(\w+) would replace/g)].map(([, label]) => label);
  expect(refused.sort()).toEqual([...carried].sort());
});

it.each(['https://wiki.example.org/iam', 'https://wiki.example.org/iam/'])(
  'links the runbooks under %s',
  async (runbookBaseUrl) => {
    const alerts = rulesOf(await spec({ runbookBaseUrl })).filter(({ alert }) => alert !== undefined);
    expect(alerts).not.toEqual([]);
    for (const { alert, annotations } of alerts) {
      expect(annotations?.runbook_url).toBe(`https://wiki.example.org/iam/${alert ?? ''}.md`);
    }
  },
);

it('gives monitor and rules the labels by which Prometheus selects them', async () => {
  const labels = { release: 'kube-prometheus-stack' };
  const values = { monitoringLabels: labels, serviceMonitor: { enabled: true }, prometheusRule: { enabled: true } };
  const objects = await render({ values });
  expect(only(objects, 'ServiceMonitor').metadata.labels).toMatchObject(labels);
  expect(only(objects, 'PrometheusRule').metadata.labels).toMatchObject(labels);
});

const withRules: string[] = [];
for (const mode of MODES) {
  const values = parse(readFileSync(valuesFile(mode), 'utf8')) as { prometheusRule?: { enabled?: boolean } };
  if (values.prometheusRule?.enabled === true) withRules.push(mode);
}

describe.each(withRules)('%s', (mode) => {
  it('has rules that both lines of Prometheus take', async () => {
    const objects = await render({ files: [valuesFile(mode)] });
    const folder = await temporaryFolder();
    const files = objects
      .filter(({ kind }) => kind === 'PrometheusRule')
      .map(({ metadata, spec }) => [path.join(folder, `${metadata.name}.yaml`), stringify(spec)] as const);
    for (const [rules, text] of files) await writeFile(rules, text);
    for (const promtool of [promtool2, await promtool3()]) {
      const { code, stdout, stderr } = await run(promtool, [
        'check',
        'rules',
        '--lint=all',
        ...files.map(([rules]) => rules),
      ]);
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: expect.stringContaining('SUCCESS'), stderr: '' });
    }
  });
});

function rulesOf({ groups }: RuleFile): Rule[] {
  return groups.flatMap(({ rules }) => rules);
}

function spec(prometheusRule: object): Promise<RuleFile> {
  return specOf({ values: { prometheusRule: { enabled: true, ...prometheusRule } } });
}

async function specOf(rendering: Rendering): Promise<RuleFile> {
  return only(await render(rendering), 'PrometheusRule').spec as RuleFile;
}
