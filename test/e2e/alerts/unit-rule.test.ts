/** The alert of one's own that docs/alerts.md shows for organizational units: read out of the page, and run. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readMarkdownPage } from '../../unit/docs/markdown-page.ts';
import { only, render } from '../support/chart.ts';
import { promtoolTest } from '../support/promtool-test.ts';
import { promtool2, promtool3, repositoryRoot, run } from '../support/tools.ts';

interface Values {
  readonly prometheusRule: { readonly enabled: boolean; readonly extraRules: readonly object[] };
}

const SHOPS = 'ou-ab12-11111111';
const EUROPE = 'ou-ab12-22222222';
const LABS = 'ou-ab12-33333333';
const [A, B, C] = ['111122223333', '222233334444', '333344445555'];
const ALERT = 'IamCriticalFindingsInUnit';

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

type Series = Readonly<Record<string, string>>;
/** As two replicas say it. */
const replicas = (series: Series): Series =>
  Object.fromEntries(
    ['a', 'b'].flatMap((instance) =>
      Object.entries(series).map(([name, told]) => [name.replace('{', `{instance="${instance}",`), told]),
    ),
  );
const below = (id: string, ou: string) =>
  `aws_iam_account_ou_info{account_id="${id}",account_name="of ${id}",ou="${ou}"}`;
const open = (id: string, check: string, severity = 'critical', status = 'open') =>
  `aws_iam_check_findings{account_id="${id}",account_name="of ${id}",owner="x",check="${check}",severity="${severity}",status="${status}"}`;
const firing = (ou: string, count: number) => ({
  exp_labels: { ou, severity: 'warning' },
  exp_annotations: {
    summary: `Critical IAM findings below the organizational unit ${ou}: ${count}.`,
    description: `The board IAM overview lists them, with ${ou} as OU.`,
  },
});

const stories: Readonly<Record<string, readonly [Series, Readonly<Record<string, ReturnType<typeof firing>[]>>]>> = {
  'fires for the unit of the account and those around it, and counts the replicas once': [
    {
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
    { '10m': [firing(EUROPE, 3), firing(SHOPS, 4)] },
  ],
  'goes with an account that is moved': [
    {
      [below(A, SHOPS)]: '1x20 stale',
      [below(A, LABS)]: '_x20 1x70',
      [open(A, 'root-used')]: '1x90',
    },
    { '10m': [firing(SHOPS, 1)], '60m': [firing(LABS, 1)] },
  ],
  'stays while a pod is replaced, and ends when nothing is found': [
    {
      [below(A, SHOPS)]: '1x20 _x10 1x60',
      [open(A, 'root-used')]: '1x20 stale _x9 1x20 0x40',
    },
    { '25m': [firing(SHOPS, 1)], '45m': [firing(SHOPS, 1)], '80m': [] },
  ],
  'says nothing of accounts without a unit': [{ [open(A, 'root-used')]: '1x90' }, { '10m': [] }],
};

it.each(Object.entries(stories))('the alert %s', async (name, [series, expected]) => {
  for (const promtool of [promtool2, await promtool3()]) {
    const checked = await run(promtool, ['check', 'rules', '--lint=all', rules]);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout, stderr } = await promtoolTest(promtool, {
      rule_files: [rules],
      evaluation_interval: '1m',
      tests: [
        {
          name,
          interval: '1m',
          input_series: Object.entries(replicas(series)).map(([series, told]) => ({ series, values: told })),
          alert_rule_test: Object.entries(expected).map(([eval_time, exp_alerts]) => ({
            eval_time,
            alertname: ALERT,
            exp_alerts,
          })),
        },
      ],
    });
    expect({ code, said: `${stdout}${stderr}` }).toEqual({ code: 0, said: expect.any(String) });
  }
});

it('is one that the chart takes along', async () => {
  const objects = await render({ values: { ...values } });
  const own = objects.filter(({ kind, metadata }) => kind === 'PrometheusRule' && metadata.name.endsWith('-extra'));
  expect(only(own, 'PrometheusRule').spec).toEqual({
    groups: [{ name: 'iam-credential-exporter-extra', rules: values.prometheusRule.extraRules }],
  });
});
