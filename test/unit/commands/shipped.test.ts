/** What `rules`, `dashboards` and `schema` print, write and refuse. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ShippedCommand } from '../../../src/cli/shipped-commands.ts';
import { shipped } from '../../../src/commands/shipped.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const BOARDS = ['access-keys', 'account', 'activity', 'exporter-health', 'overview', 'user'];

async function ask(asked: ShippedCommand) {
  const printed = { out: '', error: '' };
  const code = await shipped(
    {
      printOut: (text) => Promise.resolve(void (printed.out += text)),
      printError: (text) => Promise.resolve(void (printed.error += text)),
    },
    asked,
  );
  return { code, ...printed };
}

const rules = (...identityLabels: string[]) => ask({ command: 'rules', identityLabels });
const dashboards = (board?: string, output?: string) => ask({ command: 'dashboards', board, output });

describe('rules', () => {
  it('have a further label in every list of labels that is not empty', async () => {
    const [plain, byCluster] = [await rules(), await rules('cluster')];
    const lists = (text: string) => text.match(/\b(?:by|on) \([^)]+\)/g) ?? [];
    expect(lists(plain.out).length).toBeGreaterThan(50);
    expect(lists(byCluster.out)).toEqual(lists(plain.out).map((list) => list.replace('(', '(cluster, ')));
    expect(byCluster.out.replaceAll('(cluster, ', '(')).toBe(plain.out);
  });

  it.each([
    ['job', '"job" is a label which the rules have already: leave it out'],
    ['account_id', '"account_id" is a label which the rules have already: leave it out'],
    ['my-cluster', '"my-cluster" is no name of a label: it takes letters, digits and _'],
  ])('take no %s', async (label, problem) => {
    expect(await rules('cluster', label)).toEqual({ code: 2, out: '', error: `--identity-label: ${problem}\n` });
  });
});

describe('dashboards', () => {
  it('writes all of them to a folder that it makes, and says so', async () => {
    const folder = path.join(await temporaryFolder(), 'boards/iam');
    const { code, error } = await dashboards(undefined, folder);
    expect([code, await readdir(folder)]).toEqual([0, BOARDS.map((board) => `${board}.json`)]);
    expect(error).toBe(BOARDS.map((board) => `wrote ${folder}/${board}.json\n`).join(''));
    expect(JSON.parse(await readFile(`${folder}/overview.json`, 'utf8'))).toMatchObject({
      uid: 'iam-credential-overview',
    });
  });

  it('writes the one that is asked for', async () => {
    const folder = await temporaryFolder();
    await dashboards('user', folder);
    expect(await readdir(folder)).toEqual(['user.json']);
  });

  it.each([
    [undefined, 'Name one of the dashboards: '],
    ['billing', 'There is no dashboard "billing"; there is '],
    ['../../../../package', 'There is no dashboard "../../../../package"; there is '],
  ])('names those that there are, instead of %s', async (board, problem) => {
    const names = `${BOARDS.join(', ')}. With --output <folder> the command writes all of them.\n`;
    expect(await dashboards(board)).toEqual({ code: 2, out: '', error: problem + names });
  });

  it('says which one was meant', async () => {
    expect((await dashboards('Overveiw')).error).toBe('There is no dashboard "Overveiw": did you mean overview?\n');
  });

  it('ends where no folder can be made', async () => {
    const { code, error } = await dashboards(undefined, '/proc/boards/iam');
    expect([code, error]).toEqual([74, '--output: /proc/boards/iam: there is no such file\n']);
  });

  it('says that it cannot write, and why', async () => {
    const file = path.join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    const { code, error } = await dashboards(undefined, file);
    expect([code, error]).toEqual([74, `--output: ${file}: file already exists\n`]);
  });
});

it('prints the schema of the configuration', async () => {
  const { code, out } = await ask({ command: 'schema' });
  expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ $schema: expect.any(String) })]);
});
