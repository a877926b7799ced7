/** Where the links of a message lead: Alertmanager makes them, and the exporter answers with what the message is about. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Alert, type Alertmanager, startAlertmanager } from '../support/alertmanager.ts';
import { testableExample } from '../support/alertmanager-example.ts';
import { HOSTILE, HOSTILE_ID, HOSTILE_USERS, pagesExporter } from '../support/pages-exporter.ts';
import { promtoolTest } from '../support/promtool-test.ts';
import { type Slack, type SlackMessage, startSlack } from '../support/slack.ts';
import { promtool2, repositoryRoot } from '../support/tools.ts';

const CHECK = 'access-key-not-rotated';

let slack: Slack;
let alertmanager: Alertmanager;
let exporterUrl: string;

beforeAll(async () => {
  ({ url: exporterUrl } = await pagesExporter());
  slack = await startSlack();
  alertmanager = await startAlertmanager(await testableExample(slack.url, exporterUrl));
});

/** @param owner by which a test knows its message: they are grouped by it. */
function finding(owner: string, labels: Alert['labels']): Alert {
  return {
    labels: {
      alertname: 'AwsIamAccessKeyNotRotated',
      account_id: HOSTILE_ID,
      account_name: HOSTILE,
      owner,
      check: CHECK,
      severity: 'warning',
      ...labels,
    },
    annotations: { summary: 'An active access key is older than its limit.', description: 'Access key 1 is old.' },
  };
}

async function messageAbout(alerts: readonly Alert[], through = alertmanager): Promise<SlackMessage> {
  await through.post(alerts);
  const owner = alerts[0]?.labels.owner ?? '';
  return through.process.until(`the message to ${owner}`, () =>
    slack.messages.find(({ title }) => title.endsWith(`owner ${owner}`)),
  );
}

/** The links of a text, as Slack reads it: what stands there, and where it leads. */
function linksOf({ text }: SlackMessage): Map<string, string> {
  const plain = (escaped: string) => escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const links = Array.from(text.matchAll(/<([^|>]+)\|([^>]+)>/g), ([, link = '', shown = '']) => ({ link, shown }));
  return new Map(links.map(({ link, shown }) => [plain(shown), plain(link)]));
}

/** What a page says, without the marks of HTML. */
async function follow(link: string | undefined): Promise<{ readonly status: number; readonly text: string }> {
  if (link === undefined) throw new Error('there is no link');
  const response = await fetch(link);
  const text = (await response.text())
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
  return { status: response.status, text };
}

describe('a finding of one user', () => {
  it.each(['<root_account>', ...HOSTILE_USERS])(
    'leads to the page of %s, from the title and from its line',
    async (user) => {
      const message = await messageAbout([finding(`the owner of ${user}`, { user, key: '1' })]);
      const links = linksOf(message);

      expect([...links.keys()]).toEqual([user, 'Board']);
      expect(links.get(user)).toBe(message.title_link);
      const { status, text } = await follow(message.title_link);
      expect(status).toBe(200);
      expect(text).toContain(`User ${user}`);
    },
  );
});

it('findings of a few users lead to each of them, and from the title to the list', async () => {
  const users = ['..', 'a+b@x', '__proto__'];
  const message = await messageAbout(users.map((user) => finding('few', { user, key: '1' })));
  const links = linksOf(message);

  expect(new Set(links.keys())).toEqual(new Set([...users, 'Board']));
  for (const user of users) {
    const { status, text } = await follow(links.get(user));
    expect([status, text]).toEqual([200, expect.stringContaining(`User ${user}`)]);
  }
  const { status, text } = await follow(message.title_link);
  expect([status, text]).toEqual([200, expect.stringContaining('a+b@x')]);
});

it('findings of many users lead to the list of them', async () => {
  const message = await messageAbout(HOSTILE_USERS.map((user) => finding('many', { user, key: '1' })));
  const links = linksOf(message);

  expect([...links.keys()]).toEqual(['Findings', 'Board']);
  expect(links.get('Findings')).toBe(message.title_link);
  const { status, text } = await follow(links.get('Findings'));
  expect(status).toBe(200);
  for (const user of HOSTILE_USERS) expect(text).toContain(user);
  expect(text).not.toContain('production');
});

it('two keys of one user lead to the user', async () => {
  const message = await messageAbout(['1', '2'].map((key) => finding('two keys', { user: 'a+b@x', key })));

  expect(message.title_link).toBe(`${exporterUrl}/accounts/${HOSTILE_ID}/users/a%2Bb%40x`);
});

it('a finding without a user leads to its account', async () => {
  const message = await messageAbout([finding('the account', { scope: 'account' })]);

  const { status, text } = await follow(linksOf(message).get(HOSTILE));
  expect([status, text]).toEqual([200, expect.stringContaining(`Account ${HOSTILE}`)]);
  expect((await follow(message.title_link)).status).toBe(200);
});

// As somebody may group them who has few accounts.
it('findings of several accounts in one message lead to those of all accounts', async () => {
  const example = await testableExample(slack.url, exporterUrl);
  const grouped = { ...example, route: { ...example.route, group_by: ['alertname', 'owner'] } };
  const root = { user: '<root_account>', key: '1' };
  const alerts = [
    finding('both accounts', root),
    finding('both accounts', { ...root, account_id: '111122223333', account_name: 'production' }),
  ];
  const message = await messageAbout(alerts, await startAlertmanager(grouped));

  expect(message.title).toMatch(/^\[2 firing\]/);
  expect(message.title_link).toBe(`${exporterUrl}/findings?check=${CHECK}`);
  const { status, text } = await follow(message.title_link);
  expect([status, text]).toEqual([200, expect.stringContaining('production')]);
});

it('the annotation of docs/pages.md leads to the page of the user, and guards have none', async () => {
  const documentation = await readFile(path.join(repositoryRoot, 'docs/pages.md'), 'utf8');
  const [, page_url = ''] = /^ {4}page_url: '(.*)'$/m.exec(documentation) ?? [];
  const rules = path.join(await temporaryFolder(), 'rules.yaml');
  const rule = { alert: 'Finding', expr: 'some_series > 0', annotations: { page_url } };
  await writeFile(rules, stringify({ groups: [{ name: 'links', rules: [rule] }] }));
  const link = `https://exporter.example/accounts/${HOSTILE_ID}/users/a%2Bb%40x`;
  const fired = [
    { exp_labels: { account_id: HOSTILE_ID, check: CHECK, user: 'a+b@x' }, exp_annotations: { page_url: link } },
    { exp_labels: { job: 'guard' }, exp_annotations: { page_url: '' } },
  ];
  const { code, stderr } = await promtoolTest(promtool2, {
    rule_files: [rules],
    tests: [
      {
        interval: '1m',
        input_series: [
          { series: `some_series{account_id="${HOSTILE_ID}",check="${CHECK}",user="a+b@x"}`, values: '1' },
          { series: 'some_series{job="guard"}', values: '1' },
        ],
        alert_rule_test: [{ eval_time: '0m', alertname: 'Finding', exp_alerts: fired }],
      },
    ],
  });

  expect([code, stderr]).toEqual([0, '']);
  const { status, text } = await follow(link.replace('https://exporter.example', exporterUrl));
  expect([status, text]).toEqual([200, expect.stringContaining('User a+b@x')]);
});
