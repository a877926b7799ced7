/**
 * A finding's alert goes on, as the same alert, while nobody can tell whether it is still there, and ends as soon as somebody can.
 * `1x60` are 61 values, those of the minutes 0 to 60; `stale` is how Prometheus marks that a series has ended.
 */
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

const ALERT = 'AwsIamAccessKeyNotRotated';
const STAGING = { account_id: '444455556666', account_name: 'staging' };
const MADE = Date.UTC(2023, 2, 8, 9, 30) / 1000;

const NOBODYS_KEY = {
  ...PRODUCTION,
  user: 'deploy',
  key: '1',
  check: 'access-key-not-rotated',
  severity: 'warning',
};
const OLD_KEY = { ...NOBODYS_KEY, owner: 'payments' };
const OUTSIDE_KUBERNETES = { job: 'iam', ...NOBODYS_KEY };

const FIRING: FiringAlert = {
  labels: { alertname: ALERT, ...KEPT, ...OLD_KEY },
  summary: 'An active access key is older than it may be.',
  description:
    'Access key 1 of user deploy in account production (111122223333) is 120 days old, over the limit of 90 days. The key was created or last changed on 2023-03-08. Create a second key, give it to whatever uses this one, then deactivate this one and delete it some days later. Owner: payments.',
};

/** The series of the old key, `1` in `values` being what each of them has. */
function oldKey(scraped: Labels, values: string, { limit = 90, severity = 'warning' } = {}) {
  const as = (value: number) => values.replaceAll(/\b1x/g, `${value}x`);
  const all = { ...scraped, ...OLD_KEY, severity };
  const key = { ...scraped, account_id: PRODUCTION.account_id, user: 'deploy', key: '1' };
  return {
    [series('aws_iam_finding', all)]: values,
    [series('aws_iam_finding_age_days', all)]: as(120),
    [series('aws_iam_finding_limit_days', all)]: as(limit),
    [series('aws_iam_access_key_last_rotated_timestamp_seconds', key)]: as(MADE),
  };
}

const holds: readonly Scenario[] = [
  {
    name: 'holds when pod and node are replaced during a rollout',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x55 1x125'),
      ...oldKey(POD_2, '_x55 1x125'),
    },
    expect: [{ at: '3h', alert: ALERT, firing: [FIRING] }, firesThroughout(ALERT, '3h', 166, FIRING.labels)],
  },
  {
    name: 'holds when the pod comes back on another node after a gap',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x65 1x115'),
      ...oldKey(POD_2, '_x65 1x115'),
    },
    expect: [{ at: '3h', alert: ALERT, firing: [FIRING] }, firesThroughout(ALERT, '3h', 166, FIRING.labels)],
  },
  {
    name: 'holds while the exporter is gone for an hour',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale _x59 1x60'),
      ...oldKey(POD_1, '1x60 stale _x59 1x60'),
    },
    expect: [
      { at: '1h59m', alert: ALERT, firing: [FIRING] },
      { at: '3h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '3h', 166, FIRING.labels),
    ],
  },
  {
    name: 'holds while the exporter is gone for five hours, and no longer than six',
    series: { ...exporterWith(POD_1, PRODUCTION, '1x60 stale'), ...oldKey(POD_1, '1x60 stale') },
    expect: [
      { at: '6h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '6h', 346, FIRING.labels),
      nothing(ALERT, '7h1m'),
    ],
  },
  {
    name: 'holds while the account is not loaded after a restart, and others are',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, STAGING, '_x61 1x180'),
      ...exporterWith(POD_2, PRODUCTION, '_x150 1x90'),
      ...oldKey(POD_2, '_x150 1x90'),
    },
    expect: [
      { at: '2h', alert: ALERT, firing: [FIRING] },
      { at: '4h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '4h', 226, FIRING.labels),
    ],
  },
  {
    name: 'holds while Prometheus itself did not scrape, which leaves no mark',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 _x20 1x60'),
      ...oldKey(POD_1, '1x60 _x20 1x60'),
    },
    expect: [firesThroughout(ALERT, '2h20m', 126, FIRING.labels)],
  },
  {
    name: 'is one alert with two replicas, and stays one when one of them is gone',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '1x120'),
      ...oldKey(POD_2, '1x120'),
    },
    expect: [
      { at: '30m', alert: ALERT, firing: [FIRING] },
      { at: '2h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '2h', 106, FIRING.labels),
    ],
  },
];

