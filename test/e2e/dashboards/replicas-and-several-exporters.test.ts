/** What the boards make of several exporters, and of replicas of one that are not alike: the worst counts, as in the alerts. */
import type { PanelStory } from '../support/board-promtool.ts';
import { ofReplica, ONE, tell, TWO, type Stories } from '../support/board-stories.ts';

const DEFAULT = 'account_name="default",';
const REPORT = `${DEFAULT}fact="credential-report",`;
const up = (job: string, instance: string) => ofReplica('iam_credential_exporter_fact_up', job, instance, REPORT);
const errors = (job: string, instance: string) =>
  ofReplica('iam_credential_exporter_refresh_errors_total', job, instance, `${REPORT}reason="throttled",`);
const report = (name: string, id: string, job: string, instance: string) =>
  ofReplica(`aws_iam_credential_report_${name}`, job, instance, `account_id="${id}",${DEFAULT}`);
const account = (id: string, job: string, instance: string) =>
  ofReplica('aws_iam_account_info', job, instance, `account_id="${id}",${DEFAULT}partition="aws",source="aws",`);

/** Its report is as old at 90m as `since` is long ago; a new one is due every ten minutes. */
const reported = (id: string, job: string, instance: string, since: number) => ({
  [account(id, job, instance)]: '1x90',
  [report('generated_timestamp_seconds', id, job, instance)]: `${90 * 60 - since * 60}x90`,
  [report('refresh_interval_seconds', id, job, instance)]: '600x90',
});

const exempting = (job: string, instance: string, findings: number) => ({
  [ofReplica('aws_iam_exemption_expiry_timestamp_seconds', job, instance, 'exemption="accepted",')]: '86400x90',
  [ofReplica('aws_iam_exemption_findings', job, instance, 'exemption="accepted",')]: `${findings}x90`,
});

const BUILD = 'iam_credential_exporter_build_info';
const built = (job: string, instance: string) => ({ [ofReplica(BUILD, job, instance)]: '1x90' });

const tells = (board: PanelStory['board'], panel: string, series: PanelStory['series'], gives: number): PanelStory => ({
  board,
  panel,
  series,
  at: '90m',
  ask: (expr) => `max(${expr})`,
  gives: { '{}': gives },
});

/** Whether the report of the account that `reported` makes is fresh, and when it was generated. */
const fresh = (board: PanelStory['board'], series: PanelStory['series'], share: string): PanelStory => ({
  ...tells(board, 'Reports fresh', series, 0),
  ask: (expr) => `group by (share) (${expr})`,
  gives: { [`{share="${share}"}`]: 1 },
});
const oldest = (board: PanelStory['board'], series: PanelStory['series']) =>
  tells(board, 'Oldest report', series, 30 * 60_000);

const oneFails = { [up('a', 'a1')]: '1x90', [up('b', 'b1')]: '0x90' };
const oneNeverRead = {
  [errors('a', 'a1')]: '0x90',
  [errors('b', 'b1')]: '0x90',
  [account(ONE, 'a', 'a1')]: '1x90',
};
const oneOld = { ...reported(ONE, 'a', 'a1', 5), ...reported(TWO, 'b', 'b1', 60) };

