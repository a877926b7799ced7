/** Somebody writes a report in whole rows, with pauses: what is there meanwhile looks like a shorter report. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import type { FactSource, FetchedReport } from '../../../src/model/fact-source.ts';
import { createReportFileSource } from '../../../src/sources/report-file.ts';
import { factRequest } from '../../support/fact-request.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const FIRST_ROWS = 'user,arn\nrob,arn:aws:iam::111122223333:user/rob\n';
const WHOLE = `${FIRST_ROWS}sue,arn:aws:iam::111122223333:user/sue\n`;

let file: string;
let source: FactSource<FetchedReport>;
let whileWaiting: () => Promise<void>;

beforeEach(async () => {
  whileWaiting = () => Promise.resolve();
  file = path.join(await temporaryFolder(), 'report.csv');
  await writeFile(file, WHOLE);
  source = createReportFileSource(
    { source: 'file', name: 'audit', owner: '', reportFile: file, staleAfter: 86_400_000 },
    // By this clock every file was written a moment ago.
    { clock: { now: () => 0, sleep: () => whileWaiting() }, inFilePlace: (_file, work) => work() },
  );
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
