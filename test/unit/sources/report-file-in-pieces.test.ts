/** Somebody writes a report in whole rows, with pauses: what is there meanwhile looks like a shorter report. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { factRequest } from '../../support/fact-request.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fileSource, type ReportSource } from './file-source.ts';

const FIRST_ROWS = 'user,arn\nrob,arn:aws:iam::111122223333:user/rob\n';
const WHOLE = `${FIRST_ROWS}sue,arn:aws:iam::111122223333:user/sue\n`;

let file: string;
let source: ReportSource;
let whileWaiting: () => Promise<void>;

beforeEach(async () => {
  whileWaiting = () => Promise.resolve();
  file = path.join(await temporaryFolder(), 'report.csv');
  await writeFile(file, WHOLE);
  source = fileSource(file, { clock: { now: () => 0, sleep: () => whileWaiting() } });
  await read();
  await writeFile(file, FIRST_ROWS);
});

async function read(): Promise<string> {
  const { csv } = await source.fetch(factRequest({ newerThan: 0 }));
  return Buffer.from(csv).toString();
}

test('it has not changed before seven looks saw the same', async () => {
  const { signal } = new AbortController();
  const seen: unknown[] = [];
  for (let look = 0; look < 7; look += 1) seen.push(await source.hasChanged?.({ signal }));

  expect(seen).toEqual([false, false, false, false, false, false, true]);
});

test('it is waited for when it is due', async () => {
  let pauses = 0;
  whileWaiting = async () => {
    pauses += 1;
    if (pauses === 5) await writeFile(file, WHOLE);
  };

  expect(await read()).toBe(WHOLE);
});

test('after a piece that was no report a longer one is still waited for', async () => {
  await writeFile(file, FIRST_ROWS.slice(0, 20));
  await read();
  await writeFile(file, FIRST_ROWS);
  const { signal } = new AbortController();
  const seen: unknown[] = [];
  for (let look = 0; look < 7; look += 1) seen.push(await source.hasChanged?.({ signal }));

  expect(seen).toEqual([false, false, false, false, false, false, true]);
});

test('it is read when it stays so', async () => {
  expect(await read()).toBe(FIRST_ROWS);
});
