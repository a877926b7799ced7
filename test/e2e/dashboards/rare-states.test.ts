/** What single panels make of a state that no exporter of the other tests is in. */
import { info, ofReplica, ONE, TWO, THREE, FOUR, tell, type Stories } from '../support/board-stories.ts';

const mfa = (id: string) => `aws_iam_user_mfa_active{account_id="${id}",user="<root_account>"}`;
const credentials = (id: string) => `aws_iam_root_credentials_present{account_id="${id}"}`;
const ofRoot = (check: string, severity: string) =>
  `aws_iam_check_findings{account_id="${ONE}",account_name="one",check="${check}",severity="${severity}",status="open"}`;

const root: Stories = {
  'MFA is missing only where there is something to protect': {
    board: 'account',
    panel: 'MFA of root',
    choices: { account: ['one', 'two', 'three', 'four'] },
    series: {
      ...{ [info(ONE, 'one')]: '1x9', [mfa(ONE)]: '0x9', [credentials(ONE)]: '1x9' },
      ...{ [info(TWO, 'two')]: '1x9', [mfa(TWO)]: '1x9', [credentials(TWO)]: '1x9' },
      ...{ [info(THREE, 'three')]: '1x9', [mfa(THREE)]: '0x9', [credentials(THREE)]: '0x9' },
      ...{ [info(FOUR, 'four')]: '1x9', [mfa(FOUR)]: '0x9' },
    },
    at: '9m',
    ask: (expr) => `sum by (account_name) (${expr})`,
    gives: {
      '{account_name="one"}': 0,
      '{account_name="two"}': 1,
      '{account_name="three"}': 2,
      '{account_name="four"}': 3,
    },
  },
  'each finding is as bad as its severity': {
    board: 'account',
    panel: 'Findings about root',
    choices: { account: ['one'] },
    series: {
      [ofRoot('root-used', 'critical')]: '0x9',
      [ofRoot('root-access-key', 'critical')]: '2x9',
      [ofRoot('root-credentials-present', 'warning')]: '1x9',
      [ofRoot('root-without-mfa', 'info')]: '1x9',
    },
    at: '9m',
    gives: {
      '{check="root-used"}': 0,
      '{check="root-access-key"}': 3,
      '{check="root-credentials-present"}': 2,
      '{check="root-without-mfa"}': 1,
    },
  },
};

const BUILD = 'iam_credential_exporter_build_info';

const scrapes: Stories = {
  'a replica that was never reached': {
    board: 'exporter-health',
    panel: 'Scrape',
    series: {
      [ofReplica('up', 'exporter', 'a')]: '1x9',
      [ofReplica(BUILD, 'exporter', 'a')]: '1x9',
      [ofReplica('up', 'exporter', 'b')]: '0x9',
    },
    at: '9m',
    gives: { '{}': 0 },
  },
  'a target of something else': {
    board: 'exporter-health',
    panel: 'Scrape',
    series: {
      [ofReplica('up', 'exporter', 'a')]: '1x9',
      [ofReplica(BUILD, 'exporter', 'a')]: '1x9',
      [ofReplica('up', 'other', 'b')]: '0x9',
    },
    at: '9m',
    gives: { '{}': 1 },
  },
};

const ofKey = (family: string, key: string) =>
  `aws_iam_access_key_${family}{account_id="${ONE}",user="ana",key="${key}"}`;
const ofRoots = (family: string) => `aws_iam_access_key_${family}{account_id="${ONE}",user="<root_account>",key="1"}`;
const ana = `aws_iam_user_info{account_id="${ONE}",user="ana",kind="machine"}`;
const report = (name: string) => `aws_iam_credential_report_${name}{account_id="${ONE}",account_name="one"}`;

const users: Stories = {
  'an active key without a date is a key too': {
    board: 'access-keys',
    panel: 'Active keys by age',
    choices: { user: 'All' },
    series: {
      [ana]: '1x9',
      [ofKey('active', '1')]: '1x9',
      [ofKey('active', '2')]: '1x9',
      [ofKey('age_days', '2')]: '90x9',
      [ofRoots('active')]: '1x9',
      [ofRoots('age_days')]: '91x9',
    },
    at: '9m',
    gives: { '{band="age unknown"}': 1, '{band="up to 90 days"}': 1, '{band="91 to 180 days"}': 1 },
  },
  'a user without a key has none': {
    board: 'access-keys',
    panel: 'Active keys by age',
    choices: { user: 'All' },
    series: { [ana]: '1x9', [ofKey('active', '1')]: '0x9', [ofKey('age_days', '1')]: '900x9' },
    at: '9m',
    gives: { '{band="none"}': 0 },
  },
  'the age of the report that knows the user': {
    board: 'user',
    panel: 'Age of the report',
    choices: { user: ['ana'] },
    series: {
      [ana]: '1x240',
      [info(ONE, 'one')]: '1x240',
      [report('generated_timestamp_seconds')]: '0x240',
      [report('refresh_interval_seconds')]: '7200x240',
    },
    at: '4h',
    gives: { [`{account_id="${ONE}",account_name="one",owner="no owner"}`]: 2 },
  },
};

tell({ root, 'the scrape': scrapes, users });
