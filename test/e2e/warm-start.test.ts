/** A start after an end that nobody saw coming, with the reports that the run before has stored. */
import { execFile } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { faults } from '../support/fake-aws/faults.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { reportCsv } from '../support/report-csv.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  type AwsExporter,
  knownReportOf,
  linesAbout,
  ownValue,
  refreshErrors,
  roleAccount,
  startAwsExporter,
} from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';
import { createMovableClock } from './support/movable-clock.ts';

const OWN = '111111111111';
const MEMBER = '222222222222';
const CONFIG = { accounts: [{ name: 'own' }, roleAccount('member', MEMBER)] };
const NAMES = ['own', 'member'];
const UNUSABLE = 'the stored report cannot be used';
const LOST = 'facts cannot be stored: after a restart they have to come from AWS';

/** Two accounts whose reports are an hour and two hours old. */
function startTwoAccounts(): Promise<FakeAws> {
  return startFake({
    accounts: [OWN, MEMBER].map((accountId, index) => ({
      accountId,
      csv: knownReportOf(accountId),
      generatedTime: Date.now() - (index + 1) * 3_600_000,
    })),
  });
}

function start(fake: FakeAws, folder: string, config: object = CONFIG, env: NodeJS.ProcessEnv = {}) {
  return startAwsExporter(fake, config, { args: [`--storage.path=${folder}`], env });
}

async function storedIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.report')).map((name) => path.join(folder, name));
}

/** A folder with the reports of both accounts, of a run that was killed. */
async function storeAndKill(fake: FakeAws): Promise<{ folder: string; page: string }> {
  const folder = path.join(await temporaryFolder(), 'reports');
  const exporter = await start(fake, folder);
  const page = await untilUp(exporter, NAMES, 1);
  await exporter.process.until(
    'both reports are stored',
    async () => (await storedIn(folder)).length === 2 || undefined,
  );
  await exporter.process.stop('SIGKILL');
  return { folder, page };
}

async function untilUp(exporter: AwsExporter, names: readonly string[], value: 0 | 1): Promise<string> {
  for (const name of names) await exporter.untilValue(up(name), value);
  // A page that shows the last of them is made a moment later.
  await exporter.process.until('a current page', async () => (await exporter.status('/-/ready')) === 200 || undefined);
  return exporter.page();
}

function up(name: string): string {
  return `fact_up{account_name="${name}",fact="credential-report"}`;
}

function timestampOf(page: string, name: string): number | undefined {
  return ownValue(page, `fact_timestamp_seconds{account_name="${name}",fact="credential-report"}`);
}

function warnings(exporter: AwsExporter, message: string): Record<string, unknown>[] {
  return exporter.logs().filter(({ msg }) => msg === message);
}

test('killed, and started again while AWS cannot be reached: the last report of every account with its true age', async () => {
  const fake = await startTwoAccounts();
  const { folder, page: before } = await storeAndKill(fake);
  await fake.close();

  const exporter = await start(fake, folder);
  const page = await untilUp(exporter, NAMES, 0);

  for (const accountId of [OWN, MEMBER]) {
    expect(linesAbout(before, accountId).join('\n')).toContain('user="alice@example.com"');
    expect(linesAbout(page, accountId)).toEqual(linesAbout(before, accountId));
  }
  const timestamps = NAMES.map((name) => timestampOf(page, name));
  expect(timestamps).toEqual(NAMES.map((name) => timestampOf(before, name)));
  expect((timestamps[0] ?? 0) - (timestamps[1] ?? 0)).toBe(3_600);
  expect(NAMES.map((name) => refreshErrors(page, name))).toEqual([{ network: 1 }, { network: 1 }]);
  expect(ownValue(page, 'storage_errors_total')).toBe(0);
  expect(await exporter.status('/-/healthy')).toBe(200);
});

test('it is ready with the stored reports while AWS has not answered yet', async () => {
  const fake = await startTwoAccounts();
  const { folder } = await storeAndKill(fake);
  fake.always('*', '*', faults.hang);

  const exporter = await start(fake, folder);
  await exporter.process.until('ready', async () => (await exporter.status('/-/ready')) === 200 || undefined);
  const page = await exporter.page();

  expect([OWN, MEMBER].map((accountId) => linesAbout(page, accountId).length > 0)).toEqual([true, true]);
  expect(NAMES.map((name) => ownValue(page, up(name)))).toEqual([undefined, undefined]);
});

