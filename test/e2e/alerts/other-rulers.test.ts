/** The rules as the command `rules` prints them for a ruler that sees several clusters. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { exporterMain, output, promtool2, promtool3 } from '../support/tools.ts';
import { testRules } from './promtool.ts';
import {
  exporterWith,
  fires,
  firesThroughout,
  KEPT,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  type Scenario,
} from './scenario.ts';
import { ALERT, FIRING, oldKey } from './scenarios/old-key.ts';

const EAST = { cluster: 'east' };
const WEST = { cluster: 'west' };

/** The exporter of one cluster is gone after an hour; in the other it goes on, and finds nothing in the account. */
const oneOfTwoIsGone: Scenario = {
  name: 'one of two clusters loses its exporter',
  series: {
    ...exporterWith({ ...POD_1, ...EAST }, PRODUCTION, '1x60 stale'),
    ...oldKey({ ...POD_1, ...EAST }, '1x60 stale'),
    ...exporterWith({ ...POD_2, ...WEST }, PRODUCTION, '1x180'),
  },
  expect: [
    fires('AwsIamExporterDown', '2h', { ...KEPT, ...EAST, severity: 'critical' }),
    firesThroughout(ALERT, '3h', 166, { ...FIRING.labels, ...EAST }),
  ],
};

const asOneCluster: Scenario = {
  ...oneOfTwoIsGone,
  expect: [nothing('AwsIamExporterDown', '2h'), nothing(ALERT, '1h1m')],
};

let byCluster: string;

beforeAll(async () => {
  byCluster = path.join(await temporaryFolder(), 'rules-by-cluster.yaml');
  await writeFile(byCluster, await output(process.execPath, [exporterMain, 'rules', '--identity-label', 'cluster']));
});

describe.each([
  ['2', promtool2],
  ['3', await promtool3()],
])('Prometheus %s', (_, promtool) => {
  it('tells the exporters of two clusters apart', async () => {
    await expect(testRules(promtool, oneOfTwoIsGone, byCluster)).resolves.toBeUndefined();
  });

  it('takes them for replicas of one as the rules are shipped', async () => {
    await expect(testRules(promtool, asOneCluster)).resolves.toBeUndefined();
  });
});
