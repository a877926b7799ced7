/** What single panels make of a state that no exporter of the other tests is in. */
import { info, keysOfAge, ofReplica, ONE, TWO, tell, type Stories } from '../support/board-stories.ts';

const mfa = (id: string) => `aws_iam_user_mfa_active{account_id="${id}",user="<root_account>"}`;
const credentials = (id: string) => `aws_iam_root_credentials_present{account_id="${id}"}`;
const ofRoot = (check: string, severity: string) =>
  `aws_iam_check_findings{account_id="${ONE}",account_name="one",check="${check}",severity="${severity}",status="open"}`;

/** Whether root has MFA, whether there is something to protect, and what the panel makes of it. */
const mfaOfRoot: Stories = Object.fromEntries(
  (
    [
      [0, 1, 0],
      [1, 1, 1],
      [0, 0, 2],
      [0, undefined, 3],
    ] as const
  ).map(([active, present, value]) => [
    `MFA is missing only where there is something to protect: ${value}`,
    {
      board: 'account' as const,
      panel: 'MFA of root',
      series: {
        [info(ONE, 'one')]: '1x9',
        [info(TWO, 'two')]: '1x9',
        [mfa(ONE)]: `${active}x9`,
        [mfa(TWO)]: '5x9',
        ...(present !== undefined && { [credentials(ONE)]: `${present}x9` }),
      },
      at: '9m',
      choices: { account_id: [ONE] },
      ask: (expr: string) => `sum by (account_name) (${expr})`,
      gives: { '{account_name="one"}': value },
    },
  ]),
);

const root: Stories = {
  ...mfaOfRoot,
  'each finding is as bad as its severity': {
    board: 'account',
    panel: 'Findings about root',
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

const failed = (values: string): Stories[string] => ({
  board: 'exporter-health',
  panel: 'Failed refreshes by reason',
  series: {
    [ofReplica('iam_credential_exporter_refresh_errors_total', 'exporter', 'a', 'reason="throttled",')]: values,
    [ofReplica('iam_credential_exporter_refresh_errors_total', 'exporter', 'a', 'reason="timeout",')]: '0x10',
  },
  // A bar of five minutes.
  at: '10m',
  gives: { '{reason="throttled"}': 1, '{reason="timeout"}': 0 },
});

const bars: Stories = {
  'a failure is one, wherever in the bar': failed('3x8 4x2'),
  'a failure just after the bar before is one too': failed('3x5 4x5'),
  'a failure in the bar before is none': {
    ...failed('3x3 4x7'),
    gives: { '{reason="throttled"}': 0, '{reason="timeout"}': 0 },
  },
  'a counter that began anew counts from 0': failed('3x6 1x4'),
  'a counter that is seen for the first time counts from there': failed('_x6 3x1 4x3'),
};

const ana = `aws_iam_user_info{account_id="${ONE}",user="ana",kind="machine"}`;
const report = (name: string) => `aws_iam_credential_report_${name}{account_id="${ONE}",account_name="one"}`;

const users: Stories = {
  // Prometheus sorts an answer by labels, the first one by its name first: `band` is in order.
  'keys by age, the oldest last': {
    board: 'access-keys',
    panel: 'Active keys by age',
    series: {
      [ana]: '1x9',
      [keysOfAge(0)]: '1x9',
      [keysOfAge(1)]: '2x9',
      [keysOfAge(5)]: '3x9',
      [keysOfAge(5, TWO, 'two')]: '4x9',
    },
    at: '9m',
    gives: {
      '{band="0",keys="age unknown"}': 1,
      '{band="1",keys="up to 90 days"}': 2,
      '{band="5",keys="more than 360 days"}': 7,
    },
  },
  'keys of an age now': {
    board: 'access-keys',
    panel: 'Active keys by age now',
    refId: 'F',
    series: { [keysOfAge(0)]: '1x9', [keysOfAge(5)]: '3x9', [keysOfAge(5, TWO, 'two')]: '4x9' },
    at: '9m',
    ask: (expr) => `sum by (keys) (${expr})`,
    gives: { '{keys="more than 360 days"}': 7 },
  },
  'no key of an age now': {
    board: 'access-keys',
    panel: 'Active keys by age now',
    refId: 'B',
    series: { [keysOfAge(0)]: '1x9' },
    at: '9m',
    gives: { '{keys="up to 90 days"}': 0 },
  },
  'the age of the report of the chosen account': {
    board: 'user',
    panel: 'Oldest report',
    choices: { account_id: [ONE], user: ['ana'] },
    series: {
      [ana]: '1x240',
      [info(ONE, 'one')]: '1x240',
      [info(TWO, 'two')]: '1x240',
      [report('generated_timestamp_seconds')]: '60x240',
      [report('generated_timestamp_seconds').replace(ONE, TWO).replace('one', 'two')]: '30x240',
    },
    at: '4h',
    gives: { '{}': 60_000 },
  },
};

tell({ root, 'the scrape': scrapes, bars, users });
