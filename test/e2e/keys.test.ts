/** `keys` of the built program: the ids that the report does not have. */
import { expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../support/access-key-ids.ts';
import { environmentOf, knownReportOf, roleAccount } from './support/aws-exporter.ts';
import { configFile } from './support/exporter-process.ts';
import { startFake } from './support/fake-aws.ts';
import { exporterMain, run } from './support/tools.ts';

const MEMBER = '444455556666';

test('the keys of a user in an account with a role have their ids, their last use and their next step', async () => {
  const fake = await startFake({ accounts: [{ accountId: MEMBER, csv: knownReportOf(MEMBER) }] });
  const id = accessKeyIdOf(MEMBER, 'DEPLOY');
  // After the report, which then says nothing of it.
  const CreateDate = new Date(Date.now() + 60_000);
  fake.setLive(MEMBER, { accessKeys: [{ AccessKeyId: id, UserName: 'deploy', CreateDate }] });
  const file = await configFile({ accounts: [roleAccount('member', MEMBER)] });
  const given = Object.entries(environmentOf(fake)).map(([name, value]) => `${name}=${value ?? ''}`);
  const args = [exporterMain, 'keys', `--config.file=${file}`, '--user=deploy'];

  const { code, stdout, stderr } = await run('env', ['-i', ...given, process.execPath, ...args]);

  expect(stdout).toMatch(new RegExp(`^member +deploy +${id} +active +0 +never +none$`, 'm'));
  expect([code, stderr]).toEqual([0, '']);
});
