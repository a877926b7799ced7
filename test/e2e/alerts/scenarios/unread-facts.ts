/**
 * Findings of checks that need a fact beyond the report: a restart with the report at hand ends none of them until the exporter has
 * read the fact again.
 */
import {
  configured,
  exporterWith,
  factUp,
  fires,
  firesThroughout,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  type Scenario,
  series,
} from '../scenario.ts';
import { STAGING } from './old-key.ts';
import { alertLabels, countAlertLabels, counts, finding, type OpenFinding } from './open-finding.ts';

const FACT = 'user-details.policies';
const QUARANTINED: OpenFinding = {
  check: 'user-quarantined',
  alert: 'AwsIamUserQuarantined',
  severity: 'critical',
  user: 'deploy',
};
const { alert: ALERT } = QUARANTINED;
const LABELS = alertLabels(QUARANTINED);

const PROD = { ...PRODUCTION, account_name: 'prod' };
const POD_3 = { ...POD_2, pod: 'iam-credential-exporter-3', instance: '10.1.0.3:10063' };

/** An exporter with a report, and the fact as it is asked for; `up` are the values of whether it could be read. */
function exporterOfFact(scraped: Labels, values: string, up: string, account: Labels = PRODUCTION) {
  return {
    ...exporterWith(scraped, account, values),
    ...configured(scraped, account, values.replaceAll(/\b1x/g, '0x'), FACT),
    ...factUp(scraped, up, account.account_name, FACT),
  };
}

/** Open for an hour; then the exporter is gone, and its next pod is there from minute 65 on. */
const openForAnHour = {
  ...exporterOfFact(POD_1, '1x60 stale', '1x60 stale'),
  ...finding(QUARANTINED, POD_1, '1x60 stale'),
  ...counts(QUARANTINED, POD_1, { open: '1x60 stale', exempt: '0x60 stale', unknown: '0x60 stale' }),
};

function startedAt(scraped: Labels, seconds: number, values: string): Record<string, string> {
  return { [series('process_start_time_seconds', scraped)]: values.replaceAll(/\b1x/g, `${seconds}x`) };
}

export const unreadFactScenarios: readonly Scenario[] = [
  {
    name: 'holds over a restart while the report is there and the fact is unread, and ends when the fact no longer shows it',
    series: {
      ...openForAnHour,
      ...exporterOfFact(POD_2, '_x65 1x115', '_x90 1x90'),
      ...counts(QUARANTINED, POD_2, { open: '_x90 0x90', exempt: '_x90 0x90', unknown: '_x90 0x90' }),
    },
    expect: [
      fires(ALERT, '1h5m', LABELS),
      fires(ALERT, '1h29m', LABELS),
      firesThroughout(ALERT, '1h29m', 75, LABELS),
      nothing(ALERT, '1h30m'),
      nothing(ALERT, '3h'),
    ],
  },
  {
    name: 'holds over a restart that gives the account another name, until the exporter has read the fact',
    series: {
      ...openForAnHour,
      ...exporterOfFact(POD_2, '_x65 1x115', '_x90 1x90', PROD),
      ...counts(QUARANTINED, POD_2, { open: '_x90 0x90' }, PROD),
    },
    expect: [firesThroughout(ALERT, '1h29m', 75, LABELS), nothing(ALERT, '1h30m')],
  },
  {
    name: 'is the same alert after a restart when the fact still shows it',
    series: {
      ...openForAnHour,
      ...exporterOfFact(POD_2, '_x65 1x115', '_x90 1x90'),
      ...finding(QUARANTINED, POD_2, '_x90 1x90'),
      ...counts(QUARANTINED, POD_2, { open: '_x90 1x90', exempt: '_x90 0x90', unknown: '_x90 0x90' }),
    },
    expect: [firesThroughout(ALERT, '3h', 166, LABELS)],
  },
  {
    name: 'holds over a restart when the fact is read at once, and the page about the account follows a scrape later',
    series: {
      ...openForAnHour,
      ...exporterOfFact(POD_2, '_x65 1x115', '_x65 1x115'),
      ...startedAt(POD_2, 65 * 60 - 3, '_x65 1x115'),
      ...finding(QUARANTINED, POD_2, '_x66 1x114'),
      ...counts(QUARANTINED, POD_2, { open: '_x66 1x114' }),
    },
    expect: [firesThroughout(ALERT, '3h', 166, LABELS)],
  },
  {
    name: 'holds a count, where no user is named, over a restart until the fact was read',
    series: {
      ...exporterOfFact(POD_1, '1x60 stale', '1x60 stale'),
      ...counts(QUARANTINED, POD_1, { open: '2x60 stale' }),
      ...exporterOfFact(POD_2, '_x65 1x115', '_x90 1x90'),
      ...counts(QUARANTINED, POD_2, { open: '_x90 0x90' }),
    },
    expect: [
      fires(ALERT, '1h29m', countAlertLabels(QUARANTINED)),
      firesThroughout(ALERT, '1h29m', 75, countAlertLabels(QUARANTINED)),
      nothing(ALERT, '1h30m'),
    ],
  },
  {
    name: 'holds after a restart while the fact cannot be read, and ends when it is read and does not show it',
    series: {
      ...openForAnHour,
      ...exporterOfFact(POD_2, '_x65 1x235', '_x70 0x110 1x119'),
      ...counts(QUARANTINED, POD_2, { open: '_x70 0x230', unknown: '_x70 2x110 0x119' }),
    },
    expect: [firesThroughout(ALERT, '3h', 166, LABELS), nothing(ALERT, '3h1m')],
  },
  {
    name: 'ends with one of two replicas, though the fact is unread in the other one',
    series: {
      ...openForAnHour,
      ...exporterOfFact(POD_3, '1x180', '1x180'),
      ...finding(QUARANTINED, POD_3, '1x80 stale'),
      ...counts(QUARANTINED, POD_3, { open: '1x80 0x99' }),
      ...exporterOfFact(POD_2, '_x65 1x115', '_x180'),
    },
    expect: [fires(ALERT, '1h20m', LABELS), nothing(ALERT, '1h21m')],
  },
  {
    name: 'ends at once when its check is turned off for the account, though a fact of another account is unread',
    series: {
      ...exporterOfFact(POD_1, '1x120', '1x120'),
      ...finding(QUARANTINED, POD_1, '1x60 stale'),
      ...counts(QUARANTINED, POD_1, { open: '1x60 stale' }),
      ...exporterOfFact(POD_1, '1x120', '_x120', STAGING),
    },
    expect: [fires(ALERT, '1h', LABELS), nothing(ALERT, '1h1m')],
  },
  {
    name: 'ends at once when its fact is turned off',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...configured(POD_1, PRODUCTION, '0x60 stale', FACT),
      ...factUp(POD_1, '1x60 stale', PRODUCTION.account_name, FACT),
      ...finding(QUARANTINED, POD_1, '1x60 stale'),
      ...counts(QUARANTINED, POD_1, { open: '1x60 stale' }),
    },
    expect: [fires(ALERT, '1h', LABELS), nothing(ALERT, '1h1m')],
  },
  {
    name: 'ends within a quarter of an hour of a restart that turned its check off',
    series: {
      ...openForAnHour,
      ...exporterOfFact(POD_2, '_x65 1x115', '_x66 1x114'),
      ...startedAt(POD_2, 65 * 60, '_x65 1x115'),
    },
    expect: [fires(ALERT, '1h5m', LABELS), nothing(ALERT, '1h25m'), nothing(ALERT, '3h')],
  },
];
