/** The commands of docs/api.md do what the page says, with curl and jq. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startApiExporter } from '../support/api-exporter.ts';
import { type Finished, repositoryRoot, run } from '../support/tools.ts';

const page = readFileSync(path.join(repositoryRoot, 'docs/api.md'), 'utf8');
const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, commands = '']) => commands);

let url: string;
beforeAll(async () => {
  ({ url } = await startApiExporter());
});

async function example(mark: string): Promise<Finished> {
  const [found, ...more] = blocks.filter((commands) => commands.includes(mark));
  if (found === undefined || more.length > 0) throw new Error(`not one block of docs/api.md has ${mark}`);
  const home = await temporaryFolder();
  await writeFile(path.join(home, '.netrc'), 'machine 127.0.0.1 login reader password secret\n', { mode: 0o600 });
  const commands = found.replaceAll(/https?:\/\/(localhost:10063|exporter\.example\.com)/g, url);
  return run('env', [`HOME=${home}`, 'bash', '-euo', 'pipefail', '-c', commands]);
}

test('every block is tried', () => {
  expect(blocks).toHaveLength(5);
});

test('counts the findings of a team', async () => {
  expect(await example('jq .total')).toMatchObject({ code: 0, stdout: '1\n', stderr: '' });
});

test('lists findings of a severity, one a line', async () => {
  expect(await example('@tsv')).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('takes all users, page after page', async () => {
  const { code, stdout } = await example('while [');
  const users = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { user: string }).user);

  expect(code).toBe(0);
  expect(users).toEqual(Array.from({ length: 2 }, () => ['<root_account>', 'alice@example.com', 'deploy']).flat());
});

test('stops a deployment while an account cannot be read', async () => {
  expect(await example('--exit-status')).toMatchObject({ code: 1, stdout: 'false\n' });
});

test('asks with a login', async () => {
  const { code, stdout } = await example('--netrc');

  expect([code, stdout]).toEqual([0, expect.stringContaining('"account_name": "missing"')]);
});