/** Neither has a list of accounts, so that both call theirs `default`. */
const jobs: Stories = {
  'one fails: Overview': tells('overview', 'Accounts that fail', oneFails, 1),
  'one fails: Exporter health': tells('exporter-health', 'Accounts that fail', oneFails, 1),
  'one was never read': tells('overview', 'Accounts without a report', oneNeverRead, 1),
  'one report is old: Overview': oldest('overview', oneOld),
  'one report is old: Exporter health': oldest('exporter-health', oneOld),
  'one report is stale: Overview': fresh('overview', oneOld, '1 of 2'),
  'one report is stale: Exporter health': fresh('exporter-health', oneOld, '1 of 2'),
  'both have an exemption of that name': {
    board: 'overview',
    panel: 'Exemptions, the next to expire first',
    refId: 'D',
    series: { ...exempting('a', 'a1', 3), ...exempting('b', 'b1', 4) },
    at: '90m',
    gives: { '{exemption="accepted",job="a"}': 3, '{exemption="accepted",job="b"}': 4 },
  },
  'one skips rows': tells(
    'exporter-health',
    'Rows skipped',
    { [report('skipped_rows', ONE, 'a', 'a1')]: '2x90', [report('skipped_rows', TWO, 'b', 'b1')]: '3x90' },
    5,
  ),
  'a row for each in the table': {
    ...tells('exporter-health', 'Facts by account, failing ones first', {}, 0),
    series: {
      ...built('a', 'a1'),
      ...built('b', 'b1'),
      [errors('a', 'a1')]: '0x90',
      [errors('b', 'b1')]: '0x90',
      ...oneFails,
    },
    ask: (expr) => expr,
    gives: {
      '{account_name="default",fact="credential-report",job="a",exporter="a"}': 0,
      '{account_name="default",fact="credential-report",job="b",exporter="b"}': 1e6,
    },
  },
  'with the namespace, where there is one': {
    ...tells('exporter-health', 'Facts by account, failing ones first', {}, 0),
    series: {
      [errors('a', 'a1').replace('{', '{namespace="monitoring",')]: '0x90',
      [ofReplica(BUILD, 'a', 'a1', 'namespace="monitoring",')]: '1x90',
      ...built('b', 'b1'),
    },
    ask: (expr) => `count by (exporter) (${expr})`,
    gives: { '{exporter="monitoring/a"}': 1 },
  },
  'a line for each': {
    ...tells('exporter-health', 'Duration of the refreshes', {}, 0),
    series: {
      ...built('a', 'a1'),
      ...built('b', 'b1'),
      [ofReplica('iam_credential_exporter_refresh_duration_seconds', 'a', 'a1', REPORT)]: '3x90',
      [ofReplica('iam_credential_exporter_refresh_duration_seconds', 'b', 'b1', REPORT)]: '5x90',
    },
    ask: (expr) => expr,
    gives: {
      '{account_name="default",fact="credential-report",job="a",exporter="a"}': 3,
      '{account_name="default",fact="credential-report",job="b",exporter="b"}': 5,
    },
  },
};

const alone: Stories = {
  'and so its name is nowhere': {
    ...tells('exporter-health', 'Duration of the refreshes', {}, 0),
    series: {
      ...built('a', 'a1'),
      ...built('a', 'a2'),
      [ofReplica('iam_credential_exporter_refresh_duration_seconds', 'a', 'a1', REPORT)]: '3x90',
    },
    ask: (expr) => expr,
    gives: { '{account_name="default",fact="credential-report",job="a"}': 3 },
  },
};

const oneStuck = { [up('a', 'a1')]: '1x90', [up('a', 'a2')]: '0x90', [errors('a', 'a1')]: '0x90' };
const oneOutOfDate = { ...reported(ONE, 'a', 'a1', 5), ...reported(ONE, 'a', 'a2', 60) };
const inTable = (refId: string, series: PanelStory['series'], gives: number): PanelStory => ({
  ...tells(
    'exporter-health',
    'Facts by account, failing ones first',
    { ...built('a', 'a1'), [errors('a', 'a1')]: '0x90', ...series },
    gives,
  ),
  refId,
});
const says = (name: string, instance: string) => ofReplica(`iam_credential_exporter_${name}`, 'a', instance, REPORT);

const replicas: Stories = {
  'one fails: Overview': tells('overview', 'Accounts that fail', oneStuck, 1),
  'one fails: Exporter health': tells('exporter-health', 'Accounts that fail', oneStuck, 1),
  'one fails: the table': inTable('B', oneStuck, 0),
  'one has an old report: Overview': oldest('overview', oneOutOfDate),
  'one has an old report: Exporter health': oldest('exporter-health', oneOutOfDate),
  'one has a stale report: Overview': fresh('overview', oneOutOfDate, '0 of 1'),
  'one has a stale report: Exporter health': fresh('exporter-health', oneOutOfDate, '0 of 1'),
  'one has an old report: the table': inTable(
    'C',
    {
      [says('fact_timestamp_seconds', 'a1')]: '5100x90',
      [says('fact_timestamp_seconds', 'a2')]: '1800x90',
      [says('fact_refresh_interval_seconds', 'a1')]: '600x90',
      [says('fact_refresh_interval_seconds', 'a2')]: '600x90',
    },
    3600,
  ),
  'one succeeded long ago': inTable(
    'I',
    {
      [says('last_success_timestamp_seconds', 'a1')]: '5100x90',
      [says('last_success_timestamp_seconds', 'a2')]: '1800x90',
    },
    3600,
  ),
  'one is overdue': inTable(
    'E',
    {
      [says('next_refresh_timestamp_seconds', 'a1')]: '6000x90',
      [says('next_refresh_timestamp_seconds', 'a2')]: '4800x90',
    },
    -600,
  ),
  'a new one has not read what the other one has': tells(
    'overview',
    'Accounts without a report',
    { [errors('a', 'a1')]: '0x90', [errors('a', 'a2')]: '0x90', [account(ONE, 'a', 'a1')]: '1x90' },
    0,
  ),
};

