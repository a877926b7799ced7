/** The alerts of one's own that docs/alerts.md shows for organizational units: read out of the page, and run beside the shipped rules. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readMarkdownPage } from '../../unit/docs/markdown-page.ts';
import { only, render } from '../support/chart.ts';
import { ruleGroups } from '../../../alerts/rules-file.ts';
import { promtoolTest } from '../support/promtool-test.ts';
import { promtool2, promtool3, repositoryRoot, run } from '../support/tools.ts';
import { rulesPath } from './promtool.ts';
import { exporterWith, POD_1, POD_2, series } from './scenario.ts';

interface Values {
  readonly prometheusRule: { readonly enabled: boolean; readonly extraRules: readonly object[] };
}

const SHOPS = 'ou-ab12-11111111';
const EUROPE = 'ou-ab12-22222222';
const LABS = 'ou-ab12-33333333';
const [A, B, C] = ['111122223333', '222233334444', '333344445555'];
const ALERT = 'AwsIamCriticalFindingsInUnit';
const UNKNOWN = 'AwsIamUnitsUnknown';

let values: Values;
let rules: string;
beforeAll(async () => {
  const { blocks } = await readMarkdownPage(path.join(repositoryRoot, 'docs/alerts.md'));
  const found = blocks.filter(({ language, text }) => language === 'yaml' && text.includes('extraRules:'));
  expect(found.map(({ section }) => section)).toEqual(['By owner and by organizational unit']);
  values = parse(found[0]?.text ?? '') as Values;
  rules = path.join(await temporaryFolder(), 'rules.yaml');
  await writeFile(rules, stringify({ groups: [{ name: 'own', rules: values.prometheusRule.extraRules }] }));
});

const PODS = [POD_1, POD_2];
const accountOf = (account_id: string) => ({ account_id, account_name: `of ${account_id}` });

type Series = Readonly<Record<string, string>>;
/** As each of two replicas says it, which have read all accounts and are there as long as the first of the values. */
const replicas = (told: Series, there: string): Series =>
  Object.fromEntries(
    PODS.flatMap((pod) => [
      ...[A, B, C].flatMap((id) => Object.entries(exporterWith(pod, accountOf(id), there))),
      ...[A, B, C].map((id) => [series('aws_iam_account_info', { ...pod, ...accountOf(id) }), there] as const),
      ...Object.entries(told).map(
        ([name, values]) => [name.replace('{', `{${series('', pod).slice(1, -1)},`), values] as const,
      ),
    ]),
  );
const below = (id: string, ou: string) => series('aws_iam_account_ou_info', { ...accountOf(id), ou });
const open = (id: string, check: string, severity = 'critical', status = 'open') =>
  series('aws_iam_check_findings', { ...accountOf(id), owner: 'x', check, severity, status });
const firing = (ou: string, count: number) => ({
  exp_labels: { ou, severity: 'warning' },
  exp_annotations: {
    summary: `Critical IAM findings below the organizational unit ${ou}: ${count}.`,
    description: `The board IAM overview lists them, with ${ou} as OU.`,
  },
});

interface Story {
  readonly told: Series;
  /** While the exporters are there. Default: always. */
  readonly there?: string;
  readonly fires: Readonly<Record<string, readonly ReturnType<typeof firing>[]>>;
}

const stories: Readonly<Record<string, Story>> = {
  'fires for the unit of the account and those around it, and counts the replicas once': {
    told: {
      [below(A, EUROPE)]: '1x90',
      [below(A, SHOPS)]: '1x90',
      [below(B, SHOPS)]: '1x90',
      [below(C, LABS)]: '1x90',
      [open(A, 'root-used')]: '1x90',
      [open(A, 'user-quarantined')]: '2x90',
      [open(B, 'root-used')]: '1x90',
      [open(C, 'root-used')]: '0x90',
      [open(C, 'root-used', 'critical', 'exempt')]: '1x90',
      [open(C, 'access-key-unused', 'warning')]: '9x90',
    },
    fires: { '20m': [firing(EUROPE, 3), firing(SHOPS, 4)] },
  },
  'goes with an account that is moved': {
    told: { [below(A, SHOPS)]: '1x20 stale', [below(A, LABS)]: '_x20 1x70', [open(A, 'root-used')]: '1x90' },
    fires: { '15m': [firing(SHOPS, 1)], '60m': [firing(LABS, 1)] },
  },
  'ends for an account that is moved into the root': {
    told: { [below(A, SHOPS)]: '1x20 stale', [below(B, SHOPS)]: '1x130', [open(A, 'root-used')]: '1x130' },
    fires: { '15m': [firing(SHOPS, 1)], '60m': [] },
  },
  'goes on while the exporter is away, as the alerts of the findings do, and ends when nothing is found': {
    told: { [below(A, SHOPS)]: '1x20 stale _x69 1x40', [open(A, 'root-used')]: '1x20 stale _x69 0x40' },
    there: '1x20 stale _x69 1x40',
    fires: { '15m': [firing(SHOPS, 1)], '80m': [firing(SHOPS, 1)], '2h5m': [] },
  },
  'says nothing of accounts without a unit': {
    told: { [open(A, 'root-used')]: '1x90' },
    fires: { '20m': [] },
  },
};

it.each(Object.entries(stories))('the alert %s', async (name, { told, there = '1x130', fires }) => {
  await expectFiring(name, replicas(told, there), ALERT, fires);
});

it('another one says that the exporter knows no units', async () => {
  const unknown = {
    exp_labels: { severity: 'warning' },
    exp_annotations: {
      summary: 'The exporter says of no account below which organizational units it is.',
      description:
        'No alert of a unit can fire. Does the configuration have an organization, and does the list of its accounts say their units?',
    },
  };
  await expectFiring('unknown', replicas({}, '1x90'), UNKNOWN, { '30m': [], '80m': [unknown] });
  await expectFiring('known', replicas({ [below(A, SHOPS)]: '1x10' }, '1x90'), UNKNOWN, { '80m': [] });
});

async function expectFiring(
  name: string,
  told: Series,
  alertname: string,
  fires: Readonly<Record<string, readonly object[]>>,
): Promise<void> {
  for (const promtool of [promtool2, await promtool3()]) {
    const checked = await run(promtool, ['check', 'rules', '--lint=all', rules]);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout, stderr } = await promtoolTest(promtool, {
      rule_files: [rulesPath, rules],
      group_eval_order: [...ruleGroups.map((group) => group.name), 'own'],
      evaluation_interval: '1m',
      tests: [
        {
          name,
          interval: '1m',
          input_series: Object.entries(told).map(([series, values]) => ({ series, values })),
          alert_rule_test: Object.entries(fires).map(([eval_time, exp_alerts]) => ({
            eval_time,
            alertname,
            exp_alerts,
          })),
        },
      ],
    });
    if (code !== 0) throw new Error(`${stdout}${stderr}`);
  }
}

it('are what the chart takes along', async () => {
  const objects = await render({ values: { ...values } });
  const own = objects.filter(({ kind, metadata }) => kind === 'PrometheusRule' && metadata.name.endsWith('-extra'));
  expect(only(own, 'PrometheusRule').spec).toEqual({
    groups: [{ name: 'iam-credential-exporter-extra', rules: values.prometheusRule.extraRules }],
  });
});
