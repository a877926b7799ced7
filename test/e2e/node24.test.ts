/** The same build runs on the newest supported Node.js as on the one that runs these tests. */
import { expect, it } from '@jest/globals';
import { startExporter } from './support/exporter-process.ts';
import { familyNames } from './support/exposition.ts';
import { KNOWN_ACCOUNT, knownReport, reportFile } from './support/known-report.ts';
import { GRACE_PERIOD } from './support/server-process.ts';
import { node24Binary, output } from './support/tools.ts';

async function familiesServedBy(node: string): Promise<string[]> {
  const accounts = [{ name: 'known', reportFile: await reportFile(knownReport(Date.now())) }];
  const exporter = await startExporter({ node, config: { accounts } });
  const page = await exporter.metrics(`aws_iam_user_info{account_id="${KNOWN_ACCOUNT}"`);
  const { code, milliseconds } = await exporter.process.stop('SIGTERM');
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(GRACE_PERIOD);
  return familyNames(page);
}

it('serves the same families on Node.js 24', async () => {
  const node24 = await node24Binary();
  expect(await output(node24, ['--version'])).toMatch(/^v24\./);
  expect(await familiesServedBy(node24)).toEqual(await familiesServedBy(process.execPath));
});