const ofSettings = (name: string) =>
  ofReplica(`iam_credential_exporter_${name}`, 'a', 'a1', `${DEFAULT}fact="account-settings",`);
/** The report of the account is well, another fact of it is not. */
const settingsFail = {
  ...built('a', 'a1'),
  [up('a', 'a1')]: '1x90',
  [errors('a', 'a1')]: '0x90',
  [ofSettings('fact_up')]: '0x90',
  [ofSettings('refresh_errors_total').replace('job', 'reason="access_denied",job')]: '0x90',
  [account(ONE, 'a', 'a1')]: '1x90',
};

const facts: Stories = {
  'one of them fails, the account does not: Overview': tells('overview', 'Accounts that fail', settingsFail, 0),
  'one of them fails, the account does not: Exporter health': tells(
    'exporter-health',
    'Accounts that fail',
    settingsFail,
    0,
  ),
  'an account with several is one account': tells('overview', 'Accounts without a report', settingsFail, 0),
  'a row for each in the table': {
    ...tells('exporter-health', 'Facts by account, failing ones first', settingsFail, 0),
    ask: (expr) => expr,
    gives: {
      '{account_name="default",fact="credential-report",job="a"}': 0,
      '{account_name="default",fact="account-settings",job="a"}': 1e6,
    },
  },
  'whether the last refresh of each succeeded': {
    ...tells('exporter-health', 'Facts by account, failing ones first', settingsFail, 0),
    refId: 'B',
    ask: (expr) => `sum by (fact) (${expr})`,
    gives: { '{fact="credential-report"}': 1, '{fact="account-settings"}': 0 },
  },
};

const device = (id: string, user: string, job: string, instance: string) => ({
  [account(id, job, instance)]: '1x90',
  [ofReplica('aws_iam_user_info', job, instance, `account_id="${id}",user="${user}",kind="human",`)]: '1x90',
  [ofReplica('aws_iam_user_mfa_active', job, instance, `account_id="${id}",user="${user}",`)]: '0x90',
});
const mfaRead = (job: string, instance: string) =>
  ofReplica('iam_credential_exporter_fact_timestamp_seconds', job, instance, `${DEFAULT}fact="user-details.mfa",`);

const factsRead: Stories = {
  'by one of two exporters, which both call their account so': {
    ...tells('user', 'MFA device', {}, 0),
    choices: { account: ['default'], user: ['ana'] },
    series: { ...device(ONE, 'ana', 'a', 'a1'), ...device(TWO, 'ana', 'b', 'b1'), [mfaRead('a', 'a1')]: '60x90' },
    ask: (expr) => `group by (account_id, mfa_kind) (${expr})`,
    gives: { [`{account_id="${ONE}",mfa_kind="none"}`]: 1, [`{account_id="${TWO}",mfa_kind="not read"}`]: 1 },
  },
  'by one of two replicas': {
    ...tells('user', 'MFA device', {}, 0),
    choices: { account: ['default'], user: ['ana'] },
    series: { ...device(ONE, 'ana', 'a', 'a1'), ...device(ONE, 'ana', 'a', 'a2'), [mfaRead('a', 'a1')]: '60x90' },
    ask: (expr) => `group by (account_id, mfa_kind) (${expr})`,
    gives: { [`{account_id="${ONE}",mfa_kind="none"}`]: 1 },
  },
};

tell({
  'facts that were read': factsRead,
  'two exporters': jobs,
  'one exporter': alone,
  'two replicas': replicas,
  'several facts of one account': facts,
});
