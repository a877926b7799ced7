/** What tables say where they have nothing to list, where their rows lead, and which values have a row. */
import { counted, factRead, found, info, ONE, tell, type Stories } from '../support/board-stories.ts';

/** What stands in a column of labels, and how often. */
const labels = (name: string) => (expr: string) => `count by (${name}) (${expr})`;
const CHECK = 'aws_iam_check_info{check="access-key-unused",title="Unused",severity="warning"}';

const words: Stories = {
  'findings that are counted and not named': {
    board: 'overview',
    panel: 'Critical and warning findings, the worst first',
    series: { [info(ONE, 'one')]: '1x9', [counted(ONE, 'one')]: '3x9', [CHECK]: '1x9' },
    at: '9m',
    ask: labels('nothing_to_list'),
    gives: { '{nothing_to_list="open findings, but the metrics name no user: metrics.perUser is false"}': 1 },
  },
  'findings that are named': {
    board: 'overview',
    panel: 'Critical and warning findings, the worst first',
    series: { [info(ONE, 'one')]: '1x9', [counted(ONE, 'one')]: '3x9', [found(ONE, 'one')]: '1x9', [CHECK]: '1x9' },
    at: '9m',
    ask: labels('nothing_to_list'),
    gives: { '{}': 1 },
  },
  'no check that would find them': {
    board: 'overview',
    panel: 'Critical and warning findings, the worst first',
    series: { [info(ONE, 'one')]: '1x9', [CHECK]: '1x9' },
    at: '9m',
    ask: labels('nothing_to_list'),
    gives: { '{nothing_to_list="no check of this severity is enabled"}': 1 },
  },
  'root alone, which has no key': {
    board: 'access-keys',
    panel: 'Access keys, the oldest active one first',
    series: { [`aws_iam_user_info{account_id="${ONE}",user="<root_account>",kind="root"}`]: '1x9' },
    at: '9m',
    ask: labels('nothing_to_list'),
    gives: { '{nothing_to_list="no access key of root, and the metrics name no other chosen user"}': 1 },
  },
};

const SETTINGS_NOT_READ = 'not read: the fact account-settings is off, or the exporter could not read it';
const CREDENTIALS_NOT_READ = SETTINGS_NOT_READ.replace('account-settings', 'user-details.serviceCredentials');
const ANA = `aws_iam_user_info{account_id="${ONE}",user="ana",kind="human"}`;
const says = (board: 'account' | 'user', panel: string, series: Stories[string]['series'], text?: string) => ({
  board,
  panel,
  choices: { user: ['ana'] },
  series: { [info(ONE, 'one')]: '1x9', ...series },
  at: '9m',
  ask: labels('nothing_to_list'),
  gives: { [text === undefined ? '{}' : `{nothing_to_list="${text}"}`]: 1 },
});
const policy = `aws_iam_password_policy_present{account_id="${ONE}"}`;

const furtherFacts: Stories = {
  'a password policy that was not read': says('account', 'Password policy', {}, SETTINGS_NOT_READ),
  'a password policy that there is none of is a row': says('account', 'Password policy', { [policy]: '0x9' }),
  'quotas that were not read': says('account', 'Quotas, the fullest first', {}, SETTINGS_NOT_READ),
  'credentials that were not read': says(
    'user',
    'Service-specific credentials',
    { [ANA]: '1x9' },
    CREDENTIALS_NOT_READ,
  ),
  'credentials that there are none of': says(
    'user',
    'Service-specific credentials',
    { [ANA]: '1x9', [factRead('one', 'user-details.serviceCredentials')]: '100x9' },
    'no service-specific credential',
  ),
};

const consoleOf = (id: string, partition: string, user: string, console: string): Stories[string] => ({
  board: 'overview',
  panel: 'Critical and warning findings, the worst first',
  series: { [info(id, 'one', '', 'a', partition)]: '1x9', [found(id, 'one', '', 'a', user)]: '1x9', [CHECK]: '1x9' },
  at: '9m',
  ask: labels('console'),
  gives: { [`{console="${console}"}`]: 1 },
});
const EUSC = 'https://eusc-de-east-1.console.amazonaws-eusc.eu/iam/home?region=eusc-de-east-1#/';
const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html';

