/** The configuration changes while the exporter runs. */
import { expect, test } from '@jest/globals';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { reportCsv } from '../support/report-csv.ts';
import { type AwsExporter, ownValue, refreshErrors, roleAccount, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';

const [STAYS, LEAVES, COMES] = ['111111111111', '222222222222', '333333333333'] as const;
const BEFORE = { accounts: [roleAccount('stays', STAYS), roleAccount('leaves', LEAVES)] };
const AFTER = { accounts: [{ ...roleAccount('stays', STAYS), owner: 'payments' }, roleAccount('comes', COMES)] };
const BAD = 'refreshInterval: often\naccounts:\n  - { name: stays, owner: 7 }\n';
const PROBLEMS = [/config\.yml:1: refreshInterval: /, /config\.yml:3: accounts\[0\]\.owner: /].map((pattern) =>
  expect.stringMatching(pattern),
);

/** An exporter that has read both accounts of BEFORE. */
async function startBefore(args: readonly string[] = []): Promise<{ fake: FakeAws; exporter: AwsExporter }> {
  const fake = await startFakeWithReports();
  const exporter = await startAwsExporter(fake, BEFORE, { args });
  await exporter.untilValue('fact_up{account_name="stays",fact="credential-report"}', 1);
  await exporter.untilValue('fact_up{account_name="leaves",fact="credential-report"}', 1);
  return { fake, exporter };
}

function startFakeWithReports(): Promise<FakeAws> {
  return startFake({
    accounts: [STAYS, LEAVES, COMES].map((accountId) => ({
      accountId,
      csv: reportCsv(accountId, ['somebody']),
      generatedTime: Date.now(),
    })),
  });
}

/** Waits until the page shows the users of these accounts and no others. */
function untilAccounts(exporter: AwsExporter, expected: readonly string[]): Promise<string> {
  return exporter.process.until(`the users of ${expected.join()}`, async () => {
    const page = await exporter.page();
    const shown = page.matchAll(/^aws_iam_user_info\{account_id="(\d+)",user="somebody"/gm);
    return [...shown].map(([, id]) => id).join() === expected.join() ? page : undefined;
  });
}

function hangUp(exporter: AwsExporter): void {
  process.kill(exporter.process.pid, 'SIGHUP');
}

test('SIGHUP adds and removes accounts at once, and leaves the others alone', async () => {
  const { fake, exporter } = await startBefore();

  await exporter.configure(AFTER);
  hangUp(exporter);
  const page = await untilAccounts(exporter, [STAYS, COMES]);

  expect(page).not.toContain('account_name="leaves"');
  expect(page).toMatch(/^aws_iam_account_info\{account_id="111111111111",.*,owner="payments"\} 1$/m);
  expect(ownValue(page, 'config_last_reload_successful')).toBe(1);
  expect(fake.requests.filter(({ accountId }) => accountId === STAYS).map(({ operation }) => operation)).toEqual([
    'AssumeRole',
    'GetCredentialReport',
  ]);
  expect(exporter.logs()).toContainEqual(expect.objectContaining({ msg: 'configuration loaded', accounts: 2 }));
});

test('SIGHUP with a bad file keeps what runs, and tells every problem', async () => {
  const { exporter } = await startBefore();
  const loadedAt = ownValue(await exporter.page(), 'config_last_reload_success_timestamp_seconds');

  await exporter.configure(BAD);
  hangUp(exporter);
  const refused = await exporter.untilValue('config_last_reload_successful', 0);

  expect(ownValue(refused, 'config_last_reload_success_timestamp_seconds')).toBe(loadedAt);
  expect(ownValue(refused, 'fact_up{account_name="leaves",fact="credential-report"}')).toBe(1);
  await untilAccounts(exporter, [STAYS, LEAVES]);
  const complaint = exporter.logs().find(({ level }) => level === 'error');
  expect(complaint?.problems).toEqual(PROBLEMS);
});

test('after a reload with perUser off no user is named any more', async () => {
  const fake = await startFakeWithReports();
  const config = { accounts: [roleAccount('stays', STAYS)] };
  const exporter = await startAwsExporter(fake, config);
  await untilAccounts(exporter, [STAYS]);

  await exporter.configure({ ...config, metrics: { perUser: false } });
  hangUp(exporter);
  const page = await exporter.process.until('a page without users', async () => {
    const current = await exporter.page();
    return current.includes('somebody') ? undefined : current;
  });

  expect(page).toContain(`account_id="${STAYS}"`);
  expect(page).toContain('user="<root_account>"');
});

test('after a reload the new policy holds, and new exclusions do', async () => {
  const fake = await startFakeWithReports();
  const config = {
    accounts: [roleAccount('stays', STAYS)],
    policy: { checks: { 'user-created': { enabled: true, withinDays: 3650 } } },
  };
  const exporter = await startAwsExporter(fake, config);
  const before = await untilAccounts(exporter, [STAYS]);

  await exporter.configure({
    ...config,
    metrics: { exclude: ['aws_iam_user_mfa_.*'] },
    exemptions: [{ name: 'new', checks: ['user-created'], reason: 'a test', expires: '9999-12-31' }],
  });
  hangUp(exporter);
  const page = await exporter.metrics(/^aws_iam_exemption_findings\{exemption="new"\} [1-9]/m);

  const FOUND = /^aws_iam_finding\{.*check="user-created"/m;
  expect([before, page].map((text) => FOUND.test(text))).toEqual([true, false]);
  expect([before, page].map((text) => text.includes('aws_iam_user_mfa_active{'))).toEqual([true, false]);
});

test('POST /-/reload does the same where it is switched on', async () => {
  const { exporter } = await startBefore(['--web.enable-lifecycle']);
  const post = () => fetch(`${exporter.url}/-/reload`, { method: 'POST' });

  await exporter.configure(BAD);
  const refused = await post();
  expect(refused.status).toBe(500);
  expect((await refused.text()).trim().split('\n').slice(1)).toEqual(PROBLEMS);
  await exporter.untilValue('config_last_reload_successful', 0);

  await exporter.configure(AFTER);
  const accepted = await post();
  expect(accepted.status).toBe(200);
  const page = await untilAccounts(exporter, [STAYS, COMES]);
  expect(ownValue(page, 'config_last_reload_successful')).toBe(1);
});

test('POST /-/reload is refused where it is not switched on', async () => {
  const { exporter } = await startBefore();
  await exporter.configure(AFTER);

  const { status } = await fetch(`${exporter.url}/-/reload`, { method: 'POST' });

  expect(status).toBe(403);
  expect(exporter.logs().map(({ msg }) => msg)).not.toContain('configuration loaded');
});

test('of two entries that are one account the first is read, and the second once the first is gone', async () => {
  const fake = await startFakeWithReports();
  const twin = roleAccount('twin', STAYS);
  const exporter = await startAwsExporter(fake, { accounts: [{ name: 'own' }, twin] });

  await exporter.untilValue('fact_up{account_name="own",fact="credential-report"}', 1);
  const page = await exporter.untilValue('fact_up{account_name="twin",fact="credential-report"}', 0);
  expect(refreshErrors(page, 'twin')).toEqual({ duplicate_account: 1 });
  await untilAccounts(exporter, [STAYS]);
  expect(await exporter.page()).toMatch(/^aws_iam_account_info\{account_id="111111111111",account_name="own",/m);

  await exporter.configure({ accounts: [twin] });
  hangUp(exporter);
  await exporter.untilValue('fact_up{account_name="twin",fact="credential-report"}', 1);
  await exporter.metrics(/^aws_iam_account_info\{account_id="111111111111",account_name="twin",/m);
});
