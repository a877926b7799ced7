/** The exporter itself: whether it is there, stays there, and took its configuration. */
import {
  exporter,
  type FiringAlert,
  firesThroughout,
  KEPT,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  type Scenario,
  series,
} from '../scenario.ts';

const DOWN: FiringAlert = {
  labels: { alertname: 'AwsIamExporterDown', severity: 'critical', ...KEPT },
  summary: 'Prometheus gets no metrics from the IAM credential exporter.',
  description:
    'Prometheus gets no metrics from the IAM credential exporter, job iam-credential-exporter in namespace monitoring. Findings stay as they were for a day, and nobody sees new ones. Look whether it runs, and whether it is among the targets of Prometheus.',
};

const NEVER_SEEN: FiringAlert = {
  ...DOWN,
  labels: { alertname: 'AwsIamExporterDown', severity: 'critical' },
  description:
    'Prometheus gets no metrics from any IAM credential exporter. Nobody sees any finding. Look whether it runs, and whether it is among the targets of Prometheus.',
};

const down: readonly Scenario[] = [
  {
    name: 'AwsIamExporterDown fires ten minutes after the exporter has vanished, and ends when it is back',
    series: exporter(POD_1, '1x60 stale _x59 1x60'),
    expect: [
      nothing('AwsIamExporterDown', '1h10m'),
      { at: '1h11m', alert: 'AwsIamExporterDown', firing: [DOWN] },
      { at: '2h', alert: 'AwsIamExporterDown', firing: [DOWN] },
      nothing('AwsIamExporterDown', '2h1m'),
    ],
  },
  {
    name: 'AwsIamExporterDown does not fire when a pod is replaced, or one of two is gone',
    series: { ...exporter(POD_1, '1x60 stale'), ...exporter(POD_2, '_x65 1x115') },
    expect: [nothing('AwsIamExporterDown', '1h4m'), nothing('AwsIamExporterDown', '3h')],
  },
  {
    name: 'AwsIamExporterDown tells which of two exporters is gone',
    series: { ...exporter(POD_1, '1x60 stale'), ...exporter({ ...POD_2, namespace: 'other' }, '1x180') },
    expect: [{ at: '3h', alert: 'AwsIamExporterDown', firing: [DOWN] }],
  },
  {
    name: 'AwsIamExporterDown fires without any exporter from the beginning',
    series: {},
    expect: [nothing('AwsIamExporterDown', '9m'), { at: '10m', alert: 'AwsIamExporterDown', firing: [NEVER_SEEN] }],
  },
  {
    name: 'AwsIamExporterDown does not end with the memory of the exporter',
    every: 5,
    series: exporter(POD_1, '1x12 stale'),
    expect: [
      { at: '168h', alert: 'AwsIamExporterDown', firing: [DOWN] },
      { at: '170h', alert: 'AwsIamExporterDown', firing: [NEVER_SEEN] },
    ],
  },
];

const RESTARTING: FiringAlert = {
  labels: { alertname: 'AwsIamExporterRestarting', severity: 'warning', ...KEPT },
  summary: 'The IAM credential exporter restarts again and again.',
  description:
    'The IAM credential exporter, job iam-credential-exporter in namespace monitoring, restarted 4 times within an hour. Perhaps it ends before it has read its accounts. Then their findings stay as they were for a day, and nobody sees new ones. Look how its last process ended: the exit code, the end of its log, and the memory limit.',
};

/** Started anew at the minutes 10, 20, 30 and 40, with a scrape that fails in between. */
const FOUR_TIMES = '0x8 stale 1x8 stale 2x8 stale 3x8 stale 4x80';

