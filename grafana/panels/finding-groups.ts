/** Open findings counted by account, by owner and by check: who is worst, and what is. */
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { SEVERITIES } from '../../src/model/finding.ts';
import { ACCOUNT_LINK, CHECK_LINK, OWNER_LINK } from '../links.ts';
import { checkFindings, collapse, collapseInfo, findingsByAccount, named, ofChosenAccounts, only } from '../promql.ts';
import { none, REPORT_AGE, SEVERITY_COLOURS, ZERO_IS_NONE } from '../thresholds.ts';
import { REPORT_AGE_INTERVALS } from './report-age.ts';
import { type Column, table } from './table.ts';
import { DAYS, INTERVALS } from '../units.ts';

const NO_DATA = 'no data: none of these accounts has a report yet';

/** One critical finding outweighs any number of warnings, and one warning any number of infos. */
const WEIGHTS = { critical: 1e10, warning: 1e5, info: 1 } as const;

function worst(labels: string): string {
  const weighed = SEVERITIES.map(
    (severity) => `${checkFindings(`status="open",severity="${severity}"`)} * ${WEIGHTS[severity]}`,
  );
  const ofAccounts = `sum by (account_id) (${weighed.join(' or ')})`;
  return `topk($limit, sum by (${labels}) (${ofChosenAccounts(ofAccounts)}))`;
}

/** Queries B, C and D: how many of each severity. `identity` are the labels that make a row. */
function counts(labels: string, identity: string): Record<string, string> {
  const queries = SEVERITIES.map((severity, index) => {
    const open = ofChosenAccounts(findingsByAccount(`status="open",severity="${severity}"`));
    return ['BCD'.charAt(index), only(`sum by (${labels}) (${open})`, identity, worst(labels))];
  });
  return Object.fromEntries(queries) as Record<string, string>;
}

const COUNT_COLUMNS: readonly Column[] = SEVERITIES.map((severity, index) => ({
  field: `Value #${'BCD'.charAt(index)}`,
  title: severity.charAt(0).toUpperCase() + severity.slice(1),
  width: 90,
  empty: 'no check',
  mappings: [ZERO_IS_NONE],
  thresholds: none(severity),
}));

const RANK: Column = { field: 'Value #A', title: 'Rank', hidden: true };

export function accountsTable(width: number, height: number): Panel {
  const labels = 'account_id, account_name, owner';
  const rows = worst(labels);
  const users = ofChosenAccounts(collapse('account_id', 'aws_iam_credential_report_users{account_name=~"$account"}'));
  const fill = (expr: string) => only(expr, 'account_id', rows);
  return table({
    title: 'Accounts, the worst first',
    description:
      'Open findings by account, with the number of users and the age of the report in refresh intervals (from 2 on the report is stale). The variable Rows says how many accounts are shown.',
    queries: {
      A: rows,
      ...counts(labels, 'account_id'),
      E: fill(users),
      F: fill(ofChosenAccounts(REPORT_AGE_INTERVALS)),
    },
    columns: [
      { field: 'account_name', title: 'Account', links: [ACCOUNT_LINK] },
      { field: 'account_id', title: 'Account ID', width: 130 },
      { field: 'owner', title: 'Owner' },
      ...COUNT_COLUMNS,
      { field: 'Value #E', title: 'Users', width: 80 },
      { field: 'Value #F', title: 'Report age', width: 130, unit: INTERVALS, decimals: 1, thresholds: REPORT_AGE },
      RANK,
    ],
    sort: { field: 'Value #A', descending: true },
    noData: NO_DATA,
    width,
    height,
  });
}

export function ownersTable(width: number, height: number): Panel {
  // The variable Owner cannot choose "no owner": that row leads to all of them.
  const chosen = `label_replace(${worst('owner')}, "chosen_owner", "$1", "owner", "(.+)")`;
  return table({
    title: 'Owners, the worst first',
    description:
      'Open findings by the owner that the configuration names for an account. To see the accounts without an owner, filter the column Owner of the table beside this one.',
    queries: {
      A: `label_replace(${chosen}, "chosen_owner", "$$__all", "owner", "no owner")`,
      ...counts('owner', 'owner'),
    },
    columns: [
      { field: 'owner', title: 'Owner', links: [OWNER_LINK] },
      ...COUNT_COLUMNS,
      RANK,
      { field: 'chosen_owner', title: 'Chosen owner', hidden: true },
    ],
    sort: { field: 'Value #A', descending: true },
    noData: NO_DATA,
    width,
    height,
  });
}

export function checksTable(width: number, height: number): Panel {
  const infos = named(
    named(collapseInfo('check', 'title, cis, securityhub', 'aws_iam_check_info'), 'cis', '–'),
    'securityhub',
    '–',
  );
  const count = (status: string) => `sum by (check, severity) (${checkFindings(`status="${status}"`)})`;
  const open = `topk($limit, ${count('open')})`;
  return table({
    title: 'Checks, the most findings first',
    description:
      'Every enabled check with its open and exempt findings, its unknown results, its limit, and its numbers in the CIS AWS Foundations Benchmark and in AWS Security Hub.',
    queries: {
      A: `${open} * on (check) group_left (title, cis, securityhub) ${infos}`,
      B: only(count('exempt'), 'check, severity', open),
      C: only(count('unknown'), 'check, severity', open),
      D: only(collapse('check', 'aws_iam_check_threshold_days'), 'check', open),
    },
    columns: [
      { field: 'title', title: 'Check', links: [CHECK_LINK] },
      { field: 'severity', title: 'Severity', width: 90, mappings: [SEVERITY_COLOURS] },
      { field: 'Value #A', title: 'Open', width: 80, mappings: [ZERO_IS_NONE], thresholds: none('neutral') },
      { field: 'Value #B', title: 'Exempt', width: 80 },
      { field: 'Value #C', title: 'Unknown', width: 120, mappings: [ZERO_IS_NONE], thresholds: none('warning') },
      { field: 'Value #D', title: 'Limit', width: 100, unit: DAYS, empty: 'no limit' },
      { field: 'cis', title: 'CIS', width: 80 },
      { field: 'securityhub', title: 'Security Hub', width: 110 },
      { field: 'check', title: 'ID', hidden: true },
    ],
    sort: { field: 'Value #A', descending: true },
    noData: NO_DATA,
    width,
    height,
  });
}
