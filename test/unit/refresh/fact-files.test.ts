import { chmod, mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { parseReport } from '../../../src/report/parse-report.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { unpacked } from '../../support/unpacked-report.ts';
import { awsAccount } from './running-loop.ts';
import {
  ACCOUNT_ID,
  GATHERED,
  GENERATED,
  onlyFile,
  openFolder,
  reopen,
  reportContent,
  usersOf,
} from './stored-folder.ts';

const CSV = reportCsv(ACCOUNT_ID, ['rob']);
const production = awsAccount('production', 'payments');

let folder: string;

beforeEach(async () => {
  folder = path.join(await temporaryFolder(), 'reports');
});

const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

describe('a stored report', () => {
  test('is read back by a later start, with its times', async () => {
    await openFolder(folder).store(production, ['rob']);

    const { stored, log, errors } = await reopen(folder, production);

    expect(stored && unpacked(stored.value)).toEqual(unpacked(await parseReport(Buffer.from(CSV))));
    expect(stored).toMatchObject({ asOf: GENERATED, gatheredAt: GATHERED });
    expect({ log, errors }).toEqual({ log: [], errors: 0 });
  });

  test('lies in a folder that is made, with those around it', async () => {
    const deep = path.join(folder, 'a', 'b');

    await openFolder(deep).store(production, ['rob']);

    expect(usersOf(await reopen(deep, production))).toEqual(['rob']);
  });

  test('is the last one that was written', async () => {
    const { store } = openFolder(folder);
    await store(production, ['rob']);
    await store(production, ['eve']);

    expect(usersOf(await reopen(folder, production))).toEqual(['eve']);
  });

  test('is for the exporter alone, also where a file that others may read was left behind', async () => {
    const { store } = openFolder(folder);
    await store(production, ['rob']);
    const file = await onlyFile(folder);
    await writeFile(`${file}.new`, 'left', { mode: 0o666 });
    await chmod(`${file}.new`, 0o666);

    await store(production, ['eve']);

    expect(await modeOf(await onlyFile(folder))).toBe(0o600);
    expect(await modeOf(folder)).toBe(0o700);
  });

  test.each(['../../etc/passwd', 'prod/eu', '.', 'ä'.repeat(300), 'constructor'])(
    'of an account called %s lies in the folder too',
    async (name) => {
      await openFolder(folder).store(awsAccount(name), ['rob']);

      expect(await readdir(folder)).toHaveLength(1);
      expect(usersOf(await reopen(folder, awsAccount(name)))).toEqual(['rob']);
    },
  );

  test('is of one account only', async () => {
    await openFolder(folder).store(production, ['rob']);

    expect(await reopen(folder, awsAccount('sandbox'))).toEqual({ stored: undefined, log: [], errors: 0 });
  });

  test('stays when the account gets another owner', async () => {
    await openFolder(folder).store(production, ['rob']);

    expect(usersOf(await reopen(folder, { ...production, owner: 'platform' }))).toEqual(['rob']);
  });
});

describe('a write that was interrupted', () => {
  test.each([0, 1, 64, 65, 200, 600])(
    'after %i bytes leaves what was there, and the next one goes well',
    async (length) => {
      await openFolder(folder).store(production, ['rob']);
      const file = await onlyFile(folder);
      await writeFile(`${file}.new`, (await readFile(file)).subarray(0, length));

      const afterwards = await reopen(folder, production);
      await openFolder(folder).store(production, ['eve']);

      expect(usersOf(afterwards)).toEqual(['rob']);
      expect(afterwards.log).toEqual([]);
      expect(await onlyFile(folder)).toBe(file);
      expect(usersOf(await reopen(folder, production))).toEqual(['eve']);
    },
  );
});

describe('a report that cannot be written', () => {
  const LOST = 'facts cannot be stored: after a restart they have to come from AWS';

  test('is logged once however often it fails, counted each time, and the log says when it works again', async () => {
    await writeFile(folder, 'a file where the folder should be');
    const { store, log, errors } = openFolder(folder);

    await store(production, ['rob']);
    await store(awsAccount('sandbox'), ['rob']);
    const whileFailing = { log: [...log], errors: errors() };
    await rm(folder);
    await store(production, ['eve']);
    await store(production, ['eve']);

    expect(whileFailing).toEqual({
      log: [
        { message: LOST, problem: expect.stringMatching(/^(file already exists|a part of its path is not a folder)$/) },
      ],
      errors: 2,
    });
    expect(log.slice(1)).toEqual([{ message: 'facts are stored again', problem: undefined }]);
    expect(errors()).toBe(2);
    expect(usersOf(await reopen(folder, production))).toEqual(['eve']);
  });

  test('is logged also where the file system makes no folders and says that there is none', async () => {
    const { store, log, errors } = openFolder('/proc/reports/of-the-exporter');

    await store(production, ['rob']);

    expect(log).toEqual([
      {
        message: LOST,
        problem: expect.stringMatching(/^(there is no such file|the file system is read-only|permission denied)$/),
      },
    ]);
    expect(errors()).toBe(1);
  });

  test('leaves nothing half done', async () => {
    const { store, log, errors } = openFolder(folder);
    await store(production, ['rob']);
    const file = await onlyFile(folder);
    await rm(file);
    await mkdir(path.join(file, 'in the way'), { recursive: true });

    await store(production, ['eve']);

    expect(log).toEqual([
      { message: LOST, problem: expect.stringMatching(/^(it is a folder|directory not empty|file already exists)$/) },
    ]);
    expect(errors()).toBe(1);
    expect(await onlyFile(folder)).toBe(file);
  });
});

test('each read, write and removal takes the place of the folder, which may be on a disk that hangs', async () => {
  const { files, store, places } = openFolder(folder);

  await store(production, ['rob']);
  const written = places.length;
  await files.readReport(production);
  const read = places.length;
  files.forget(production, ['credential-report']);
  await files.written();

  expect([written, read]).toEqual([1, 2]);
  expect(places).toEqual([folder, folder, folder]);
});

test('of reports that wait for the disk only the newest of each account is kept', async () => {
  const { files, errors } = openFolder(folder);
  await writeFile(folder, 'a file where the folder should be');

  const content = await reportContent(production, ['rob']);
  for (const account of [production, production, awsAccount('sandbox'), production]) {
    files.write(account, 'credential-report', content);
  }
  await files.written();

  // One try for each account.
  expect(errors()).toBe(2);
});

describe('a report that is to be forgotten', () => {
  test('is removed, with what an interrupted write left of it, and the others stay', async () => {
    const { files, store, log } = openFolder(folder);
    await store(production, ['rob']);
    const file = await onlyFile(folder);
    await writeFile(`${file}.new`, 'left');
    await store(awsAccount('sandbox'), ['rob']);

    files.forget(production);
    await files.written();

    expect((await reopen(folder, production)).stored).toBeUndefined();
    expect(usersOf(await reopen(folder, awsAccount('sandbox')))).toEqual(['rob']);
    expect(await readdir(folder)).toHaveLength(1);
    expect(log).toEqual([]);
  });

  test('need not be there', async () => {
    const { files, log, errors } = openFolder(folder);

    files.forget(production);
    await files.written();

    expect({ log, errors: errors() }).toEqual({ log: [], errors: 0 });
  });

  test('is not there where a file is in the place of the folder', async () => {
    await writeFile(folder, 'a file where the folder should be');
    const { files, log, errors } = openFolder(folder);

    files.forget(production);
    await files.written();

    expect({ log, errors: errors() }).toEqual({ log: [], errors: 0 });
  });

  test('is not written by a write that still waits, but by one that comes later', async () => {
    const { files } = openFolder(folder);
    const content = await reportContent(production, ['rob']);
    const write = () => files.write(production, 'credential-report', content);

    write();
    files.forget(production);
    await files.written();
    const forgotten = (await reopen(folder, production)).stored;
    write();
    files.forget(production);
    write();
    await files.written();

    expect(forgotten).toBeUndefined();
    expect(usersOf(await reopen(folder, production))).toEqual(['rob']);
  });

  test('and cannot be removed is logged and counted', async () => {
    const { files, store, log, errors } = openFolder(folder);
    await store(production, ['rob']);
    const file = await onlyFile(folder);
    await rm(file);
    await mkdir(file);

    files.forget(production);
    await files.written();
    await rmdir(file);

    expect(log).toEqual([{ message: 'the stored report cannot be removed', problem: 'it is a folder' }]);
    expect(errors()).toBe(1);
  });
});
