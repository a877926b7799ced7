/** examples/alertmanager.yml: Alertmanager takes it, and each alert reaches whom it is for. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import {
  alertmanagerExample,
  readAlertmanagerExample,
  type Route,
  templatesFolder,
} from '../support/alertmanager-example.ts';
import { amtoolBinary, output } from '../support/tools.ts';

it('is a good configuration', async () => {
  expect(await output(amtoolBinary, ['check-config', alertmanagerExample])).toMatch(/SUCCESS[^]*1 templates\s+SUCCESS/);
});

describe('with PagerDuty, once the comment signs are taken away', () => {
  let file: string;

  beforeAll(async () => {
    const example = await readFile(alertmanagerExample, 'utf8');
    const commented = /^ {4}# pagerduty_configs:\n(?: {4}# +.*\n)+/m;
    expect(example).toMatch(commented);
    file = path.join(await temporaryFolder(), 'alertmanager.yml');
    await writeFile(
      file,
      example
        .replace(commented, (lines) => lines.replaceAll(/^ {4}# /gm, '    '))
        .replace('- alertmanager-templates', `- ${templatesFolder}`),
    );
  });

  it('is a good configuration too', async () => {
    expect(await output(amtoolBinary, ['check-config', file])).toMatch(/SUCCESS[^]*1 templates\s+SUCCESS/);
    expect(await readFile(file, 'utf8')).toMatch(/^ {4}pagerduty_configs:$/m);
  });

  it('leads to the page of the exporter and to the board', async () => {
    const { receivers } = parse(await readFile(file, 'utf8')) as WithPagerDuty;
    const [pagerDuty] = receivers.flatMap(({ pagerduty_configs = [] }) => pagerduty_configs);
    const labels = { ...ROOT, account_id: '111122223333', account_name: 'production', user: '<root_account>' };
    const data = path.join(await temporaryFolder(), 'data.json');
    await writeFile(data, JSON.stringify({ alerts: [{ status: 'firing', labels }], commonLabels: labels }));
    const render = (text = '') =>
      output(amtoolBinary, [
        ...['template', 'render', `--template.glob=${templatesFolder}/*.tmpl`],
        ...[`--template.data=${data}`, `--template.text=${text}`],
      ]);

    expect((await render(pagerDuty?.client_url)).trim()).toBe(
      'https://exporter.example.com/accounts/111122223333/users/%3Croot_account%3E',
    );
    expect((await render(pagerDuty?.links[0]?.href)).trim()).toBe(
      'https://grafana.example.com/d/iam-credential-account?var-account=production',
    );
  });
});

it('groups findings by alert, account and owner, and says so again within what Alertmanager remembers', async () => {
  const { route } = await readAlertmanagerExample();
  expect(route.group_by).toEqual(['alertname', 'account_id', 'account_name', 'owner']);
  expect(route.repeat_interval).toBe('5d');
});

// It has to be mended within a day. Somebody who was woken for root and went back to sleep is not woken again.
it('says again within hours that the exporter is down, and nothing else', async () => {
  const { route } = await readAlertmanagerExample();
  const below = ({ routes = [] }: Route): Route[] => routes.flatMap((child) => [child, ...below(child)]);
  const repeated = below(route).filter(({ repeat_interval }) => repeat_interval !== undefined);
  expect(repeated).toEqual([{ matchers: ['alertname="AwsIamExporterDown"'], repeat_interval: '4h' }]);
});

interface WithPagerDuty {
  readonly receivers: readonly {
    readonly pagerduty_configs?: readonly {
      readonly client_url: string;
      readonly links: readonly { href: string }[];
    }[];
  }[];
}

interface WithSlack {
  readonly receivers: readonly { readonly slack_configs: readonly { readonly mrkdwn_in?: readonly string[] }[] }[];
}

// Slack would take the underscores of a name like _backup_ for formatting.
it('has no text formatted', async () => {
  const { receivers } = parse(await readFile(alertmanagerExample, 'utf8')) as WithSlack;
  const slack = receivers.flatMap(({ slack_configs }) => slack_configs);
  expect(slack).toHaveLength(4);
  expect(slack.map(({ mrkdwn_in }) => mrkdwn_in)).toEqual(slack.map(() => ['pretext']));
});

const KEY = { alertname: 'AwsIamAccessKeyNotRotated', check: 'access-key-not-rotated', severity: 'warning' };
const ROOT = { alertname: 'AwsIamRootUsed', check: 'root-used', severity: 'critical' };

it.each([
  { what: 'a finding of an owner', labels: { ...KEY, owner: 'payments' }, receivers: 'payments' },
  { what: 'a finding of another owner', labels: { ...KEY, owner: 'platform' }, receivers: 'platform' },
  { what: 'a finding of an owner without a route', labels: { ...KEY, owner: 'marketing' }, receivers: 'security' },
  { what: 'a finding without an owner', labels: KEY, receivers: 'security' },
  { what: 'a critical finding without an owner', labels: ROOT, receivers: 'on-call,security' },
  { what: 'a critical finding of an owner', labels: { ...ROOT, owner: 'payments' }, receivers: 'on-call,payments' },
  {
    what: 'a critical finding of an owner without a route',
    labels: { ...ROOT, owner: 'marketing' },
    receivers: 'on-call,security',
  },
  {
    what: 'the exporter that is down',
    labels: { alertname: 'AwsIamExporterDown', severity: 'critical' },
    receivers: 'on-call,security',
  },
  {
    what: 'another guard',
    labels: { alertname: 'AwsIamReportStale', severity: 'warning', account_name: 'production' },
    receivers: 'security',
  },
  { what: 'an alert of somebody else', labels: { alertname: 'KubePodCrashLooping' }, receivers: 'security' },
])('sends $what to $receivers', async ({ labels, receivers }) => {
  const matching = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const args = ['config', 'routes', 'test', `--config.file=${alertmanagerExample}`, ...matching];
  expect((await output(amtoolBinary, args)).trim()).toBe(receivers);
});
