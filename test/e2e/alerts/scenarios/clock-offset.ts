/** The clock of the exporter and the clock of AWS. */
import {
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

const ALERT = 'AwsIamClockOffset';

const FIRING: FiringAlert = {
  labels: { alertname: ALERT, severity: 'warning', ...KEPT },
  summary: 'The clocks of the exporter and of AWS differ.',
  description:
    'The clock of the IAM credential exporter, job iam-credential-exporter in namespace monitoring, and the clock of AWS differ by 10m 0s. The exporter counts days and ends exemptions by its clock, so that findings can come too early or too late. Correct the clock of the machine. The exporter compares the clocks at each answer of AWS.',
};

export function clockOffset(scraped: Labels, values: string): Record<string, string> {
  return { [series('iam_credential_exporter_aws_clock_offset_seconds', scraped)]: values };
}

export const clockOffsetScenarios: readonly Scenario[] = [
  ...[
    { of: 'ahead of', seconds: 600 },
    { of: 'behind', seconds: -600 },
  ].map(({ of, seconds }) => ({
    name: `${ALERT} fires after a quarter of an hour when AWS is ten minutes ${of} the exporter, and ends when they agree`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...clockOffset(POD_1, `-1x10 ${seconds}x49 2x60`),
    },
    expect: [
      nothing(ALERT, '25m'),
      { at: '26m', alert: ALERT, firing: [FIRING] },
      { at: '1h', alert: ALERT, firing: [FIRING] },
      nothing(ALERT, '1h1m'),
    ],
  })),
  {
    name: `${ALERT} does not fire for five minutes, nor for an exporter that never asks AWS`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...clockOffset(POD_1, '300x60'),
      ...exporterWith({ ...POD_2, job: 'files' }, PRODUCTION, '1x60'),
    },
    expect: [nothing(ALERT, '1h')],
  },
  {
    name: `${ALERT} fires for one of two replicas, and not for another exporter`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...clockOffset(POD_1, '1x60'),
      ...exporterWith(POD_2, PRODUCTION, '1x60'),
      ...clockOffset(POD_2, '-600x60'),
      ...clockOffset({ ...POD_2, job: 'another' }, '3x60'),
    },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }],
  },
  {
    name: `${ALERT} holds over a restart until AWS answers, and for six hours while the exporter is gone`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...clockOffset(POD_1, '600x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x62 1x28 stale'),
      ...clockOffset(POD_2, '_x80 600x10 stale'),
    },
    expect: [firesThroughout(ALERT, '7h29m', 435, FIRING.labels), nothing(ALERT, '7h32m')],
  },
];
