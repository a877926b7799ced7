/** What arrives: one short message, however many users it is about. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Alert, type Alertmanager, startAlertmanager } from '../support/alertmanager.ts';
import { testableExample } from '../support/alertmanager-example.ts';
import { type Slack, type SlackMessage, startSlack } from '../support/slack.ts';

const RUNBOOK =
  'https://github.com/iam-credential-exporter/iam-credential-exporter/blob/main/docs/runbooks/AwsIamConsoleUserWithoutMfa.md';
const BOARD = 'https://grafana.example.com/d/iam-credential-account?var-account=production%20%2B%20more';
const EXPORTER = 'https://exporter.example.com';
const SUMMARY = 'A user can sign in to the console without MFA.';

let slack: Slack;
let alertmanager: Alertmanager;

beforeAll(async () => {
  slack = await startSlack();
  alertmanager = await startAlertmanager(await testableExample(slack.url));
});

function withoutMfa(user: string, more: Partial<Alert> = {}): Alert {
  const who = `The user ${user} in account production + more (111122223333) has a password and no MFA device`;
  return {
    labels: {
      alertname: 'AwsIamConsoleUserWithoutMfa',
      namespace: 'monitoring',
      job: 'iam-credential-exporter',
      account_id: '111122223333',
      account_name: 'production + more',
      owner: 'payments',
      check: 'console-user-without-mfa',
      severity: 'warning',
      user,
    },
    annotations: {
      summary: SUMMARY,
      description: `${who}, 120 days after the user was created, and the limit is 1 day. ${'Have the user register a device. '.repeat(9)}`,
      runbook_url: RUNBOOK,
    },
    ...more,
  };
}

/** As long as IAM allows: 64 characters. */
function longName(number: number): string {
  return `user-${String(number).padStart(3, '0')}-`.padEnd(64, 'x');
}

async function message(expected: (message: SlackMessage) => boolean): Promise<SlackMessage> {
  return alertmanager.process.until('the message', () => slack.messages.find(expected));
}

describe('500 users without MFA', () => {
  const users = Array.from({ length: 500 }, (_, index) => longName(index));
  let first: SlackMessage;

  beforeAll(async () => {
    await alertmanager.post(users.map((user) => withoutMfa(user)));
    first = await message(({ channel }) => channel === '#payments');
  });

  it('are one message', () => {
    expect(slack.messages).toEqual([first]);
    expect(first.title).toBe(`[500 firing] ${SUMMARY} · production + more · owner payments`);
  });

  it('of less than 4 kB, whatever their descriptions', () => {
    expect(first.bytes).toBeLessThan(4096);
  });

  it('with the first ten and the number of the others', () => {
    const lines = first.text.split('\n');
    const shown = lines.filter((line) => line.startsWith('• '));
    expect(shown.map((line) => /user-\d+-x+/.exec(line)?.[0])).toEqual(users.slice(0, 10));
    expect(shown[0]).toContain('has a password and no MFA device, 120 days after');
    expect(lines).toContain('… and 490 more');
  });

  it('with links to the list of findings, to the board of the account and to the runbook', () => {
    const list = `${EXPORTER}/findings?check=console-user-without-mfa&account=111122223333`;
    expect(first.text.split('\n').at(-1)).toBe(
      `<${list.replace('&', '&amp;')}|Findings> · <${BOARD}|Board> · <${RUNBOOK}|Runbook>`,
    );
    expect(first.title_link).toBe(list);
    expect(first.fallback).toBe(first.title);
  });

  it('are told of again when some have got a device', async () => {
    const endsAt = new Date(Date.now() - 1000).toISOString();
    await alertmanager.post(users.slice(0, 12).map((user) => withoutMfa(user, { endsAt })));
    const { title, text } = await message(({ text }) => text.includes('Resolved'));
    expect(title).toMatch(/^\[488 firing\]/);
    expect(text).toContain('… and 478 more\n');
    expect(text).toContain(`Resolved: 12: ${users.slice(0, 10).join(', ')} and 2 more\n<`);
  });
});

