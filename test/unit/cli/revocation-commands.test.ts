/** The commands of `whose --leaked`, pasted into a shell: which arguments reach the AWS CLI. */
import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import {
  deactivateKey,
  denyOlderSessionsOfRole,
  denyOlderSessionsOfUser,
  denyRole,
  denyUser,
} from '../../../src/cli/revocation-commands.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The arguments, each as it arrives, with an `aws` that prints them. */
async function pasted(command: string): Promise<string[]> {
  const folder = await temporaryFolder();
  const aws = path.join(folder, 'aws');
  await writeFile(aws, `#!/bin/sh\nfor word; do printf '%s\\0' "$word"; done\n`);
  await chmod(aws, 0o755);
  const env = { PATH: `${folder}:${process.env.PATH ?? ''}` };
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
  return stdout.split('\0').slice(0, -1);
}

const documentOf = (words: readonly string[]): unknown => JSON.parse(words.at(-1) ?? '');

test.each([
  ['of a user', denyOlderSessionsOfUser('ci-deploy'), 'put-user-policy', '--user-name=ci-deploy'],
  ['of a role', denyOlderSessionsOfRole('deploy'), 'put-role-policy', '--role-name=deploy'],
])('the sessions %s that were issued until the command is run are denied, and no long-term key', async (...given) => {
  const [, command, operation, holder] = given;
  const before = Math.floor(Date.now() / 1000) * 1000;
  const words = await pasted(command);

  expect(words.slice(0, 3)).toEqual(['iam', operation, holder]);
  expect(documentOf(words)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          DateLessThan: { 'aws:TokenIssueTime': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
        },
      },
    ],
  });
  const [time = ''] = /\d{4}-[\dT:-]+Z/.exec(words.at(-1) ?? '') ?? [];
  expect(Date.parse(time)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(time)).toBeLessThanOrEqual(Date.now());
});

test.each([denyUser('backdoor'), denyRole('second-door')])(
  'what it made may do nothing any more: %s',
  async (command) => {
    expect(documentOf(await pasted(command))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
    });
  },
);

test('a name is one word, whatever is in it', async () => {
  expect(await pasted(deactivateKey("o'neil $(date)", 'AKIAIOSFODNN7EXAMPLE'))).toEqual([
    'iam',
    'update-access-key',
    "--user-name=o'neil $(date)",
    '--access-key-id',
    'AKIAIOSFODNN7EXAMPLE',
    '--status',
    'Inactive',
  ]);
});
