/** What commands say of an account that the organization has and the configuration leaves out. */
import { beforeEach, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import type { Config } from '../../../src/config/config.ts';
import { activity } from '../../../src/commands/activity.ts';
import { withFoundAccounts } from '../../../src/commands/find-accounts.ts';
import { keys } from '../../../src/commands/keys.ts';
import { whoami } from '../../../src/commands/whoami.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';
import { MEMBER, startOrganization, YOUNGER } from './listed-accounts.ts';

const CLOSED = '222200000010';
const YAML = `organization:
  roleName: exporter
  exclude: [{ ou: ou-ab12-11111111 }]`;
const SEE = '; the command accounts lists who is read and who is not';
const BY_UNIT = 'organization.exclude[0] (ou ou-ab12-11111111) excludes it';

beforeEach(async () => {
  const fake = await startOrganization([
    { accountId: MEMBER, name: 'sandbox', parentId: 'ou-ab12-11111111' },
    { accountId: YOUNGER, name: 'shop' },
    { accountId: CLOSED, name: 'sandy', state: 'CLOSED' },
  ]);
  setAwsEnvironment(fake.url);
});

function read(args: readonly string[]) {
  const outside = { args, environment: {}, version: '', writeOut: () => undefined, writeError: () => undefined };
  return readCommandLine(outside);
}

async function run(name: string, account: string, yaml = YAML) {
  const line = read([...name.split(' '), '--account', account]);
  const stop = { stop: new AbortController().signal, atEnd: (): void => undefined };
  const clock = new PassingClock('2026-11-22T10:00:00Z', 30_000);
  const start = async (outside: Parameters<typeof keys>[0], config: Config): Promise<number> => {
    if (line.command === 'keys') return keys(outside, config, line.options);
    if (line.command === 'activity') return activity({ ...outside, ...stop }, config, line.options);
    throw new Error('is another command');
  };
  return runAwsCommand(
    async (outside) => {
      const given = goodConfig(yaml);
      // It finds them by itself.
      if (line.command === 'whoami') return whoami(outside, given, line.options);
      const config = await withFoundAccounts(outside, given);
      if (config === undefined) throw new Error('the accounts were not found');
      return start(outside, config);
    },
    undefined,
    clock,
  );
}

test.each([
  ['whoami', 3],
  ['keys', 3],
  ['activity --user bob', 2],
])('%s says why it is left out, and where to see the others', async (command, code) => {
  expect(await run(command, 'sandbox')).toMatchObject({
    code,
    error: `--account: sandbox is left out: ${BY_UNIT}${SEE}\n`,
  });
});

test.each([
  [MEMBER, `${MEMBER} ("sandbox") is left out: ${BY_UNIT}${SEE}`],
  ['sandy', `sandy is left out: it is closed${SEE}`],
  ['sand.*', `sand.* means accounts that are left out: "sandbox" (${BY_UNIT}), "sandy" (it is closed)${SEE}`],
  ['sandbax', 'there is no account sandbax'],
])('%s, whether it is an id, a name or a pattern', async (account, expected) => {
  const { code, error } = await run('whoami', account);

  expect([code, error]).toEqual([3, `--account: ${expected}\n`]);
});

test('one that nothing includes says so', async () => {
  const { error } = await run('whoami', 'shop', YAML.replace('exclude', 'include'));

  expect(error).toBe(`--account: shop is left out: no rule of organization.include matches it${SEE}\n`);
});

test('a pattern that also means accounts that are read says nothing of the others', async () => {
  const { code, error } = await run('whoami', 's.*');

  expect([code, error]).toEqual([0, '']);
});
