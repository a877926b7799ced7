/** A stored report that the next start cannot use is logged once, counted and ignored. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import type { CredentialReport } from '../../../src/model/facts/credential-report.ts';
import { encodeStoredReport } from '../../../src/refresh/stored-report.ts';
import { fact } from '../../support/model-values.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { awsAccount, fileAccount } from './running-loop.ts';
import { ACCOUNT_ID, onlyFile, openFolder, reopen } from './stored-folder.ts';

const production = awsAccount('production', 'payments');

let folder: string;

beforeEach(async () => {
  folder = path.join(await temporaryFolder(), 'reports');
});

/** A file as this version writes it, whose digest is right. */
function signed(...parts: readonly string[]): string {
  const body = parts.join('\n');
  return `${createHash('sha256').update(body).digest('hex')}\n${body}`;
}

async function expectUnusable(problem: string, account: Account = production): Promise<void> {
  expect(await reopen(folder, account)).toEqual({
    stored: undefined,
    log: [{ message: 'the stored report cannot be used', problem }],
    errors: 1,
  });
}

test.each<[string, Account]>([
  ['a role', { ...production, roleArn: 'arn:aws:iam::444455556666:role/reader' }],
  ['a region', { ...production, region: 'cn-north-1' }],
  ['a file instead of AWS', fileAccount({ name: 'production', owner: 'payments' })],
])('the entry of the account has %s now', async (_what, account) => {
  await openFolder(folder).store(production, ['rob']);
  const file = await onlyFile(folder);

  const unfound = await reopen(folder, account);
  await openFolder(folder).store(account, ['eve']);
  const [own = ''] = (await readdir(folder)).map((name) => path.join(folder, name)).filter((name) => name !== file);
  await rename(file, own);

  expect(unfound).toEqual({ stored: undefined, log: [], errors: 0 });
  await expectUnusable('it is of another source: the entry of the account has changed', account);
});

test('any byte of it is another one', async () => {
  await openFolder(folder).store(production, []);
  const file = await onlyFile(folder);
  const content = await readFile(file);
  const used: number[] = [];
  for (let position = 0; position < content.length; position += 1) {
    const damaged = Buffer.from(content);
    damaged[position] = (damaged[position] ?? 0) ^ 1;
    await writeFile(file, damaged);
    const { stored, log, errors } = await reopen(folder, production);
    if (stored !== undefined || log.length !== 1 || errors !== 1) used.push(position);
  }

  expect(used).toEqual([]);
});

test('it was cut off anywhere', async () => {
  await openFolder(folder).store(production, []);
  const file = await onlyFile(folder);
  const content = await readFile(file);
  const used: number[] = [];
  for (let length = 0; length < content.length; length += 1) {
    await writeFile(file, content.subarray(0, length));
    const { stored, log, errors } = await reopen(folder, production);
    if (stored !== undefined || log.length !== 1 || errors !== 1) used.push(length);
  }

  expect(used).toEqual([]);
});

test.each([
  ['nothing is in it', '', 'it is damaged or was cut off'],
  ['something was added', undefined, 'it is damaged or was cut off'],
  ['it is a report as AWS gives it', reportCsv('111122223333'), 'it is damaged or was cut off'],
  [
    'it has another format',
    signed('{"format":2,"generatedTime":1,"gatheredAt":1}', 'user'),
    'another version of the exporter has stored it',
  ],
  ['it has no heading', signed('user,arn', 'rob'), 'another version of the exporter has stored it'],
  ['its heading is null', signed('null', 'rob'), 'another version of the exporter has stored it'],
])('%s', async (_what, content, problem) => {
  await openFolder(folder).store(production, ['rob']);
  const file = await onlyFile(folder);
  await writeFile(file, content ?? `${(await readFile(file)).toString()}\n`);

  await expectUnusable(problem);
});

test('it is a folder', async () => {
  await openFolder(folder).store(production, ['rob']);
  const file = await onlyFile(folder);
  await rm(file);
  await mkdir(file);

  await expectUnusable('it is a folder');
});

test('it holds a report that this version cannot read', async () => {
  const { files } = openFolder(folder);
  const report = fact({ accountId: ACCOUNT_ID } as CredentialReport);
  files.write(production, 'credential-report', encodeStoredReport(production, Buffer.from('user,arn\n'), report));
  await files.written();

  const { stored, log, errors } = await reopen(folder, production);

  expect(stored).toBeUndefined();
  expect(log).toEqual([{ message: 'the stored report cannot be used', problem: expect.stringMatching(/report/) }]);
  expect(errors).toBe(1);
});