const restarting: readonly Scenario[] = [
  {
    name: 'AwsIamExporterRestarting fires at the fourth restart within an hour, and ends when there are fewer again',
    series: { ...exporter(POD_1, FOUR_TIMES), ...started(POD_1, FOUR_TIMES) },
    expect: [
      nothing('AwsIamExporterRestarting', '39m'),
      { at: '40m', alert: 'AwsIamExporterRestarting', firing: [RESTARTING] },
      firesThroughout('AwsIamExporterRestarting', '1h7m', 28, RESTARTING.labels),
      nothing('AwsIamExporterRestarting', '1h10m'),
    ],
  },
  {
    name: 'AwsIamExporterRestarting fires for one of two replicas, once',
    series: {
      ...exporter(POD_1, '1x120'),
      ...started(POD_1, '100x120'),
      ...exporter(POD_2, FOUR_TIMES),
      ...started(POD_2, FOUR_TIMES),
    },
    expect: [{ at: '50m', alert: 'AwsIamExporterRestarting', firing: [RESTARTING] }],
  },
  {
    name: 'AwsIamExporterRestarting does not fire for rollouts, failed scrapes, or the restarts of something else',
    series: {
      ...exporter(POD_1, '1x10 stale 1x10 stale 1x10 stale 1x10 stale 1x10 stale'),
      ...started(POD_1, '1x10 stale 1x10 stale 1x10 stale 1x10 stale 1x10 stale'),
      ...exporter(POD_2, '_x20 1x40'),
      ...started(POD_2, '_x20 2x40'),
      ...started({ ...POD_2, pod: 'iam-credential-exporter-3' }, '_x30 3x30'),
      ...started({ ...POD_2, pod: 'iam-credential-exporter-4' }, '_x40 4x20'),
      ...started({ ...POD_1, job: 'another' }, FOUR_TIMES),
      ...started({ ...POD_1, pod: 'of-another-program', instance: '10.1.0.9:8080' }, FOUR_TIMES),
    },
    expect: [nothing('AwsIamExporterRestarting', '40m'), nothing('AwsIamExporterRestarting', '1h')],
  },
];

const REPLICA_DOWN: FiringAlert = {
  labels: { alertname: 'AwsIamExporterReplicaDown', severity: 'warning', ...KEPT },
  summary: 'A replica of the IAM credential exporter does not answer, while another one does.',
  description:
    '1 replica of the IAM credential exporter, job iam-credential-exporter in namespace monitoring, does not answer Prometheus, while another one does. If somebody changed the configuration or the version, the new replica perhaps cannot start, and the others go on without the change. With shards, perhaps nobody reads the accounts of its shard. Look at the log of the replica that does not answer: an exporter that refuses its configuration lists the problems there.',
};

/** What Prometheus itself says of a target. */
function up(target: Labels, values: string): Record<string, string> {
  return { [series('up', target)]: values };
}

const replicaDown: readonly Scenario[] = [
  {
    name: 'AwsIamExporterReplicaDown fires when the pod of a rollout does not start, and ends when it is taken back',
    series: { ...exporter(POD_1, '1x90'), ...up(POD_1, '1x90'), ...up(POD_2, '_x20 0x40 stale') },
    expect: [
      nothing('AwsIamExporterReplicaDown', '34m'),
      { at: '35m', alert: 'AwsIamExporterReplicaDown', firing: [REPLICA_DOWN] },
      { at: '60m', alert: 'AwsIamExporterReplicaDown', firing: [REPLICA_DOWN] },
      nothing('AwsIamExporterReplicaDown', '68m'),
    ],
  },
  {
    name: 'AwsIamExporterReplicaDown does not fire for a rollout that ends, for the only replica, or for another job',
    series: {
      ...exporter(POD_1, '1x20 stale'),
      ...up(POD_1, '1x20 stale'),
      ...exporter(POD_2, '_x12 1x28 stale'),
      ...up(POD_2, '_x10 0x1 1x28 0x40'),
      ...up({ ...POD_2, job: 'another' }, '0x90'),
    },
    expect: [nothing('AwsIamExporterReplicaDown', '30m'), nothing('AwsIamExporterReplicaDown', '80m')],
  },
];

/** Two replicas that answer in turn at one address. */
const IN_TURN = Array.from({ length: 60 }, () => '100 200').join(' ');

const BEHIND_ONE_ADDRESS: FiringAlert = {
  labels: { alertname: 'AwsIamReplicasBehindOneAddress', severity: 'warning', ...KEPT },
  summary: 'Prometheus scrapes several replicas of the exporter at one address.',
  description:
    'Prometheus scrapes the IAM credential exporter, job iam-credential-exporter in namespace monitoring, at an address behind which several replicas answer in turn. Counters fall and rise with the replica that answers, and nobody sees a replica that is stuck. Scrape pods, each at its own address, and not their Service or load balancer.',
};