test('a file that was damaged is logged once, counted and replaced, and the other account does not notice', async () => {
  const fake = await startTwoAccounts();
  const { folder } = await storeAndKill(fake);
  const [file = ''] = await storedIn(folder);
  const content = await readFile(file);
  content[content.length - 1] = 0;
  await writeFile(file, content);

  const exporter = await start(fake, folder);
  const page = await untilUp(exporter, NAMES, 1);
  await exporter.process.until(
    'the file is another one',
    async () => !(await readFile(file)).equals(content) || undefined,
  );
  await exporter.process.stop('SIGKILL');
  await fake.close();
  const next = await start(fake, folder);
  const restored = await untilUp(next, NAMES, 0);

  expect(warnings(exporter, UNUSABLE)).toEqual([
    expect.objectContaining({ level: 'warn', file, problem: 'it is damaged or was cut off' }),
  ]);
  expect(ownValue(page, 'storage_errors_total')).toBe(1);
  expect(warnings(next, UNUSABLE)).toEqual([]);
  expect([OWN, MEMBER].map((accountId) => linesAbout(restored, accountId).length > 0)).toEqual([true, true]);
});

test('killed again and again while it writes: what is there is whole', async () => {
  const ids = Array.from({ length: 30 }, (_, index) => String(300_000_000_000 + index));
  const users = Array.from({ length: 200 }, (_, index) => `user-${index}`);
  const fake = await startFake({
    accounts: ids.map((accountId) => ({ accountId, csv: reportCsv(accountId, users), generatedTime: Date.now() })),
  });
  const folder = await temporaryFolder();
  const config = { accounts: ids.map((id) => roleAccount(id, id)) };
  const damaged: unknown[] = [];

  // The file system tells of each step of a write: a new file, its parts, its new name.
  for (const steps of [1, 2, 3, 4, 5, 7, 11, 20, 41, 83]) {
    const lastStep = nthChange(folder, steps);
    const exporter = await start(fake, folder, config);
    await lastStep;
    await exporter.process.stop('SIGKILL');
    damaged.push(...warnings(exporter, UNUSABLE));
  }
  await fake.close();
  const stored = await storedIn(folder);
  const exporter = await start(fake, folder, config);
  const page = await untilUp(exporter, ids, 0);

  const served = ids.filter((id) => linesAbout(page, id).length > 0);
  expect([...damaged, ...warnings(exporter, UNUSABLE)]).toEqual([]);
  expect(served).toHaveLength(stored.length);
  expect(served.length).toBeGreaterThan(0);
  for (const id of served) {
    expect(usersOn(page, id)).toBe(users.length + 1);
  }
});

function nthChange(folder: string, count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    const changes = watch(folder, () => {
      seen += 1;
      if (seen < count) return;
      changes.close();
      resolve();
    });
  });
}

function usersOn(page: string, accountId: string): number {
  return Number(
    new RegExp(`^aws_iam_credential_report_users\\{account_id="${accountId}".*\\} (\\d+)$`, 'm').exec(page)?.[1],
  );
}

test('a full disk costs a metric and one line of the log, and the reports are stored again once there is room', async () => {
  const folder = path.join(await temporaryFolder(), 'full');
  await mkdir(folder);
  const run = promisify(execFile);
  await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  try {
    const large = reportCsv(
      OWN,
      Array.from({ length: 1_000 }, (_, index) => `user-${index}`),
    );
    const fake = await startFake({ accounts: [{ accountId: OWN, csv: large, generatedTime: Date.now() }] });
    const clock = await createMovableClock();
    const exporter = await start(fake, folder, { accounts: [{ name: 'own' }] }, clock.env);

    await exporter.untilValue('storage_errors_total', 1);
    await clock.advance(exporter.process.pid, 5 * 3_600_000);
    const failing = await exporter.untilValue('storage_errors_total', 2);
    const lostLines = warnings(exporter, LOST);
    fake.setReport(OWN, reportCsv(OWN, ['somebody']));
    await clock.advance(exporter.process.pid, 5 * 3_600_000);
    await exporter.process.until(
      'stored again',
      () => warnings(exporter, 'facts are stored again').length > 0 || undefined,
    );
    await exporter.process.stop('SIGKILL');

    expect(usersOn(failing, OWN)).toBe(1_001);
    expect(ownValue(failing, up('own'))).toBe(1);
    expect(lostLines).toEqual([expect.objectContaining({ level: 'warn', problem: 'the disk is full' })]);
    expect(warnings(exporter, LOST)).toEqual(lostLines);
    expect(await storedIn(folder)).toHaveLength(1);
  } finally {
    await run('umount', ['--lazy', folder]);
  }
});
