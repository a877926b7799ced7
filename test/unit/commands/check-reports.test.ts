/** Reports that are named on the command line: files, folders and standard input, and what they are called. */
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { at } from '../../support/model-values.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { csvReport, csvRow, OLD_KEY_IN_USE } from '../report/csv-rows.ts';
import { checkOnce, type Checked } from './check-once.ts';

const NOW = at('2026-11-22T12:00:00Z');
const ROOT = { user: '<root_account>', password_enabled: 'not_supported', mfa_active: 'true' };
const FIRST = '111122223333';
const SECOND = '444455556666';

/** One user with an old key, who is named after the account. */
function reportOf(accountId: string, user = `user-${accountId}`): Buffer {
  const arn = `arn:aws:iam::${accountId}`;
  return csvReport([
    csvRow({ ...ROOT, arn: `${arn}:root` }),
    csvRow({ ...OLD_KEY_IN_USE, user, arn: `${arn}:user/${user}` }),
  ]);
}

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

async function write(name: string, content: Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  await utimes(file, NOW, NOW);
  return file;
}

async function check(reportFiles: string[], yaml = '{}', input: readonly Uint8Array[] = []): Promise<Checked> {
  return checkOnce({ now: NOW, yaml, input, options: { reportFiles, output: 'csv', failOn: 'warning' } });
}

/** `account user` of each finding. */
function found({ out }: Checked): string[] {
  const rows = out.split('\n').slice(1, -1);
  return rows.map((row) => row.split(',')).map(([, , account, , user]) => `${account ?? ''} ${user ?? ''}`);
}

describe('several files', () => {
  test('are each read, and the gate looks at all of them', async () => {
    const clean = csvReport([csvRow({ ...ROOT, arn: `arn:aws:iam::${SECOND}:root` })]);
    const files = [await write('bad.csv', reportOf(FIRST)), await write('good.csv', clean)];
    const checked = await check(files);

    expect(checked.code).toBe(1);
    expect(found(checked)).toEqual([`bad user-${FIRST}`]);
    expect(checked.error).toContain('in 2 accounts\n');
  });

  test('one of which cannot be read end with 3, and the others are said', async () => {
    const missing = path.join(folder, 'missing.csv');
    const checked = await check([await write('a.csv', reportOf(FIRST)), missing]);

    expect(checked.code).toBe(3);
    expect(found(checked)).toEqual([`a user-${FIRST}`]);
    expect(checked.error).toContain(`missing: file: cannot read the report file ${missing}: there is no such file\n`);
  });

  test('of one account end with 3 and name both', async () => {
    const files = [await write('a.csv', reportOf(FIRST)), await write('b.csv', reportOf(FIRST))];
    const { code, error } = await check(files);

    expect(code).toBe(3);
    expect(error).toContain(
      `b: duplicate_account: this is account ${FIRST}, which the file ${path.join(folder, 'a.csv')} is already`,
    );
  });

  test('that are the same file are read once', async () => {
    const file = await write('a.csv', reportOf(FIRST));
    const checked = await check([file, path.relative(process.cwd(), file), folder]);

    expect([checked.code, found(checked)]).toEqual([1, [`a user-${FIRST}`]]);
  });

  test('of one name are told apart by their folders', async () => {
    const files = [await write('one/report.csv', reportOf(FIRST)), await write('two/report.csv', reportOf(SECOND))];

    expect(found(await check(files))).toEqual([
      `${path.join(folder, 'one/report')} user-${FIRST}`,
      `${path.join(folder, 'two/report')} user-${SECOND}`,
    ]);
  });
});

