/** What the boards show of the accounts of board-world.ts: each stat's value, and the first row of each table. */
import type { BoardName } from '../../../grafana/links.ts';
import type { Choices } from '../../support/grafana/interpolate.ts';
import { ONE } from './board-stories.ts';
import { rowsOfEvents, statsOfEvents } from './board-values-of-events.ts';

/** A number, or the text of a label. */
export type Expected = Readonly<Record<string, number | string>>;

const OF_ONE: Choices = { account: ['one'], account_id: [ONE], user: ['ana'] };
const OF_ALL: Choices = {};
export const CHOICES: Readonly<Record<BoardName, Choices>> = {
  overview: OF_ALL,
  account: OF_ONE,
  user: OF_ONE,
  'access-keys': OF_ALL,
  activity: OF_ALL,
  'exporter-health': {},
};

/** The first line of each board about accounts. */
const STATUS = (fresh: string): Expected => ({
  Exporter: 0,
  'As of': 5_400_000,
  'Reports fresh': fresh,
  'Oldest report': 600_000,
});

export const stats: Readonly<Record<BoardName, Expected>> = {
  overview: {
    ...STATUS('0 of 2'),
    'Accounts without a report': 1,
    'Accounts that fail': 3,
    'Open: critical': 100_002,
    'Open: warning': 10_830,
    'Open: info': 5_001_200,
    Exempt: 6_220_112,
    Unknown: 7_330_030,
    'Change over the time range': '-5',
    'Console users with MFA': 0.5,
    // Of one whose age is known, 50 findings and 6 exempt ones.
    'Keys within the limit': -55,
    'Accounts with a clean root': 0,
  },
  account: {
    ...STATUS('0 of 1'),
    'Open: critical': 2,
    'Open: warning': 830,
    'Open: info': 1200,
    Exempt: 112,
    Unknown: 30,
    'Change over the time range': '-5',
    'Findings about root': 3,
    'MFA of root': 1,
    'MFA device of root': 'other',
    'Credentials of root': 7,
  },
  user: {
    ...STATUS('0 of 1'),
    'Open findings': 3,
    Kind: 'human',
    MFA: 22,
    'Password without MFA': 23,
    'Active access keys': 2,
    'Oldest active access key': 300,
    'Quarantined by AWS': 32,
    'MFA device': 'virtual',
    'Active service credentials': 33,
    'Owner of the user': 'operations',
  },
  'access-keys': {
    ...STATUS('0 of 2'),
    'Active keys': 2,
    'Oldest active key': 300,
    'Active, never used': 19,
    'Not rotated': 50,
    Unused: 10_080,
    'Two active keys': 5_001_200,
  },
  activity: { ...STATUS('0 of 2'), ...statsOfEvents },
  'exporter-health': {
    Scrape: 1,
    'As of': 5_400_000,
    'Reports fresh': '0 of 2',
    'Oldest report': 600_000,
    Version: '1.10',
    'Accounts that fail': 3,
    'Failed refreshes': 60,
    Configuration: 0,
    'Configuration loaded': 4_400_000,
    'Rows skipped': 134,
    'Clocks apart': 63,
    'Storage errors': 120,
    'Log lines dropped': 300,
  },
};

export interface Row {
  readonly board: BoardName;
  readonly panel: string;
  readonly choices?: Choices;
  readonly row: Expected;
}

const FINDING: Expected = {
  Severity: '2 warning',
  Finding: 'Unused',
  Account: 'one',
  Owner: 'payments',
  User: 'ana',
  Key: '1',
  For: 41,
  Limit: 42,
};
const KEY: Expected = {
  Key: '1',
  State: 1,
  Age: 300,
  'Age limit': 44,
  'Last used': 1_100_000,
  Idle: 28,
  'Idle limit': 42,
  'Used with': 's3, eu-west-1',
};

