/** Whoever brings values of another chart hears how they are called here. */
import { expect, it } from '@jest/globals';
import { HELM_MAJORS, refusal } from '../support/chart.ts';

const THEIRS: readonly (readonly [string, string])[] = [
  ['replicaCount: 2', 'replicaCount is called replicas here: write it there'],
  ['autosharding: { enabled: true }', 'autosharding.enabled is called shards here: write it there'],
  ['imagePullSecrets: [{ name: registry }]', 'imagePullSecrets is called image.pullSecrets here: write it there'],
  ['env: { A: a }', 'env is called extraEnv here: write it there'],
  [
    'serviceMonitor: { additionalLabels: { a: b } }',
    'serviceMonitor.additionalLabels is called serviceMonitor.labels here: write it there',
  ],
  ['log: { level: debug }', 'log.level is called logLevel here: write it there'],
  ['log: { format: logfmt }', 'log.format is called logFormat here: write it there'],
  ['existingSecret: a', 'existingSecret is called existingConfigSecret or aws.existingSecret here: write it there'],
];

it.each(THEIRS)('%s', async (values, message) => {
  for (const helm of HELM_MAJORS) expect(await refusal({ helm, values })).toContain(message);
});
