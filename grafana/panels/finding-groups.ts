/** Open findings counted by account, by owner and by check: who is worst, and what is. */
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { SEVERITIES } from '../../src/model/finding.ts';
import { ACCOUNT_LINK, CHECK_LINK, OWNER_LINK } from '../links.ts';
import {
  accounts,
  checkFindings,
  CHOSEN_IDS,
  collapse,
  findingsByAccount,
  named,
  ofChecks,
  ofChosenAccounts,
  READ,
} from '../promql.ts';
import { weighed } from '../rank.ts';
import { none, severityColours, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { DAYS, LONG_TIME } from '../units.ts';
import { lastScraped, now } from '../when.ts';
import { OWNER_COLUMN } from './credential-columns.ts';
import { REPORT_AGE, REPORT_FRESH } from './report-age.ts';
import { fillAll, type Rows, top } from './rows.ts';
import { type Column, table } from './table.ts';

export const NO_DATA = 'no data: none of these accounts has a report yet';

/** Rows of accounts or owners. One where no check is enabled is a row too. */
function worst(identity: string, labels: string): Rows {
  const all = `sum by (${labels}) (0 * ${named(accounts('account_name, owner'), 'owner', 'no owner')})`;
  const rank = `sum by (${labels}) (${ofChosenAccounts(weighed('account_id', checkFindings('open')))})`;
  return { identity, all, rank: `${rank} or ${all}` };
}

const by = (label: string) => (ofAccounts: string) => `sum by (${label}) (${ofChosenAccounts(ofAccounts)})`;

/** Queries B, C and D: how many of each severity. @param byRow sums up what is told by account. */
export function counts(rows: Rows, byRow: (ofAccounts: string) => string): Record<string, string> {
  const queries = SEVERITIES.map((severity, index) => [
    'BCD'.charAt(index),
    fillAll(rows, byRow(findingsByAccount('open', `severity="${severity}"`))),
  ]);
  return Object.fromEntries(queries) as Record<string, string>;
}

export const COUNT_COLUMNS: readonly Column[] = SEVERITIES.map((severity, index) => ({
  field: `Value #${'BCD'.charAt(index)}`,
  title: severity.charAt(0).toUpperCase() + severity.slice(1),
  width: 85,
  empty: 'no check',
  mappings: [ZERO_IS_NONE],
  thresholds: none(severity),
}));

export const RANK: Column = { field: 'Value #A', title: 'Rank', hidden: true };

export const accountRows = worst('account_id', 'account_id, account_name, owner');

export function accountsTable(width: number, height: number): Panel {
  const users = collapse('account_id', now('aws_iam_credential_report_users', CHOSEN_IDS));
  return table({
    title: 'Accounts, the worst first (${shown_accounts})',
    description:
      'Open findings by account, with the number of users and the age of the report: a stale one is older than two refresh intervals. The variable Rows says how many accounts are shown.',
    queries: {
      A: top(accountRows),
      ...counts(accountRows, by('account_id')),
      E: fillAll(accountRows, users),
      F: fillAll(accountRows, REPORT_AGE),
      G: fillAll(accountRows, REPORT_FRESH),
    },
    onlyRowsOfA: true,
    columns: [
      { field: 'account_name', title: 'Account', minWidth: 190, links: [ACCOUNT_LINK], filterable: true },
      { field: 'account_id', title: 'Account ID', width: 115 },
      OWNER_COLUMN,
      ...COUNT_COLUMNS,
      { field: 'Value #E', title: 'Users', width: 70 },
      { field: 'Value #F', title: 'Report age', width: 150, unit: LONG_TIME, decimals: 1 },
      {
        field: 'Value #G',
        title: 'Report',
        width: 75,
        mappings: [zeroOrOne(['stale', 'warning'], ['fresh', 'ok'])],
      },
      RANK,
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'account_name' }],
    noData: NO_DATA,
    width,
    height,
  });
}

export function ownersTable(width: number, height: number): Panel {
  const rows = worst('owner', 'owner');
  // The variable Owner cannot choose "no owner": that row leads to all of them.
  const chosen = `label_replace(${top(rows)}, "chosen_owner", "$1", "owner", "(.+)")`;
  return table({
    title: 'Owners, the worst first',
    description:
      'Open findings by the owner that the configuration names for an account. To see the accounts without an owner, filter the column Owner of the table of accounts.',
    queries: {
      A: `label_replace(${chosen}, "chosen_owner", "$$__all", "owner", "no owner")`,
      ...counts(rows, by('owner')),
    },
    onlyRowsOfA: true,
    columns: [
      { field: 'owner', title: 'Owner', minWidth: 120, links: [OWNER_LINK] },
      ...COUNT_COLUMNS,
      RANK,
      { field: 'chosen_owner', title: 'Chosen owner', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'owner' }],
    noData: NO_DATA,
    width,
    height,
  });
}

export function checksTable(width: number, height: number): Panel {
  const infos = named(named(ofChecks('title, cis, securityhub'), 'cis', '–'), 'securityhub', '–');
  const count = (status: 'open' | 'exempt' | 'unknown') => `sum by (check, severity) (${checkFindings(status)})`;
  const rows: Rows = { identity: 'check, severity', all: count('open') };
  const limits = collapse('check', lastScraped('aws_iam_check_threshold_days'));
  return table({
    title: 'Checks, the most findings first',
    description:
      'Every enabled check with its open and exempt findings, its unknown results, its limit, and its numbers in the CIS AWS Foundations Benchmark and in AWS Security Hub.',
    queries: {
      A: `${top(rows)} * on (check) group_left (title, cis, securityhub) ${infos}`,
      B: count('exempt'),
      C: count('unknown'),
      D: fillAll(rows, `${rows.all} * 0 + on (check) group_left () ${limits}`),
    },
    onlyRowsOfA: true,
    columns: [
      { field: 'title', title: 'Check', minWidth: 300, links: [CHECK_LINK] },
      { field: 'severity', title: 'Severity', width: 85, mappings: [severityColours()] },
      { field: 'Value #A', title: 'Open', width: 80, mappings: [ZERO_IS_NONE], thresholds: none('neutral') },
      { field: 'Value #B', title: 'Exempt', width: 80 },
      { field: 'Value #C', title: 'Unknown', width: 90, mappings: [ZERO_IS_NONE], thresholds: none('warning') },
      { field: 'Value #D', title: 'Limit', width: 95, unit: DAYS, empty: 'no limit' },
      { field: 'cis', title: 'CIS', width: 105 },
      { field: 'securityhub', title: 'Security Hub', width: 120 },
      { field: 'check', title: 'ID', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'title' }],
    inWords: [{ text: 'no check is enabled', where: READ }],
    noData: NO_DATA,
    width,
    height,
  });
}
