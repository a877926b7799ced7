import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Severity } from '../../src/model/finding.ts';
import { CONSOLE_LINK, withConsole } from '../console-link.ts';
import type { Words } from '../in-words.ts';
import { ACCOUNT_LINK, BOARDS, CHECK_LINK, FINDING_LINK } from '../links.ts';
import { checkFindings, CHOSEN_ACCOUNTS, collapse, collapseInfo, ofChosenAccounts, only } from '../promql.ts';
import { FINDING, ranksOf, withSubject, worstFindings } from '../rank.ts';
import { severityOf } from '../thresholds.ts';
import { table } from './table.ts';
import { DAYS } from '../units.ts';

export interface FindingsTable {
  readonly title: string;
  readonly description: string;
  readonly severities: readonly Severity[];
  /** Which findings, besides those of the chosen accounts. */
  readonly matchers?: string;
  /** What it says without a finding; by default what the counts of the chosen accounts tell. */
  readonly inWords?: readonly Words[];
  readonly height: number;
}

const TITLES = collapseInfo('check', 'title', 'aws_iam_check_info');

/** Open findings, the worst first: what is wrong, whose it is, for how long against which limit, and what next. */
export function findingsTable(options: FindingsTable): Panel {
  const { title, description, severities, matchers, height } = options;
  const chosen = matchers === undefined ? CHOSEN_ACCOUNTS : `${CHOSEN_ACCOUNTS},${matchers}`;
  const worst = worstFindings(severities, chosen);
  const fill = (family: string) => withSubject(only(collapse(FINDING, `${family}{${chosen}}`), FINDING, worst));
  return table({
    title,
    description,
    queries: {
      A: withSubject(withBoard(withConsole(ofChosenAccounts(`${worst} * on (check) group_left (title) ${TITLES}`)))),
      B: fill('aws_iam_finding_age_days'),
      C: fill('aws_iam_finding_limit_days'),
    },
    columns: [
      { field: 'Value #A', title: 'Severity', width: 90, mappings: severityOf(ranksOf) },
      { field: 'title', title: 'Finding', links: [CHECK_LINK] },
      { field: 'account_name', title: 'Account', links: [ACCOUNT_LINK] },
      { field: 'owner', title: 'Owner' },
      { field: 'user', title: 'User', links: [FINDING_LINK, CONSOLE_LINK] },
      { field: 'key', title: 'Key', width: 60 },
      { field: 'Value #B', title: 'For', unit: DAYS, width: 110 },
      { field: 'Value #C', title: 'Limit', unit: DAYS, width: 110 },
      { field: 'check', title: 'Check', hidden: true },
      { field: 'console', title: 'Console', hidden: true },
      { field: 'board', title: 'Board', hidden: true },
    ],
    sort: { field: 'Value #A', descending: true },
    inWords: options.inWords ?? byCounts(severities),
    noData: 'no data: the exporter has read nothing',
    height,
  });
}

/** Adds the label `board`: whose finding it is, the user's or the account's, is also whose board says more. */
function withBoard(expr: string): string {
  const ofAccounts = `label_replace(${expr}, "board", "${BOARDS.account.uid}", "user", "")`;
  return `label_replace(${ofAccounts}, "board", "${BOARDS.user.uid}", "user", ".+")`;
}

function byCounts(severities: readonly Severity[]): Words[] {
  const open = `sum(${checkFindings(`status="open",severity=~"${severities.join('|')}"`)})`;
  return [
    { text: 'no open finding', where: `${open} == 0` },
    { text: 'open findings, but the metrics name no user: metrics.perUser is false', where: `${open} > 0` },
    { text: 'no check of this severity is enabled', where: `group(aws_iam_account_info{${CHOSEN_ACCOUNTS}})` },
  ];
}
