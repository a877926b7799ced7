import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { collapse, ofAccountNames, ofChosenAccounts } from '../promql.ts';
import { BOARDS } from '../links.ts';
import { countStat, stat } from './stat.ts';

export function accountsWithReport(width: number): Panel {
  const generated = collapse('account_id', 'aws_iam_credential_report_generated_timestamp_seconds');
  return stat({
    title: 'Accounts with a report',
    description: 'Chosen accounts whose facts are on this board.',
    expr: `count(${ofChosenAccounts(generated)})`,
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
    link: {
      title: 'Exporter health: why',
      url: `/d/${BOARDS['exporter-health'].uid}?\${datasource:queryparam}&\${__url_time_range}`,
    },
    width,
  });
}
