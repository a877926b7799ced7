/** The first line of every board: whether the exporter is there, how fresh its facts are, and of when. */
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { HOLD, HOLD_IN_WORDS } from '../../alerts/rule.ts';
import { BUILD, EXPORTER } from '../../alerts/series.ts';
import { ofChosenAccounts } from '../promql.ts';
import { someOfAll } from '../some-of-all.ts';
import { names, none, OF_ALL, STALE_INTERVALS } from '../thresholds.ts';
import { AGO } from '../units.ts';
import { lastScraped } from '../when.ts';
import { GENERATED, REPORT_FRESH } from './report-age.ts';
import { labelStat, stat } from './stat.ts';

const HEIGHT = 3;

/** `fresh` has a series of 1 or 0 for each report. */
export function reportsFresh(fresh: string, width: number): Panel {
  return labelStat({
    title: 'Reports fresh',
    description: `How many of the reports are younger than ${STALE_INTERVALS} refresh intervals: 8 hours for reports from AWS, as shipped. What the other reports say may be out of date: the alert AwsIamReportStale names their accounts.`,
    expr: someOfAll('share', `sum(${fresh})`, `count(${fresh})`),
    label: 'share',
    mappings: OF_ALL,
    height: HEIGHT,
    width,
  });
}

export function oldestReport(generated: string, width: number): Panel {
  return stat({
    title: 'Oldest report',
    description: 'When AWS generated the oldest of these reports, in the replica that has the oldest.',
    expr: `min(${generated}) * 1000`,
    unit: AGO,
    height: HEIGHT,
    width,
  });
}

/** A moment in Unix seconds. */
export function asOf(description: string, moment: string, width: number): Panel {
  return stat({ title: 'As of', description, expr: `${moment} * 1000`, unit: AGO, height: HEIGHT, width });
}

/** Four panels of this width. */
export function statusLine(width: number): Panel[] {
  const there = `group by (${EXPORTER}) (${BUILD})`;
  const seen = `group by (${EXPORTER}) (last_over_time(${BUILD}[${HOLD}]))`;
  return [
    stat({
      title: 'Exporter',
      description: `Whether Prometheus scrapes the exporter, or how many of several it no longer scrapes. What was last known of its accounts stays on the board for ${HOLD_IN_WORDS}, as in the alerts.`,
      expr: `count(${seen} unless on (${EXPORTER}) ${there}) or on () 0 * group(${there})`,
      unit: 'suffix:away',
      thresholds: none('critical'),
      mappings: [names(['up', 'ok'])],
      noData: `no data: none for ${HOLD_IN_WORDS}`,
      height: HEIGHT,
      width,
    }),
    asOf(
      'When Prometheus last scraped the exporter. Except for the graphs, all that the board shows is what was known then.',
      `max(timestamp(${lastScraped(BUILD)}))`,
      width,
    ),
    reportsFresh(ofChosenAccounts(REPORT_FRESH), width),
    oldestReport(ofChosenAccounts(GENERATED), width),
  ];
}
