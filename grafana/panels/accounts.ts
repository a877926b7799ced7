import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { NAMED_ACCOUNT, REPORT_FACT } from '../../alerts/series.ts';
import { CHOSEN_ACCOUNTS, CHOSEN_NAMES, collapse, matching, UNIT_INFO } from '../promql.ts';
import { BOARDS } from '../links.ts';
import { countStat } from './stat.ts';

const EXPORTER_HEALTH = {
  title: 'Exporter health: why',
  url: `/d/${BOARDS['exporter-health'].uid}?\${datasource:queryparam}&\${__url_time_range}`,
};

const UNIT = 'ou=~"$ou"';

/**
 * What the exporter says of the reports of chosen accounts, by their names. The family has no label `ou`, so that the first half is all of
 * it while All units are chosen, and otherwise empty.
 */
function ofChosenUnits(family: string, worst: 'group' | 'min'): string {
  const of = (...matchers: string[]) =>
    `${worst} by (${NAMED_ACCOUNT}) (${family}{${matching(REPORT_FACT, CHOSEN_NAMES, ...matchers)}})`;
  return `(${of(UNIT)} or ${of()} and on (${NAMED_ACCOUNT}) group by (${NAMED_ACCOUNT}) (${UNIT_INFO}{${UNIT}}))`;
}

/** Accounts that the configuration names or that had a report within the time range, without those that have one. */
export function accountsWithoutReport(width: number): Panel {
  const reported = `${NAMED_ACCOUNT}, account_id`;
  const seen = (selector: string) => collapse(reported, `last_over_time(${selector}[$__range])`);
  const without = (accounts: string) => `unless on (${NAMED_ACCOUNT}) ${accounts}`;
  const configured = ofChosenUnits('iam_credential_exporter_refresh_errors_total', 'group');
  const ofOthers = seen(`aws_iam_account_info{${CHOSEN_NAMES},owner!~"$owner"}`);
  const ofChosen = `aws_iam_account_info{${CHOSEN_ACCOUNTS}}`;
  const there = collapse(reported, 'aws_iam_account_info');
  // By id: an account that was given another name is not lost.
  const lost = `(${seen(ofChosen)} unless on (account_id) ${there})`;
  const neverRead = `${configured} ${without(ofOthers)} ${without(there)} ${without(lost)}`;
  return countStat({
    title: 'Accounts without a report',
    description:
      'Accounts of which the exporter has no report now: it has them in its configuration and has not read them yet, or read them within the time range and has lost them since. Of those that it lost the board shows what was last known, for as long as the alerts hold it. An account that the exporter never read has no owner yet and is counted for every owner. An account that left the configuration is counted until its last report is out of the time range.',
    expr: `count(${neverRead} or ${collapse('account_id', lost)}) or 0 * count(${configured} or ${collapse(reported, ofChosen)})`,
    otherwise: 'warning',
    link: EXPORTER_HEALTH,
    width,
  });
}

export function accountsFailing(width: number): Panel {
  return countStat({
    title: 'Accounts that fail',
    description:
      'Accounts whose report the exporter could not refresh at the last try, in any replica, as in the alerts. Their last good report stays and gets older. An account whose other facts fail is not counted here: Exporter health shows it. The variable Owner has no effect here, because an account without a report has no owner yet.',
    expr: `sum(1 - ${ofChosenUnits('iam_credential_exporter_fact_up', 'min')})`,
    otherwise: 'warning',
    link: EXPORTER_HEALTH,
    width,
  });
}
