/** `whose` of the built program: from the ids of a secret scanner to the owner of each key. */
import { expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../support/access-key-ids.ts';
import { environmentOf, knownReportOf, roleAccount } from './support/aws-exporter.ts';
import { configFile } from './support/exporter-process.ts';
import { startFake } from './support/fake-aws.ts';
import { exporterMain, run } from './support/tools.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const LEAKED = accessKeyIdOf(MEMBER, 'LEAKED');
const ROOTS = accessKeyIdOf(OWN, 'ROOTKE');
const GONE = accessKeyIdOf(MEMBER, 'GONEAA');

test('a list on standard input has one answer for each key, and asks nobody else', async () => {
  const fake = await startFake({
    accounts: [OWN, MEMBER].map((accountId) => ({ accountId, csv: knownReportOf(accountId) })),
  });
  // After the report, which then says nothing of it.
  const created = new Date(Date.now() + 60_000);
  fake.setLive(MEMBER, { accessKeys: [{ AccessKeyId: LEAKED, UserName: 'deploy', CreateDate: created }] });
  fake.setLive(OWN, { accessKeys: [{ AccessKeyId: ROOTS }] });
  const file = await configFile({ accounts: [{ name: 'own' }, roleAccount('member', MEMBER)] });
  const given = Object.entries(environmentOf(fake)).map(([name, value]) => `${name}=${value ?? ''}`);
  const ids = [LEAKED, ROOTS, GONE].join('\\n');
  const program = `printf '${ids}\\n' | "$0" "$@"`;
  const args = ['whose', `--config.file=${file}`, '--output=json', '-'];

  const { code, stdout, stderr } = await run('env', [
    ...['-i', `PATH=${process.env.PATH}`, ...given],
    ...['sh', '-c', program, process.execPath, exporterMain, ...args],
  ]);

  const { keys } = JSON.parse(stdout) as { keys: object[] };
  expect(keys).toEqual([
    expect.objectContaining({ key_id: LEAKED, is: 'user-key', account_name: 'member', user: 'deploy' }),
    expect.objectContaining({ key_id: ROOTS, is: 'root-key', account_name: 'own' }),
    expect.objectContaining({ key_id: GONE, is: 'no-key', account_id: MEMBER }),
  ]);
  expect([code, stderr]).toEqual([1, '']);
});
