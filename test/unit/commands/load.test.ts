import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { createConfigLoader } from '../../../src/commands/load.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The pause between two looks at the file is at once, and the deadline never. */
const CLOCK = {
  now: Date.now,
  sleep: (ms: number) => (ms < 1_000 ? Promise.resolve() : new Promise<void>(() => undefined)),
};
const ACCOUNT = 'accounts: [{ name: china, roleArn: "arn:aws-cn:iam::111122223333:role/x" }]';

test.each([
  [{ AWS_REGION: 'eu-west-1' }, 'the role of "china" of aws-cn'],
  [{ AWS_USE_FIPS_ENDPOINT: 'True' }, 'AWS_USE_FIPS_ENDPOINT: must be true or false'],
])('a reload refuses what a start with %j refuses', async (environment, problem) => {
  const file = path.join(await temporaryFolder(), 'exporter.yml');
  await writeFile(file, ACCOUNT);

  expect(await createConfigLoader(file, CLOCK, environment).loadAgain()).toEqual({
    ok: false,
    problems: [expect.stringContaining(problem)],
  });
});

test('a reload to files alone needs nothing of what is set for AWS', async () => {
  const file = path.join(await temporaryFolder(), 'exporter.yml');
  await writeFile(file, 'accounts: [{ name: a, reportFile: a.csv }]');
  const environment = { AWS_USE_FIPS_ENDPOINT: 'True' };

  expect(await createConfigLoader(file, CLOCK, environment).loadAgain()).toMatchObject({ ok: true });
});

test('a reload opens no file that a variable names: a disk that hangs would hold up the exporter', async () => {
  const file = path.join(await temporaryFolder(), 'exporter.yml');
  await writeFile(file, ACCOUNT);
  const environment = { AWS_CA_BUNDLE: '/nowhere', AWS_REGION: 'cn-north-1' };

  expect(await createConfigLoader(file, CLOCK, environment).loadAgain()).toMatchObject({ ok: true });
});