const consoles: Stories = {
  'the European Sovereign Cloud has one': consoleOf(
    ONE,
    'aws-eusc',
    'ana',
    `${EUSC}users/details/ana?section=security_credentials`,
  ),
  'for root too': consoleOf(ONE, 'aws-eusc', '<root_account>', `${EUSC}security_credentials`),
  'where nobody knows one, the link still leads out of Grafana': consoleOf(ONE, 'aws-iso', 'ana', GUIDE),
  'and so for root': consoleOf(ONE, 'aws-iso', '<root_account>', GUIDE),
};

/** A finding about the account as a whole, beside one about a user. */
const ofAccount = found(ONE, 'one', '', 'a', '').replace('key="1"', 'key=""');
const runbooks: Stories = {
  'is that of the alert, and of a finding without one the list': {
    ...consoleOf(ONE, 'aws', 'ana', ''),
    board: 'account',
    panel: 'Open findings of the account, the worst first',
    series: {
      [info(ONE, 'one')]: '1x9',
      [found(ONE, 'one')]: '1x9',
      [CHECK]: '1x9',
      [found(ONE, 'one').replace('access-key-unused', 'inactive-access-key')]: '1x9',
      [CHECK.replace('access-key-unused', 'inactive-access-key')]: '1x9',
    },
    ask: labels('check, runbook'),
    gives: {
      '{check="access-key-unused",runbook="AwsIamAccessKeyUnused"}': 1,
      '{check="inactive-access-key",runbook="README"}': 1,
    },
  },
};
const accountFindings: Stories = {
  'is named, and so is a user': {
    ...consoleOf(ONE, 'aws', 'ana', ''),
    series: { [info(ONE, 'one')]: '1x9', [ofAccount]: '1x9', [found(ONE, 'one')]: '1x9', [CHECK]: '1x9' },
    ask: labels('user, key, board'),
    gives: {
      '{user="the account",key="–",board="iam-credential-account"}': 1,
      '{user="ana",key="1",board="iam-credential-user"}': 1,
    },
  },
  'has the settings of the account as its console': {
    ...consoleOf(
      ONE,
      'aws',
      '',
      'https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/account_settings',
    ),
    series: { [info(ONE, 'one')]: '1x9', [ofAccount]: '1x9', [CHECK]: '1x9' },
  },
  'is no user in the list of users': {
    board: 'account',
    panel: 'Users, the worst first',
    choices: { limit: ['1'] },
    series: { [info(ONE, 'one')]: '1x9', [ofAccount]: '1x9', [ANA]: '1x9' },
    at: '9m',
    ask: labels('user'),
    gives: { '{user="ana"}': 1 },
  },
};

const limits: Stories = {
  'only of the checks that are listed': {
    board: 'overview',
    panel: 'Checks, the most findings first',
    refId: 'D',
    series: {
      [counted(ONE, 'one')]: '3x9',
      'aws_iam_check_threshold_days{check="access-key-unused"}': '45x9',
      'aws_iam_check_threshold_days{check="password-not-changed"}': '90x9',
    },
    at: '9m',
    gives: { '{check="access-key-unused",severity="warning"}': 45 },
  },
};

/** Grafana 9.4 makes no frame of an answer without rows, and then calls the values of the only one otherwise. */
const withoutAge = (refId: string, label: string, gives: Stories[string]['gives']): Stories[string] => ({
  board: 'overview',
  panel: 'Critical and warning findings, the worst first',
  refId,
  series: { [info(ONE, 'one')]: '1x9', [found(ONE, 'one')]: '1x9', [CHECK]: '1x9' },
  at: '9m',
  ask: labels(label),
  gives,
});

tell({
  'a row for a finding without': {
    'an age': withoutAge('A', 'user', { '{user="ana"}': 1 }),
    // It is no row of A, so that the table leaves it out.
    'a limit': withoutAge('B', 'check', { '{check="none"}': 1 }),
  },
  'nothing to list': words,
  'further facts': furtherFacts,
  'the console': consoles,
  'the runbook': runbooks,
  'a finding about an account': accountFindings,
  limits,
});
