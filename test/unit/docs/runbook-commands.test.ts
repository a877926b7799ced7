/** Commands of runbooks and of the pages about running it, pasted into a shell: what they do when the world is not as hoped. */
import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readMarkdownPage } from './markdown-page.ts';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');

/** The one block of a page that has this in it. */
async function block(page: string, part: string): Promise<string> {
  const { blocks } = await readMarkdownPage(path.join(DOCS, page));
  const [found, ...more] = blocks.filter(({ text }) => text.includes(part));
  if (found === undefined || more.length > 0) throw new Error(`${page}: not one block has ${part}`);
  return found.text;
}

/** Runs what is pasted to its end, with an `aws` that does what `script` says. */
async function paste(commands: string, folder: string, script = 'exit 1'): Promise<void> {
  const aws = path.join(folder, 'aws');
  await writeFile(aws, `#!/bin/sh\n${script}\n`);
  await chmod(aws, 0o755);
  const environment = { PATH: `${folder}:${process.env.PATH ?? ''}` };
  await new Promise<void>((resolve) => {
    // Whatever the exit code: who pastes does not look at it.
    execFile('sh', ['-c', commands], { cwd: folder, env: environment }, () => {
      resolve();
    });
  });
}

const outcomes = [
  { what: 'is replaced by the one that AWS has', script: 'echo bmV3Cg==', content: 'new\n' },
  { what: 'stays while AWS has none', script: 'echo ReportInProgress >&2; exit 254', content: 'old\n' },
];
const pages = ['runbooks/AwsIamReportStale.md', 'deployment.md'];

it.each(pages.flatMap((page) => outcomes.map((outcome) => ({ page, ...outcome }))))(
  '$page: the report file $what',
  async ({ page, script, content }) => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'credential-report.csv');
    await writeFile(file, 'old\n');
    await paste(await block(page, 'mv '), folder, script);
    expect(await readFile(file, 'utf8')).toBe(content);
  },
);

it('the failures of accounts are found in the log, those of the exporter itself too', async () => {
  const folder = await temporaryFolder();
  const lines = ['info', 'warn', 'error'].map((level) => `{"level":"${level}","account":"production"}\n`);
  await writeFile(path.join(folder, 'log'), lines.join(''));
  const [, filter] = (await block('runbooks/AwsIamAccountFailing.md', 'kubectl')).split(' | grep ');
  await paste(`grep ${filter ?? ''} log > found`, folder);
  expect(await readFile(path.join(folder, 'found'), 'utf8')).toBe(lines.slice(1).join(''));
});

it('the accounts of an organization become entries of the configuration', async () => {
  const folder = await temporaryFolder();
  const list = await block('deployment.md', 'list-accounts');
  const accounts = String.raw`printf 'Production EU\t111122223333\nsandbox: old\t444455556666\n'`;
  await paste(`{ echo accounts:\n${list}\n} > config.yaml`, folder, accounts);
  const roleArn = (id: string) => `arn:aws:iam::${id}:role/iam-credential-exporter`;
  expect(parse(await readFile(path.join(folder, 'config.yaml'), 'utf8'))).toEqual({
    accounts: [
      { name: 'Production EU', roleArn: roleArn('111122223333'), externalId: 'EXTERNAL_ID' },
      { name: 'sandbox: old', roleArn: roleArn('444455556666'), externalId: 'EXTERNAL_ID' },
    ],
  });
});
