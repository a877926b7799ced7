import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/config/load-config.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function fileWith(yaml: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'exporter.yml');
  await writeFile(file, yaml);
  return file;
}

test('a file is read, and a report file in it is found beside it', async () => {
  const file = await fileWith('accounts: [{ name: audit, reportFile: reports/a.csv }]');

  const result = await loadConfig(file);

  expect(result).toMatchObject({
    ok: true,
    config: { accounts: [{ reportFile: path.join(path.dirname(file), 'reports', 'a.csv') }] },
    warnings: [],
  });
});

test('a configuration file that is given by a relative path finds its report files beside it too', async () => {
  const file = path.relative(process.cwd(), await fileWith('accounts: [{ name: audit, reportFile: a.csv }]'));

  const result = await loadConfig(file);

  expect(result).toMatchObject({ config: { accounts: [{ reportFile: path.resolve(path.dirname(file), 'a.csv') }] } });
});

test('the problems of a file carry its name as it was given', async () => {
  const file = await fileWith('\n\nconcurrency: many\n');

  const result = await loadConfig(file);

  expect(result).toEqual({ ok: false, problems: [`${file}:3: concurrency: must be a whole number`] });
});

test('a file that is missing is a problem: the defaults are not a substitute', async () => {
  const file = path.join(await temporaryFolder(), 'missing.yml');

  const result = await loadConfig(file);

  expect(result).toEqual({ ok: false, problems: [`${file}: cannot be read (ENOENT)`] });
});

test('a folder instead of a file is a problem', async () => {
  const folder = path.join(await temporaryFolder(), 'exporter.yml');
  await mkdir(folder);

  const result = await loadConfig(folder);

  expect(result).toEqual({ ok: false, problems: [`${folder}: cannot be read (EISDIR)`] });
});
