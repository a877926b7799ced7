/**
 * A report that leaves out a user, or a value that a check needs, fixes nothing: what was open goes on for as long as that lasts, while the
 * exporter is there.
 */
import {
  exporterWith,
  fires,
  firesThroughout,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  type Scenario,
  series,
} from '../scenario.ts';
import { ALERT, count, COUNTED, FIRING, oldKey, skippedRows } from './old-key.ts';
import { alertLabels, counts, finding, openFindings } from './open-finding.ts';

const { labels: LABELS } = FIRING;

/** The row of a user was read. */
function row(user: string, values: string): Record<string, string> {
  const { account_id } = PRODUCTION;
  return { [series('aws_iam_user_info', { ...POD_1, account_id, user, kind: 'machine' })]: values };
}

const rootWithoutMfa: readonly Scenario[] = openFindings
  .filter(({ check }) => check === 'root-without-mfa')
  .flatMap((root) => [
    {
      name: 'ends what root had open, and counts nothing, while rows of unnamed users are skipped',
      series: {
        ...exporterWith(POD_1, PRODUCTION, '1x120'),
        ...finding(root, POD_1, '1x60 stale'),
        ...counts(root, POD_1, { open: '1x60 0x60' }),
        ...skippedRows('1x120'),
        ...row(root.user, '1x120'),
      },
      expect: [fires(root.alert, '1h', alertLabels(root)), nothing(root.alert, '1h1m'), nothing(root.alert, '2h')],
    },
    {
      name: "holds what root has open for ten hours in which the report lacks root's row",
      every: 5,
      series: {
        ...exporterWith(POD_1, PRODUCTION, '1x140'),
        ...finding(root, POD_1, '1x12 stale _x119 1x8'),
        ...counts(root, POD_1, { open: '1x12 0x119 1x8', unknown: '0x12 1x119 0x8' }),
      },
      expect: [firesThroughout(root.alert, '11h40m', 681, alertLabels(root), 5)],
    },
  ]);

export const unreadableScenarios: readonly Scenario[] = [
  {
    name: 'holds when its row is skipped in the next report, as long as reports have skipped rows',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x160'),
      ...oldKey(POD_1, '1x12 stale'),
      ...skippedRows('0x12 1x131 0x16'),
      ...row('deploy', '1x12 stale'),
      ...row('another', '1x160'),
    },
    expect: [
      { at: '6h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '12h', 706, LABELS, 5),
      nothing(ALERT, '12h5m'),
    ],
  },
  {
    name: 'holds when the next report leaves out what its check needs, as long as reports leave it out',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x160'),
      ...oldKey(POD_1, '1x12 stale'),
      ...count('open', '1x12 0x148'),
      ...count('unknown', '0x12 1x131 0x16'),
    },
    expect: [
      { at: '6h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '12h', 706, LABELS, 5),
      nothing(ALERT, '12h5m'),
    ],
  },
  {
    name: 'holds as long as rows are skipped though Prometheus misses evaluations, and a day more when the exporter is gone then',
    every: 60,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x12 stale'),
      ...oldKey(POD_1, '1x2 stale'),
      ...skippedRows('0x2 1x9 stale'),
    },
    expect: [fires(ALERT, '12h', LABELS), fires(ALERT, '35h', LABELS), nothing(ALERT, '37h')],
  },
  {
    name: 'ends when its row is read and shows it fixed or exempt, though other rows are skipped',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...oldKey(POD_1, '1x60 stale'),
      ...skippedRows('0x60 1x60'),
      ...row('deploy', '1x120'),
    },
    expect: [fires(ALERT, '1h', LABELS), nothing(ALERT, '1h1m')],
  },
  {
    name: 'holds a count as long as rows are skipped, or one of two replicas lacks what the check needs',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x150'),
      ...exporterWith(POD_2, PRODUCTION, '1x150'),
      ...count('open', '3x12 0x138'),
      ...skippedRows('0x12 1x80 0x58'),
      ...count('unknown', '0x85 1x45 0x20', POD_2),
    },
    expect: [firesThroughout(ALERT, '10h55m', 641, COUNTED, 5), nothing(ALERT, '11h')],
  },
  {
    name: 'counts nothing that is named, and fixed, while rows are skipped',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...oldKey(POD_1, '1x60 stale'),
      ...count('open', '1x60 0x60'),
      ...skippedRows('1x120'),
      ...row('deploy', '1x120'),
    },
    expect: [nothing(ALERT, '1h1m'), nothing(ALERT, '2h')],
  },
  ...rootWithoutMfa,
];
