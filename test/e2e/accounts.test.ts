/** `accounts` of the built program: who of an organization is read, as it asks its configuration, AWS and nobody else. */
import { expect, test } from '@jest/globals';
import { FakeOrganization } from '../support/fake-aws/organization.ts';
import { environmentOf, knownReportOf } from './support/aws-exporter.ts';
import { configFile } from './support/exporter-process.ts';
import { startFake } from './support/fake-aws.ts';
import { exporterMain, run } from './support/tools.ts';

const MANAGEMENT = '111122223333';
const MANY = Array.from({ length: 40 }, (_each, index) => String(300_000_000_000 + index));
const CLOSED = '444455556666';

test('of many accounts each one has its line, and standard error has the sums', async () => {
  const organization = new FakeOrganization({
    managementAccountId: MANAGEMENT,
    accounts: [...MANY.map((accountId) => ({ accountId })), { accountId: CLOSED, name: 'Old', state: 'CLOSED' }],
  });
  const accounts = [MANAGEMENT, ...MANY].map((accountId) => ({ accountId, csv: knownReportOf(accountId) }));
  const fake = await startFake({ accounts, organization });
  const file = await configFile({ organization: { roleName: 'exporter' } });
  const variables = Object.entries(environmentOf(fake)).map(([name, value]) => `${name}=${value}`);
  const node = ['-i', `PATH=${process.env.PATH}`, ...variables, process.execPath, exporterMain];

  const { code, stdout, stderr } = await run('env', [...node, 'accounts', `--config.file=${file}`]);

  const [, ...lines] = stdout.trimEnd().split('\n');
  expect(lines.filter((line) => /^account \d{12} +\d{12} +read +organization +/.test(line))).toHaveLength(41);
  expect(lines.filter((line) => / closed +organization$/.test(line))).toHaveLength(1);
  expect(stderr).toMatch(/^(?:\[\d+\/41\] account \d+: read\n){41}42 accounts: 41 read, 1 closed\n$/);
  expect(code).toBe(0);
});
