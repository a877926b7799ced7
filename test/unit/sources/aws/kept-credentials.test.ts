import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { createCredentialChain } from '../../../../src/sources/aws/credential-chain.ts';
import { createRequestHandler } from '../../../../src/sources/aws/request-handler.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { StandingClock } from '../../../support/standing-clock.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

test('credentials stay where AWS refuses a key that is another one by now', async () => {
  const folder = await temporaryFolder();
  const runs = path.join(folder, 'runs');
  const answer = JSON.stringify({ Version: 1, AccessKeyId: 'NEW', SecretAccessKey: 's' });
  const [config, program] = [path.join(folder, 'config'), path.join(folder, 'answer')];
  await writeFile(program, answer);
  await writeFile(config, `[default]\ncredential_process = cat ${program} && echo >> ${runs}\n`);
  setAwsEnvironment('http://127.0.0.1:1', { AWS_CONFIG_FILE: config });
  const { provide, refused } = createCredentialChain({
    clock: new StandingClock(),
    environment: globalThis.process.env,
    requestHandler: createRequestHandler(globalThis.process.env),
    log: { warn: () => undefined },
  });

  await provide();
  refused('OLD');
  await provide();
  expect(await readFile(runs, 'utf8')).toBe('\n');
  refused('NEW');
  await provide();
  expect(await readFile(runs, 'utf8')).toBe('\n\n');
});