const behindOneAddress: readonly Scenario[] = [
  {
    name: 'AwsIamReplicasBehindOneAddress fires where two replicas answer in turn, and AwsIamExporterRestarting does not',
    series: { ...exporter(POD_1, '1x119'), ...started(POD_1, IN_TURN) },
    expect: [
      { at: '1h', alert: 'AwsIamReplicasBehindOneAddress', firing: [BEHIND_ONE_ADDRESS] },
      nothing('AwsIamExporterRestarting', '1h'),
      nothing('AwsIamExporterRestarting', '1h59m'),
    ],
  },
  {
    name: 'AwsIamExporterRestarting counts right where two replicas answer in turn, and one of them restarts again and again',
    series: {
      ...exporter(POD_1, '1x79'),
      // The other one, between the starts of the first.
      ...started(POD_1, '100 200 100 300 100 400 100 400 100 500 100x20 500x20'),
    },
    expect: [
      nothing('AwsIamExporterRestarting', '8m'),
      { at: '9m', alert: 'AwsIamExporterRestarting', firing: [RESTARTING] },
    ],
  },
  {
    name: 'AwsIamReplicasBehindOneAddress does not fire for restarts, for replicas at addresses of their own, or for another program',
    series: {
      ...exporter(POD_1, FOUR_TIMES),
      ...started(POD_1, FOUR_TIMES),
      ...exporter(POD_2, '1x80'),
      ...started(POD_2, '100x80'),
      ...started({ ...POD_1, pod: 'of-another-program', instance: '10.1.0.9:8080' }, IN_TURN),
    },
    expect: [nothing('AwsIamReplicasBehindOneAddress', '50m'), nothing('AwsIamReplicasBehindOneAddress', '1h10m')],
  },
];

const REFUSED: FiringAlert = {
  labels: { alertname: 'AwsIamConfigReloadFailed', severity: 'warning', ...KEPT },
  summary: 'The exporter refused its new configuration.',
  description:
    'The IAM credential exporter, job iam-credential-exporter in namespace monitoring, refused its new configuration and still runs with the one before it. It may not start with the new one. Its log lists the problems, and `--config.check` lists those of the file.',
};

const reload: readonly Scenario[] = [
  {
    name: 'AwsIamConfigReloadFailed fires until the configuration is taken',
    series: { ...exporter(POD_1, '1x60'), ...reloaded(POD_1, '1x10 0x19 1x29') },
    expect: [
      nothing('AwsIamConfigReloadFailed', '15m'),
      { at: '16m', alert: 'AwsIamConfigReloadFailed', firing: [REFUSED] },
      { at: '30m', alert: 'AwsIamConfigReloadFailed', firing: [REFUSED] },
      nothing('AwsIamConfigReloadFailed', '31m'),
      nothing('AwsIamConfigReloadFailed', '1h'),
    ],
  },
  {
    name: 'AwsIamConfigReloadFailed fires when one of two replicas refuses, once',
    series: { ...reloaded(POD_1, '1x60'), ...reloaded(POD_2, '0x60') },
    expect: [{ at: '1h', alert: 'AwsIamConfigReloadFailed', firing: [REFUSED] }],
  },
  {
    name: 'AwsIamConfigReloadFailed holds when the exporter vanishes, and ends with a pod that took the configuration',
    series: { ...reloaded(POD_1, '0x60 stale'), ...reloaded(POD_2, '_x120 1x60') },
    expect: [
      { at: '1h59m', alert: 'AwsIamConfigReloadFailed', firing: [REFUSED] },
      nothing('AwsIamConfigReloadFailed', '2h1m'),
    ],
  },
];

function reloaded(scraped: Labels, values: string): Record<string, string> {
  return { [series('iam_credential_exporter_config_last_reload_successful', scraped)]: values };
}

function started(scraped: Labels, values: string): Record<string, string> {
  return { [series('process_start_time_seconds', scraped)]: values };
}

export const exporterGuardScenarios: readonly Scenario[] = [
  ...down,
  ...restarting,
  ...replicaDown,
  ...behindOneAddress,
  ...reload,
];
