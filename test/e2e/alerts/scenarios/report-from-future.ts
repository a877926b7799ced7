/** A report that is dated in the future, by a clock that is wrong or by a slip in the configuration. */
import {
  exporter,
  exporterWith,
  type FiringAlert,
  firesThroughout,
  KEPT,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  type Scenario,
  series,
} from '../scenario.ts';
import { STAGING } from './old-key.ts';

const ALERT = 'AwsIamReportFromFuture';

const FIRING: FiringAlert = {
  labels: { alertname: ALERT, severity: 'warning', ...KEPT, ...PRODUCTION },
  summary: 'A credential report is dated in the future.',
  description:
    'The credential report of account production (111122223333) is dated 1d 0h 0m 0s in the future. A clock is wrong, or somebody mistyped the `generatedTime` of a report file. Until you correct that, AwsIamReportStale cannot see whether the report is too old.',
};

/** In as many years as it takes, so that it stays in the future throughout. */
const DAYS_36500 = 36_500 * 86_400;

function generated(scraped: Labels, values: string, account: Labels = PRODUCTION): Record<string, string> {
  return { [series('aws_iam_credential_report_generated_timestamp_seconds', { ...scraped, ...account })]: values };
}

export const reportFromFutureScenarios: readonly Scenario[] = [
  {
    name: `${ALERT} fires after a quarter of an hour, and ends with a report of the past`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      // A day ahead of every scrape.
      ...generated(POD_1, '86400+60x60 0x60'),
    },
    expect: [nothing(ALERT, '14m'), { at: '15m', alert: ALERT, firing: [FIRING] }, nothing(ALERT, '1h1m')],
  },
  {
    name: `${ALERT} does not fire for clocks that differ by ten minutes`,
    series: { ...exporterWith(POD_1, PRODUCTION, '1x120'), ...generated(POD_1, '600+60x120') },
    expect: [nothing(ALERT, '2h')],
  },
  {
    name: `${ALERT} ends by itself once the moment is less than ten minutes away`,
    series: { ...exporterWith(POD_1, PRODUCTION, '1x120'), ...generated(POD_1, `${60 * 60}x120`) },
    expect: [
      {
        at: '20m',
        alert: ALERT,
        firing: [{ ...FIRING, description: FIRING.description.replace('1d 0h 0m 0s', '40m 0s') }],
      },
      nothing(ALERT, '50m'),
    ],
  },
  {
    name: `${ALERT} fires for one of two replicas`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...generated(POD_1, '0x60'),
      ...exporterWith(POD_2, PRODUCTION, '1x60'),
      ...generated(POD_2, '86400+60x60'),
    },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }],
  },
  {
    name: `${ALERT} holds while the exporter is gone, and no longer than six hours`,
    every: 5,
    series: { ...exporterWith(POD_1, PRODUCTION, '1x12 stale'), ...generated(POD_1, `${DAYS_36500}x12 stale`) },
    expect: [firesThroughout(ALERT, '6h', 346, FIRING.labels, 5), nothing(ALERT, '7h5m')],
  },
  {
    name: `${ALERT} ends when the account is taken out of the configuration, or its name given to another one`,
    series: {
      ...exporter(POD_1, '1x120'),
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...generated(POD_1, `${DAYS_36500}x60 stale`),
      ...exporterWith(POD_1, STAGING, '1x120'),
      ...generated(POD_1, `${DAYS_36500}x60 stale`, STAGING),
      ...generated(POD_1, '_x61 0x60', { ...STAGING, account_id: '777788889999' }),
    },
    expect: [nothing(ALERT, '1h1m')],
  },
];
