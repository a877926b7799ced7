/**
 * From a key in AWS to a message, with real parts: the built exporter, Prometheus with the rules as the chart renders them, and
 * Alertmanager with the example's routing and text. Only the waiting is shortened.
 */
import { beforeAll, expect, test } from '@jest/globals';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { type Alertmanager, startAlertmanager } from './support/alertmanager.ts';
import { testableExample } from './support/alertmanager-example.ts';
import { type AwsExporter, roleAccount, startAwsExporter } from './support/aws-exporter.ts';
import { only, render } from './support/chart.ts';
import { startFake } from './support/fake-aws.ts';
import { KNOWN_ACCOUNT, knownReport } from './support/known-report.ts';
import { type Prometheus, startPrometheus } from './support/prometheus.ts';
import { type Slack, type SlackMessage, startSlack } from './support/slack.ts';

const AT_ONCE = { for: '0s' };
const VALUES = {
  prometheusRule: {
    enabled: true,
    alerts: {
      AwsIamAccessKeyNotRotated: AT_ONCE,
      AwsIamConsoleUserWithoutMfa: AT_ONCE,
      AwsIamExporterDown: AT_ONCE,
    },
  },
};
const DAY = 86_400_000;
const now = Date.now();

let fake: FakeAws;
let exporter: AwsExporter;
let prometheus: Prometheus;
let alertmanager: Alertmanager;
let slack: Slack;

beforeAll(async () => {
  slack = await startSlack();
  fake = await startFake({
    accounts: [{ accountId: KNOWN_ACCOUNT, csv: knownReport(now), generatedTime: now - 5_000 }],
  });
  exporter = await startAwsExporter(fake, {
    refreshInterval: '1s',
    accounts: [{ ...roleAccount('production', KNOWN_ACCOUNT), owner: 'payments' }],
  });
  alertmanager = await startAlertmanager(await testableExample(slack.url, exporter.url));
  const { groups } = only(await render({ values: VALUES }), 'PrometheusRule').spec as { groups: object[] };
  const rules = { groups: groups.map((group) => ({ ...group, interval: '1s' })) };
  const target = new URL(exporter.url).host;
  prometheus = await startPrometheus(
    [{ job_name: 'iam', honor_labels: true, static_configs: [{ targets: [target] }] }],
    { rules, alertmanager: alertmanager.url },
  );
});

/** The first message that has all of these in its title or text. */
function message(...parts: readonly string[]): Promise<SlackMessage> {
  return alertmanager.process.until(`a message with ${parts.join(', ')}`, () =>
    slack.messages.find(({ title, text, channel }) =>
      parts.every((part) => `${channel} ${title}\n${text}`.includes(part)),
    ),
  );
}

/** Waits until every rule was evaluated some times more. */
async function moreEvaluations(): Promise<void> {
  const evaluations = () => prometheus.own('prometheus_rule_group_iterations_total');
  const before = (await evaluations()) ?? 0;
  await prometheus.process.until('more evaluations', async () =>
    ((await evaluations()) ?? 0) > before + 15 ? true : undefined,
  );
}

test('the owner of an old key is told whose it is, how old, and what to do', async () => {
  const { title, title_link, text, channel } = await message('[1 firing]', 'access key', 'production', '#payments');

  expect(channel).toBe('#payments');
  expect(title).toBe('[1 firing] An active access key is older than its limit. · production · owner payments');
  expect(text).toContain('Access key 1 of user deploy in account production (111122223333) is 100 days old');
  expect(text).toContain('over the limit of 90 days');
  expect(text).toMatch(/docs\/runbooks\/AwsIamAccessKeyNotRotated\.md\|Runbook>/);
  expect(text).toContain(`<${title_link}|deploy>`);
  const page = await fetch(title_link);
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringMatching(/User <bdi>deploy<\/bdi>[^]*What to do about the access keys/),
  ]);
});

test('once the key is rotated, the next report resolves the alert', async () => {
  const rotated = knownReport(now).replace(
    /^(deploy,.*?,true,)[^,]+/m,
    `$1${new Date(now).toISOString().slice(0, 19)}Z`,
  );
  fake.setReport(KNOWN_ACCOUNT, rotated, now + DAY);

  const { title, text } = await message('[resolved]', 'access key', '#payments');

  expect(title).toBe('[resolved] An active access key is older than its limit. · production · owner payments');
  expect(text).toContain('Resolved: 1: deploy (key 1)');
});

test('when the exporter dies, somebody is told, and no finding counts as fixed', async () => {
  await message('[1 firing]', 'without MFA', '#payments');
  await exporter.process.stop('SIGKILL');

  const { channel } = await message('[1 firing]', 'exporter', '#security-on-call');
  await moreEvaluations();

  expect(channel).toBe('#security-on-call');
  const states = (await alertmanager.alerts()).map(({ labels, status }) => `${labels.alertname ?? ''} ${status.state}`);
  expect(states).toContain('AwsIamConsoleUserWithoutMfa active');
  const resolved = slack.messages.filter(({ text }) => text.includes('Resolved:'));
  expect(resolved.map(({ title }) => title)).toEqual([expect.stringContaining('access key')]);
});
