/** What the text of a finding looks up: the limit that it exceeded, and the date of the key. */
import { exporterWith, POD_1, POD_2, PRODUCTION, type Scenario, series } from '../scenario.ts';
import { ALERT, FIRING, MOVED, OLD_KEY, oldKey, OUTSIDE_KUBERNETES } from './old-key.ts';

export const findingTextScenarios: readonly Scenario[] = [
  {
    name: 'tells the limit of the exporter that found it, and not the one of another',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x30'),
      ...oldKey(POD_1, '1x30'),
      ...exporterWith({ ...POD_1, job: 'moved' }, PRODUCTION, '1x30'),
      ...oldKey({ ...POD_1, job: 'moved' }, '1x30', { limit: 100 }),
    },
    expect: [
      {
        at: '30m',
        alert: ALERT,
        firing: [
          FIRING,
          { ...MOVED, description: FIRING.description.replace('limit of 90 days', 'limit of 100 days') },
        ],
      },
    ],
  },
  {
    name: 'tells limit and date outside Kubernetes, where there is no namespace',
    series: oldKey({ job: 'iam' }, '1x30'),
    expect: [
      {
        at: '30m',
        alert: ALERT,
        firing: [{ ...FIRING, labels: { alertname: ALERT, job: 'iam', ...OLD_KEY } }],
      },
    ],
  },
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
              'Access key 1 of user deploy in account production (111122223333) is 1 day old. Create a second key, give it to the programs that use this one, then deactivate this one and delete it some days later.',
          },
        ],
      },
    ],
  },
];