const ends: readonly Scenario[] = [
  {
    name: 'ends at the next evaluation when the next report shows it fixed',
    series: { ...exporterWith(POD_1, PRODUCTION, '1x120'), ...oldKey(POD_1, '1x60 stale') },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }, nothing(ALERT, '1h1m'), nothing(ALERT, '2h')],
  },
  {
    name: 'ends at the next evaluation when it is exempted',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...oldKey(POD_1, '1x60 stale'),
      ...count('open', '1x60 0x60'),
      ...count('exempt', '0x60 1x60'),
    },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }, nothing(ALERT, '1h1m'), nothing(ALERT, '2h')],
  },
  {
    name: 'ends at the next evaluation when it was fixed while the exporter was gone',
    series: { ...exporterWith(POD_1, PRODUCTION, '1x60 stale _x59 1x60'), ...oldKey(POD_1, '1x60 stale') },
    expect: [{ at: '2h', alert: ALERT, firing: [FIRING] }, nothing(ALERT, '2h1m')],
  },
  {
    name: 'does not come back when the exporter is gone after it was fixed',
    series: { ...exporterWith(POD_1, PRODUCTION, '1x90 stale'), ...oldKey(POD_1, '1x60 stale') },
    expect: [
      nothing(ALERT, '1h1m'),
      nothing(ALERT, '2h'),
      nothing(ALERT, '6h'),
      { at: '2h', query: 'ALERTS{alertname="AwsIamAccessKeyNotRotated"}', gives: [] },
    ],
  },
  {
    name: 'ends at the next evaluation when the policy lowers its check to info',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...oldKey(POD_1, '1x60 stale'),
      ...oldKey(POD_2, '_x61 1x59', { severity: 'info' }),
    },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }, nothing(ALERT, '1h1m'), nothing(ALERT, '2h')],
  },
  {
    name: 'ends when another exporter has the account, and the one of that alert is gone',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith({ ...POD_2, job: 'moved' }, PRODUCTION, '_x61 1x60'),
      ...oldKey({ ...POD_2, job: 'moved' }, '_x61 1x60'),
    },
    expect: [{ at: '2h', alert: ALERT, firing: [{ ...FIRING, labels: { ...FIRING.labels, job: 'moved' } }] }],
  },
];

const texts: readonly Scenario[] = [
  {
    name: 'tells the limit of an override',
    series: { ...exporterWith(POD_1, PRODUCTION, '1x30'), ...oldKey(POD_1, '1x30', { limit: 100 }) },
    expect: [
      {
        at: '30m',
        alert: ALERT,
        firing: [{ ...FIRING, description: FIRING.description.replace('limit of 90 days', 'limit of 100 days') }],
      },
    ],
  },
  {
    name: 'tells the limit of now when a rollout has lowered it',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x60 1x60'),
      ...oldKey(POD_2, '_x60 1x60', { limit: 60 }),
    },
    expect: [
      {
        at: '1h1m',
        alert: ALERT,
        firing: [{ ...FIRING, description: FIRING.description.replace('limit of 90 days', 'limit of 60 days') }],
      },
    ],
  },
  {
    name: 'is whole without limit, key date, owner and Kubernetes',
    series: {
      [series('aws_iam_finding', OUTSIDE_KUBERNETES)]: '1x30',
      [series('aws_iam_finding_age_days', OUTSIDE_KUBERNETES)]: '1x30',
    },
    expect: [
      {
        at: '30m',
        alert: ALERT,
        firing: [
          {
            ...FIRING,
            labels: { alertname: ALERT, ...OUTSIDE_KUBERNETES },
            description:
              'Access key 1 of user deploy in account production (111122223333) is 1 day old. Create a second key, give it to whatever uses this one, then deactivate this one and delete it some days later.',
          },
        ],
      },
    ],
  },
];

function count(status: string, values: string): Record<string, string> {
  const { check, severity } = OLD_KEY;
  return {
    [series('aws_iam_check_findings', { ...POD_1, ...PRODUCTION, owner: 'payments', check, severity, status })]: values,
  };
}

export const holdingScenarios: readonly Scenario[] = [...holds, ...ends, ...texts];
