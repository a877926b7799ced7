import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_ACCOUNTS, collapse, ofAccountNames, ofChosenAccounts } from '../promql.ts';
import { BOARDS } from '../links.ts';
import { countStat, stat } from './stat.ts';

const EXPORTER_HEALTH = {
  title: 'Exporter health: why',
  url: `/d/${BOARDS['exporter-health'].uid}?\${datasource:queryparam}&\${__url_time_range}`,
};

export function accountsWithReport(width: number): Panel {
  const generated = collapse('account_id', 'aws_iam_credential_report_generated_timestamp_seconds');
  return stat({
    title: 'Accounts with a report',
    description: 'Chosen accounts whose facts are on this board.',
    expr: `count(${ofChosenAccounts(generated)})`,
    width,
  });
}

/** Accounts that the configuration names or that had a report within the time range, without those that have one. */
export function accountsWithoutReport(width: number): Panel {
  const info = (labels: string, selector: string) => collapse(labels, `last_over_time(${selector}[$__range])`);
  const configured = `group by (account_name) (iam_credential_exporter_refresh_errors_total{account_name=~"$account"})`;
  const ofOthers = info('account_name', 'aws_iam_account_info{account_name=~"$account",owner!~"$owner"}');
  const seen = info('account_id, account_name', `aws_iam_account_info{${CHOSEN_ACCOUNTS}}`);
  const there = collapse('account_id, account_name', 'aws_iam_account_info');
  const neverRead = `${configured} unless on (account_name) ${ofOthers} unless on (account_name) ${there}`;
  // By id: an account that was given another name is not lost.
  const lost = collapse('account_name', `${seen} unless on (account_id) ${there}`);
  return countStat({
    title: 'Accounts without a report',
    description:
      'Accounts that are missing on this board: of the configuration but not read yet, or read within the time range and gone since. One that was never read has no owner yet, and is counted for every owner; one that was taken out of the configuration is counted until the time range leaves it behind.',
    expr: `count(${neverRead} or ${lost}) or 0 * count(${configured} or ${seen})`,
    otherwise: 'warning',
    link: EXPORTER_HEALTH,
    width,
  });
}

export function accountsFailing(width: number): Panel {
  return countStat({
    title: 'Accounts that fail',
    description:
      'Accounts whose last refresh failed in every replica. The facts of the last good report stay, and grow old. (An account without a report has no owner yet: the variable Owner does not count here.)',
    expr: `sum(1 - ${ofAccountNames('iam_credential_exporter_account_up')})`,
    otherwise: 'warning',
    link: EXPORTER_HEALTH,
    width,
  });
}
