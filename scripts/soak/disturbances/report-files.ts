/** What happens to report files that somebody puts there by hand. */
import { open, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { SoakedAccount } from '../soaked-account.ts';
import type { Disturbance, World } from './disturbance.ts';

/** Milliseconds between two pieces that a slow writer writes, and how many pieces there are. */
const PIECES = { every: 300, count: 40 };

export const reportFiles: readonly Disturbance[] = [
  {
    name: 'file: cut in place',
    subject: 'file',
    accounts: 1,
    seconds: 20,
    begin: ({ configuration }, account) =>
      truncate(configuration.reportFile(account), middleOfRow(account.newest().csv)),
    end: ({ publish }, account) => publish(account),
  },
  {
    name: 'file: written slowly in place',
    subject: 'file',
    accounts: 1,
    seconds: 20,
    begin: ({ configuration }, account) => writeSlowly(configuration.reportFile(account), account),
    end: ({ publish }, account) => publish(account),
  },
  {
    name: 'file: gone',
    subject: 'file',
    accounts: 1,
    seconds: 20,
    begin: ({ configuration }, account) => rm(configuration.reportFile(account)),
    end: ({ publish }, account) => publish(account),
  },
  {
    name: 'file: empty',
    subject: 'file',
    accounts: 1,
    seconds: 20,
    begin: ({ configuration }, account) => writeFile(configuration.reportFile(account), ''),
    end: ({ publish }, account) => publish(account),
  },
];

/** By a rename: nobody sees half of it. Its modification time is when the report was made. */
export async function replaceFile(configuration: World['configuration'], account: SoakedAccount): Promise<void> {
  const file = configuration.reportFile(account);
  const { csv, generated } = account.make();
  await writeFile(`${file}.new`, csv);
  await utimes(`${file}.new`, generated, generated);
  await rename(`${file}.new`, file);
}

/** Whole rows at a time, so that each piece looks like a report; it is still at work when the disturbance begins to last. */
async function writeSlowly(file: string, account: SoakedAccount): Promise<void> {
  const rows = account.newest().csv.split(/(?<=\n)/);
  const size = Math.ceil(rows.length / PIECES.count);
  const handle = await open(file, 'w');
  for (let from = 0; from < rows.length; from += size) {
    await handle.write(rows.slice(from, from + size).join(''));
    await setTimeout(PIECES.every);
  }
  await handle.close();
  await utimes(file, account.newest().generated, account.newest().generated);
}

function middleOfRow(csv: string): number {
  return csv.lastIndexOf(',', csv.length / 2);
}