it('cuts descriptions at 240 characters, however many bytes they have', async () => {
  const ofLength = (user: string, length: number) => `Der Benutzer ${user} `.padEnd(length, 'ü');
  const labels = { alertname: 'AwsIamUserWithoutMfa', account_name: 'prüfung', check: 'user-without-mfa' };
  const lengths = { a: 240, b: 241, c: 239, d: 500 };
  await alertmanager.post(
    Object.entries(lengths).map(([user, length]) => ({
      labels: { ...labels, severity: 'warning', user },
      annotations: { summary: 'Kein zweiter Faktor.', description: ofLength(user, length) },
    })),
  );
  const { text } = await message(({ title }) => title.startsWith('[4 firing] Kein zweiter Faktor.'));
  expect(text.split('\n').filter((line) => line.startsWith('• '))).toEqual([
    `• ${ofLength('a', 240)}`,
    `• ${ofLength('b', 240)}…`,
    `• ${ofLength('c', 239)}`,
    `• ${ofLength('d', 240)}…`,
  ]);
});

describe('one finding', () => {
  it('is told in full, as text', async () => {
    const what = 'Root of account a & b (222233334444) was used less than a day before the report was made. Ask <who>.';
    const next = ' Then look what was done.'.repeat(20);
    await alertmanager.post([
      {
        labels: {
          alertname: 'AwsIamRootUsed',
          account_id: '222233334444',
          account_name: 'a & b',
          user: '<root_account>',
          check: 'root-used',
          severity: 'critical',
        },
        annotations: { summary: 'Somebody used the root user of an account.', description: `${what}${next}` },
      },
    ]);
    const { title, title_link, text } = await message(({ channel }) => channel === '#security-on-call');
    const page = `${EXPORTER}/accounts/222233334444/users/%3Croot_account%3E`;
    expect(title).toBe('[1 firing] Somebody used the root user of an account. · a & b');
    expect(title_link).toBe(page);
    expect(text).toBe(
      `• <${page}|&lt;root_account&gt;>: ` +
        'Root of account a &amp; b (222233334444) was used less than a day before the report was made. Ask &lt;who&gt;.' +
        `${next}\n` +
        '<https://grafana.example.com/d/iam-credential-account?var-account=a%20%26%20b|Board>',
    );
  });

  it('that ended is told as resolved, with its user', async () => {
    const labels = { alertname: 'AwsIamPasswordUnused', account_name: 'sandbox', check: 'password-unused' };
    const annotations = { summary: 'A console password is unused.', description: 'The password of user grace.' };
    const alert = { labels: { ...labels, severity: 'warning', owner: 'platform', user: 'grace' }, annotations };
    await alertmanager.post([alert]);
    await message(({ channel }) => channel === '#platform');
    await alertmanager.post([{ ...alert, endsAt: new Date(Date.now() - 1000).toISOString() }]);
    const { title, text } = await message(({ title }) => title.startsWith('[resolved]'));
    expect(title).toBe('[resolved] A console password is unused. · sandbox · owner platform');
    expect(text).toMatch(/^Resolved: 1: grace\n<[^\n]+>$/);
  });
});

// From the target, or from the external labels of the Prometheus that evaluates.
it('names the cluster, if the alerts have one', async () => {
  const labels = { alertname: 'AwsIamExporterRestarting', severity: 'warning', job: 'iam-credential-exporter' };
  await alertmanager.post([{ labels: { ...labels, cluster: 'eu-1' }, annotations: { summary: 'It restarts.' } }]);
  const { title } = await message(({ title }) => title.includes('It restarts.'));
  expect(title).toBe('[1 firing] It restarts. · cluster eu-1');
});

