/** `whose` of the built program: from the ids of a secret scanner to the owner of each key. */
import { expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../support/access-key-ids.ts';
import { credentialsOf, eventOf, roleBy, userBy } from '../support/key-story.ts';
import { environmentOf, knownReportOf, roleAccount } from './support/aws-exporter.ts';
import { configFile } from './support/exporter-process.ts';
import { startFake } from './support/fake-aws.ts';
import { exporterMain, run } from './support/tools.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const LEAKED = accessKeyIdOf(MEMBER, 'LEAKED');
const ROOTS = accessKeyIdOf(OWN, 'ROOTKE');
const GONE = accessKeyIdOf(MEMBER, 'GONEAA');

const environmentWords = (fake: Parameters<typeof environmentOf>[0]) =>
  Object.entries(environmentOf(fake)).map(([name, value]) => `${name}=${value ?? ''}`);

test('a list on standard input has one answer for each key, and asks nobody else', async () => {
  const fake = await startFake({
    accounts: [OWN, MEMBER].map((accountId) => ({ accountId, csv: knownReportOf(accountId) })),
  });
  // After the report, which then says nothing of it.
  const created = new Date(Date.now() + 60_000);
  fake.setLive(MEMBER, { accessKeys: [{ AccessKeyId: LEAKED, UserName: 'deploy', CreateDate: created }] });
  fake.setLive(OWN, { accessKeys: [{ AccessKeyId: ROOTS }] });
  const file = await configFile({ accounts: [{ name: 'own' }, roleAccount('member', MEMBER)] });
  const given = environmentWords(fake);
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

test('a key that has leaked: who made it, what it left in another account, and what to do in which order', async () => {
  const fake = await startFake({
    accounts: [OWN, MEMBER].map((accountId) => ({ accountId, csv: knownReportOf(accountId) })),
  });
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const session = accessKeyIdOf(OWN, 'SESSIO', 'ASIA');
  fake.setLive(MEMBER, {
    accessKeys: [{ AccessKeyId: LEAKED, UserName: 'deploy', CreateDate: new Date(Date.now() - 3_600_000) }],
    users: [{ UserName: 'deploy', GroupList: ['staff'] }],
    groups: [{ GroupName: 'staff' }],
    events: [
      eventOf({
        accountId: MEMBER,
        time: ago(60),
        name: 'CreateAccessKey',
        by: userBy(MEMBER, 'ann', accessKeyIdOf(MEMBER, 'ANNSKE')),
        request: { userName: 'deploy' },
        response: { accessKey: { userName: 'deploy', accessKeyId: LEAKED } },
      }),
      eventOf({
        accountId: MEMBER,
        time: ago(30),
        name: 'AssumeRole',
        service: 'sts',
        by: userBy(MEMBER, 'deploy', LEAKED),
        request: { roleArn: `arn:aws:iam::${OWN}:role/ops`, roleSessionName: 'x' },
        response: credentialsOf(session, ago(-30)),
      }),
    ],
  });
  fake.setLive(OWN, {
    events: [
      eventOf({
        accountId: OWN,
        time: ago(20),
        name: 'CreateUser',
        by: roleBy(OWN, 'ops', 'x', session),
        request: { userName: 'backdoor' },
      }),
    ],
  });
  const file = await configFile({ accounts: [{ name: 'own' }, roleAccount('member', MEMBER)] });

  const { code, stdout, stderr } = await run('env', [
    ...['-i', `PATH=${process.env.PATH}`, ...environmentWords(fake)],
    ...[process.execPath, exporterMain, 'whose', `--config.file=${file}`, '--leaked', LEAKED],
  ]);

  expect(code).toBe(0);
  // On a slow machine it says how far it is.
  expect(stderr).toMatch(/^(\d+ requests, \d+ records\n)*$/);
  expect(stdout).not.toContain('SECRET-TOKEN');
  expect(stdout).toMatch(/Life .* created by the user ann/);
  expect(stdout).toMatch(/Made .* CreateUser user backdoor in 111122223333/);
  const inOrder = [
    `aws iam update-access-key --user-name=deploy --access-key-id ${LEAKED} --status Inactive`,
    'aws iam put-user-policy --user-name=deploy',
    'Run it in own (111122223333):',
    'aws iam put-user-policy --user-name=backdoor',
    'aws iam put-role-policy --role-name=ops',
    `whose --config.file=${file} --leaked ${LEAKED}`,
  ];
  const places = inOrder.map((text) => stdout.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});