describe('a folder', () => {
  test('of thirty reports is thirty accounts, named after the files', async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => String(index + 10));
    await Promise.all(numbers.map((number) => write(`team-${number}.csv`, reportOf(`1111222233${number}`))));
    const checked = await check([folder]);

    expect(checked.code).toBe(1);
    expect(found(checked)).toEqual(numbers.map((number) => `team-${number} user-1111222233${number}`));
  });

  test('says which of its files it does not read', async () => {
    await Promise.all([
      write('a.CSV', reportOf(FIRST)),
      write('notes.txt', Buffer.from('x')),
      write('.hidden', Buffer.from('x')),
    ]);
    const checked = await check([folder]);

    expect(found(checked)).toEqual([`a user-${FIRST}`]);
    expect(checked.error).toContain(`${folder}: not read, as it does not end with .csv: notes.txt\n`);
    expect(checked.error).not.toContain('.hidden');
  });

  test.each(['a.csv.txt', 'B.CSV.gz', 'sub/c.csv'])(
    'beside whose reports lies %s, which may be one too, ends with 3',
    async (name) => {
      await Promise.all([write('good.csv', reportOf(FIRST)), write(name, reportOf(SECOND))]);
      const { code, error } = await check([folder]);

      expect(code).toBe(3);
      const missed = name.startsWith('sub') ? 'sub (a folder)' : name;
      expect(error).toContain(
        `${folder}: not read, though it may be a report: ${missed}: name each as an argument, or move it away\n`,
      );
    },
  );

  test('has hidden reports too, and none in what ConfigMaps and macOS hide in it', async () => {
    await Promise.all([
      write('.a.csv', reportOf(FIRST)),
      write('..2026_11_22/b.csv', reportOf(SECOND)),
      write('._b.csv', Buffer.from('x')),
      write('old/notes.txt', Buffer.from('x')),
    ]);
    const checked = await check([folder]);

    expect([checked.code, found(checked)]).toEqual([1, [`.a user-${FIRST}`]]);
    expect(checked.error).toContain(`${folder}: not read, as it does not end with .csv: old (a folder)\n`);
  });

  test('without a report ends with 3', async () => {
    const { code, error } = await check([folder]);

    expect(code).toBe(3);
    expect(error).toContain(`${folder}: the folder has no file that ends with .csv\n`);
  });
});

test.each([
  ['', "'': a report file needs a name\n"],
  ['/dev/null', '/dev/null: is no regular file: give a pipe as -\n'],
])('what is no file, %j, ends with 3', async (name, problem) => {
  const { code, error } = await check([name]);

  expect(code).toBe(3);
  expect(error).toContain(problem);
});

describe('standard input', () => {
  const report = reportOf(FIRST);
  const pieces = [report.subarray(0, 100), report.subarray(100)];

  test('is the file -, beside other files', async () => {
    const checked = await check(['-', await write('b.csv', reportOf(SECOND))], '{}', pieces);

    expect([checked.code, found(checked)]).toEqual([1, [`stdin user-${FIRST}`, `b user-${SECOND}`]]);
  });

  test('that is empty ends with 3', async () => {
    expect(await check(['-'])).toMatchObject({
      code: 3,
      error: expect.stringContaining('stdin: malformed_report: the report is empty'),
    });
  });

  test('that is larger than a report may be ends with 3', async () => {
    const { code, error } = await check(['-'], 'reportSizeLimit: 1MB', [report, Buffer.alloc(1024 * 1024, '\n')]);

    expect(code).toBe(3);
    expect(error).toContain('stdin: malformed_report: the report is larger than 1MB');
  });

  test('that breaks off ends with 3', async () => {
    const input = (async function* () {
      yield report;
      await Promise.resolve();
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    })();
    const checked = await checkOnce({ now: NOW, input, options: { reportFiles: ['-'] } });

    expect(checked.code).toBe(3);
    expect(checked.error).toContain(
      'stdin: file: cannot read standard input: the disk or its server reports an error\n',
    );
  });
});

describe('a report of an account that the configuration has', () => {
  const ROLE = `roleArn: "arn:aws:iam::${FIRST}:role/exporter"`;

  test('gets its name and owner by the id of the role', async () => {
    const { out } = await check(
      [await write('download.csv', reportOf(FIRST))],
      `accounts: [{ name: production, owner: payments, ${ROLE} }]`,
    );

    expect(out).toContain(`,${FIRST},production,payments,user-${FIRST},`);
  });

  test('gets what the entry of its file says', async () => {
    const file = await write('download.csv', reportOf(FIRST));
    const { out } = await check([file], `accounts: [{ name: audit, owner: payments, reportFile: ${file} }]`);

    expect(out).toContain(`,${FIRST},audit,payments,user-${FIRST},`);
  });

  test('is not covered by what the policy has for another account, though its file is called so', async () => {
    const yaml = `accounts: [{ name: production, ${ROLE} }]
exemptions: [{ name: x, accounts: [production], reason: a test, expires: 9999-12-31 }]`;
    const checked = await check([await write('production.csv', reportOf(SECOND))], yaml);

    expect([checked.code, found(checked)]).toEqual([1, [`${SECOND} user-${SECOND}`]]);
  });
});