describe('what is resolved', () => {
  const KEY = { alertname: 'AwsIamAccessKeyUnused', check: 'access-key-unused', account_name: 'sandbox' };

  it.each([
    {
      what: 'keys, and users that the metrics do not name',
      labels: [
        { ...KEY, scope: 'account' },
        { ...KEY, user: 'bob', key: '1' },
        { ...KEY, user: 'bob', key: '2' },
        { ...KEY, user: '<root_account>', key: '1' },
      ],
      named: ['&lt;root_account&gt; (key 1)', 'bob (key 1)', 'bob (key 2)', 'sandbox'],
    },
    {
      what: 'accounts',
      labels: ['production', 'staging'].map((account_name) => ({ alertname: 'AwsIamReportStale', account_name })),
      named: ['production', 'staging'],
    },
    {
      what: 'facts of accounts',
      labels: ['account-settings', 'a<b'].map((fact) => ({
        alertname: 'AwsIamFactFailing',
        account_name: 'production',
        fact,
      })),
      named: ['production (fact a&lt;b)', 'production (fact account-settings)'],
    },
    {
      what: 'exemptions',
      labels: ['break-glass', 'backup'].map((exemption) => ({ alertname: 'AwsIamExemptionExpiring', exemption })),
      named: ['backup', 'break-glass'],
    },
    {
      what: 'exporters',
      labels: ['east', 'west'].map((job) => ({ alertname: 'AwsIamConfigReloadFailed', job })),
      named: ['east', 'west'],
    },
    { what: 'nothing that has a name', labels: [{ alertname: 'AwsIamExporterDown', severity: 'critical' }], named: [] },
  ])('is named: $what', async ({ what, labels, named }) => {
    const summary = `To be resolved: ${what}.`;
    const alerts = labels.map((labels) => ({ labels: { severity: 'warning', ...labels }, annotations: { summary } }));
    await alertmanager.post(alerts);
    await message(({ title }) => title.startsWith(`[${labels.length} firing] ${summary}`));
    await alertmanager.post(alerts.map((alert) => ({ ...alert, endsAt: new Date(Date.now() - 1000).toISOString() })));
    const { text } = await message(({ title }) => title.startsWith(`[resolved] ${summary}`));
    const [, count, names] = /^Resolved: (\d+)(?:: (.*))?$/m.exec(text) ?? [];
    expect(count).toBe(String(labels.length));
    expect(names?.split(', ').sort() ?? []).toEqual(named);
  });
});

it('links findings of an organizational unit to the overview of that unit', async () => {
  const ou = 'ou-ab12-11111111';
  const summary = `Critical IAM findings below the organizational unit ${ou}: 3.`;
  await alertmanager.post([
    { labels: { alertname: 'AwsIamCriticalFindingsInUnit', severity: 'warning', ou }, annotations: { summary } },
  ]);
  const { title_link } = await message(({ title }) => title.includes(summary));
  expect(title_link).toBe(`https://grafana.example.com/d/iam-credential-overview?var-ou=${ou}`);
});

describe('300 accounts that fail at once', () => {
  it('are one message, with a link to the board of the exporter', async () => {
    await alertmanager.post(
      Array.from({ length: 300 }, (_, index) => ({
        labels: { alertname: 'AwsIamAccountFailing', severity: 'warning', account_name: `account-${index}` },
        annotations: {
          summary: 'The exporter cannot refresh the credential report of an account.',
          description: `The exporter cannot refresh the credential report of account account-${index}: credentials.`,
        },
      })),
    );
    const guard = ({ title }: SlackMessage) => title.includes('cannot refresh the credential report');
    const { channel, title, title_link, text } = await message(guard);
    expect(slack.messages.filter(guard)).toHaveLength(1);
    expect(channel).toBe('#security-alerts');
    expect(title).toBe('[300 firing] The exporter cannot refresh the credential report of an account.');
    expect(text).toMatch(
      /… and 290 more\n<https:\/\/grafana\.example\.com\/d\/iam-credential-exporter-health\|Board>$/,
    );
    expect(title_link).toBe('https://grafana.example.com/d/iam-credential-exporter-health');
  });
});
