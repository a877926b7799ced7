import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { alertedChecks } from '../../alerts/finding-alerts.ts';
import { alertName } from '../../alerts/rule.ts';
import type { Check } from '../../src/checks/check.ts';
import type { Severity } from '../../src/model/finding.ts';
import { CONSOLE_LINK, withConsole } from '../console-link.ts';
import type { Words } from '../in-words.ts';
import { ACCOUNT_LINK, CHECK_LINK, FINDING_LINK, RUNBOOK_LINK, withBoard } from '../links.ts';
import { anyCheckFindings, ofChecks, ofChosenAccounts, READ } from '../promql.ts';
import { severityIn, severityInOrder, withSeverityInOrder, withSubject, worstFindings } from '../rank.ts';
import { inWords, NEUTRAL, severityColours } from '../thresholds.ts';
import { DAYS } from '../units.ts';
import { OWNER_COLUMN } from './credential-columns.ts';
import { orNoRow } from './rows.ts';
import { table } from './table.ts';

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

/** Open findings, the worst first: what is wrong, whose it is, for how long against which limit, and what next. */
export function findingsTable(options: FindingsTable): Panel {
  const { title, description, severities, matchers, height } = options;
  const worst = worstFindings(severities, matchers);
  const titled = `(${worst.ages}) * on (check) group_left (title) ${ofChecks('title')}`;
  const row = (expr: string) => withSeverityInOrder(severities, withSubject(expr));
  return table({
    title,
    description,
    queries: {
      A: row(withRunbook(withBoard(withConsole(ofChosenAccounts(titled))))),
      B: orNoRow('check', row(`(${worst.limits})`)),
    },
    onlyRowsOfA: true,
    columns: [
      { field: 'severity', title: 'Severity', width: 85, mappings: [severityColours(severityInOrder)] },
      { field: 'title', title: 'Finding', minWidth: 280, links: [CHECK_LINK, RUNBOOK_LINK], filterable: true },
      { field: 'account_name', title: 'Account', width: 190, links: [ACCOUNT_LINK], filterable: true },
      { ...OWNER_COLUMN, width: 130 },
      { field: 'user', title: 'User', minWidth: 200, links: [FINDING_LINK, CONSOLE_LINK], filterable: true },
      { field: 'key', title: 'Key', width: 45 },
      {
        field: 'Value #A',
        title: 'For',
        unit: DAYS,
        width: 95,
        mappings: [inWords({ none: '–' })],
        thresholds: NEUTRAL,
      },
      { field: 'Value #B', title: 'Limit', unit: DAYS, width: 95 },
      { field: 'check', title: 'Check', hidden: true },
      { field: 'console', title: 'Console', hidden: true },
      { field: 'board', title: 'Board', hidden: true },
      { field: 'runbook', title: 'Runbook', hidden: true },
    ],
    sort: [
      { field: 'severity' },
      { field: 'Value #A', descending: true },
      { field: 'title' },
      { field: 'account_name' },
      { field: 'user' },
      { field: 'key' },
    ],
    inWords: options.inWords ?? byCounts(severities),
    noData: 'no data: nothing was read',
    height,
  });
}

/** Adds the label `runbook`: the name of the alert of the finding, whose runbook is called so, or of their list. */
export function withRunbook(expr: string, which: (check: Check) => boolean = () => true): string {
  return alertedChecks
    .filter(which)
    .reduce(
      (found, { id }) => `label_replace(${found}, "runbook", "${alertName(id)}", "check", "${id}")`,
      `label_replace(${expr}, "runbook", "README", "", "")`,
    );
}

/** Whether there are any, and no sum of them: what counts nothing costs less. */
function byCounts(severities: readonly Severity[]): Words[] {
  const counted = anyCheckFindings('open', severityIn(severities));
  return [
    { text: 'open findings, but the metrics name no user: metrics.perUser is false', where: `max(${counted}) > 0` },
    { text: 'no open finding', where: `max(${counted})` },
    { text: 'no check of this severity is enabled', where: READ },
  ];
}