/** The first row of each table. */
export const rows: readonly Row[] = [
  { board: 'overview', panel: 'Critical and warning findings, the worst first', row: FINDING },
  {
    board: 'overview',
    panel: 'New and fixed over the time range',
    row: { Owner: 'payments', New: '+2', Fixed: '-1' },
  },
  {
    board: 'overview',
    panel: 'Checks, the most findings first',
    row: {
      Check: 'Two keys',
      Severity: 'info',
      Open: 5_001_200,
      Exempt: 6_000_013,
      Unknown: 7_000_014,
      Limit: 43,
      CIS: '1.13',
      'Security Hub': 'IAM.9',
    },
  },
  {
    board: 'overview',
    panel: 'Exemptions, the next to expire first',
    // Noon of the last day.
    row: { Exemption: 'accepted', Job: 'exporter', 'Last day': 221_400_000, 'Days left': 3, Findings: 91 },
  },
  {
    board: 'overview',
    panel: 'Accounts, the worst first',
    choices: { accounts: ['one'], account_id: [ONE] },
    row: {
      Account: 'one',
      'Account ID': ONE,
      Owner: 'payments',
      Critical: 2,
      Warning: 830,
      Info: 1200,
      Users: 61,
      'Report age': 4800,
      Report: 0,
    },
  },
  {
    board: 'overview',
    panel: 'Owners, the worst first',
    row: { Owner: 'payments', Critical: 100_002, Warning: 10_830, Info: 5_001_200 },
  },
  { board: 'account', panel: 'Open findings of the account, the worst first', row: FINDING },
  {
    board: 'account',
    panel: 'Users, the worst first',
    row: {
      User: 'ana',
      Kind: 'human',
      'Open findings': 3,
      MFA: 22,
      Password: 21,
      'Without MFA': 23,
      'Password age': 24,
      'Not used for': 25,
      'Active keys': 2,
      Created: 1_200_000,
    },
  },
  {
    board: 'account',
    panel: 'Password policy',
    row: {
      'Own policy': 35,
      'Minimum length': 36,
      'Expires after': 37,
      'Earlier ones refused': 38,
      Uppercase: 39,
      Lowercase: 40,
      Numbers: 41,
      Symbols: 42,
    },
  },
  { board: 'account', panel: 'Quotas, the fullest first', row: { Quota: 'Users', Used: 12, Limit: 48, Share: 0.25 } },
  {
    board: 'account',
    panel: 'Credential report',
    row: {
      Account: 'one',
      'Account ID': ONE,
      Owner: 'payments',
      Partition: 'aws-cn',
      Source: 'file',
      Generated: 600_000,
      Age: 4800,
      'Renewed every': 1200,
      Users: 61,
      'Rows skipped': 62,
    },
  },
  {
    board: 'user',
    panel: 'Choose a user of the account, the worst first',
    row: { User: 'ana', Kind: 'human', Critical: 0, Warning: 3, Info: 0 },
  },
  { board: 'user', panel: 'Open findings of the user, the worst first', row: FINDING },
  {
    board: 'user',
    panel: 'Password and MFA',
    row: {
      Password: 21,
      MFA: 22,
      Changed: 1_300_000,
      Age: 24,
      'Last used': 1_400_000,
      Idle: 27,
      'Idle limit': 6,
      'Has to change by': 1_500_000,
      'User created': 1_200_000,
    },
  },
  {
    board: 'user',
    panel: 'Access keys of the user',
    row: {
      Key: '1',
      State: 1,
      Created: 1_000_000,
      Age: 300,
      'Age limit': 44,
      'Last used': 1_100_000,
      Idle: 28,
      'Idle limit': 42,
      'Used with': 's3, eu-west-1',
    },
  },
  {
    board: 'user',
    panel: 'Service-specific credentials',
    row: {
      Service: 'bedrock.amazonaws.com',
      Slot: '1',
      State: 33,
      Created: 1_700_000,
      Age: 34,
      Expires: 1_800_000,
    },
  },
  {
    board: 'user',
    panel: 'Signing certificates',
    row: { Certificate: '1', State: 8, Created: 1_600_000, Age: 9 },
  },
  {
    board: 'access-keys',
    panel: 'Access keys, the oldest active one first',
    row: { User: 'ana', Account: 'one', Owner: 'payments', ...KEY },
  },
  ...rowsOfEvents,
  {
    board: 'exporter-health',
    panel: 'Facts by account, failing ones first',
    row: {
      Account: 'one',
      Owner: 'payments',
      Job: '', // There is only one.
      Fact: 'credential-report',
      'Last try': 0,
      Took: 81,
      Reason: 'throttled',
      Failures: 60,
      'Last success': 3400,
      'Fact is': 0,
      Age: 4500,
      'Next in': 600,
    },
  },
];
