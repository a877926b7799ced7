/** Report files on a mount that does not answer, that somebody writes into, that are older than what is known, and that are too large. */
import { rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { startProber } from '../../support/prober.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type AwsExporter, linesAbout, ownValue, refreshErrors, startAwsExporter } from '../support/aws-exporter.ts';
import { startFake } from '../support/fake-aws.ts';
import { untilPage } from '../support/further-facts.ts';
import { hangOpens } from '../support/hanging-file.ts';
import { expectNoStandstill } from '../support/standstill.ts';

const AWS_ACCOUNT = '111111111111';
const FILE_ACCOUNT = '222222222222';
const SHARE_ACCOUNTS = ['311111111111', '322222222222', '333333333333', '344444444444'];
const MIB = 1024 * 1024;

/** Each user is a finding. */
const POLICY = { checks: { 'user-created': { enabled: true, withinDays: 3_650 } } };

interface ReportFile {
  readonly accountId: string;
  readonly file: string;
}

/** In a folder of its own; its findings are those of the one user. */
async function placeReport(accountId: string, folder?: string, csv?: string): Promise<ReportFile> {
  const file = path.join(folder ?? (await temporaryFolder()), `${accountId}.csv`);
  await writeFile(file, csv ?? reportCsv(accountId, ['somebody']));
  return { accountId, file };
}

function entry({ accountId, file }: ReportFile): object {
  return { name: accountId, reportFile: file };
}

async function putInPlace(file: string, csv: string, writtenAt?: Date): Promise<void> {
  await writeFile(`${file}.new`, csv);
  if (writtenAt !== undefined) await utimes(`${file}.new`, writtenAt, writtenAt);
  await rename(`${file}.new`, file);
}

/** An exporter with one account of AWS beside these, which has read all of them. */
async function startWith(files: readonly ReportFile[], settings: object = {}) {
  const fake = await startFake({ accounts: [{ accountId: AWS_ACCOUNT, csv: reportCsv(AWS_ACCOUNT, ['somebody']) }] });
  const accounts = [{ name: 'cloud' }, ...files.map(entry)];
  const exporter = await startAwsExporter(fake, { policy: POLICY, ...settings, accounts });
  const page = await untilPage(exporter, 'every account', (text) =>
    [AWS_ACCOUNT, ...files.map(({ accountId }) => accountId)].every((id) => hasUser(text, id, 'somebody')),
  );
  return { fake, exporter, page };
}

function hasUser(page: string, accountId: string, user: string): boolean {
  return linesAbout(page, accountId).some(
    (line) => line.startsWith('aws_iam_user_info{') && line.includes(`"${user}"`),
  );
}

function findingsOf(page: string, accountId: string): number {
  return linesAbout(page, accountId).filter((line) => line.startsWith('aws_iam_finding{')).length;
}

function warningOf(exporter: AwsExporter, account: string): Record<string, unknown> | undefined {
  return exporter.logs().find((line) => line.level === 'warn' && line.account === account);
}

test('of files on a mount that hangs each account fails at its deadline with its facts, and nobody else feels it', async () => {
  const share = await temporaryFolder();
  const onShare = await Promise.all(SHARE_ACCOUNTS.map((accountId) => placeReport(accountId, share)));
  const elsewhere = await placeReport(FILE_ACCOUNT);
  const settings = { refreshTimeout: '5s', refreshInterval: '5s' };
  const { fake, exporter, page: good } = await startWith([...onShare, elsewhere], settings);
  await using prober = startProber(`${exporter.url}/-/healthy`);

  const hanging = await Promise.all(onShare.map(({ file }) => hangOpens(file)));
  const now = new Date();
  await Promise.all(onShare.map(({ file }) => utimes(file, now, now)));
  await exporter.process.until(
    'an open that hangs',
    async () => (await Promise.all(hanging.map((each) => each.isHanging()))).includes(true) || undefined,
  );
  fake.setReport(AWS_ACCOUNT, reportCsv(AWS_ACCOUNT, ['somebody', 'new-hire']));
  await putInPlace(elsewhere.file, reportCsv(FILE_ACCOUNT, ['somebody', 'new-hire']));
  const page = await untilPage(
    exporter,
    'the new reports of the others, and the failures',
    (text) =>
      [AWS_ACCOUNT, FILE_ACCOUNT].every((id) => hasUser(text, id, 'new-hire')) &&
      SHARE_ACCOUNTS.every((name) => Object.keys(refreshErrors(text, name)).length > 0),
  );
  const stillHanging = await Promise.all(hanging.map((each) => each.isHanging()));
  const probed = await prober.read();
  for (const each of hanging) each.release();

  expect(stillHanging.filter(Boolean)).toHaveLength(1);
  for (const name of SHARE_ACCOUNTS) {
    expect(Object.keys(refreshErrors(page, name))).toEqual(['timeout']);
    expect(ownValue(page, `fact_up{account_name="${name}",fact="credential-report"}`)).toBe(0);
    expect(linesAbout(page, name)).toEqual(linesAbout(good, name));
  }
  for (const name of ['cloud', FILE_ACCOUNT]) expect(refreshErrors(page, name)).toEqual({});
  expectNoStandstill(probed);
});

test('a file that is cut and then written row by row in its place ends no finding, and is read once it is whole', async () => {
  const users = Array.from({ length: 400 }, (_, index) => `user-${index}`);
  const report = await placeReport(FILE_ACCOUNT, undefined, reportCsv(FILE_ACCOUNT, ['somebody', ...users]));
  const { exporter, page: before } = await startWith([report]);
  const rows = reportCsv(FILE_ACCOUNT, ['somebody', ...users, 'new-hire']).split('\n');
  const counts = new Set<number>();

  // A row at each look at the page, for longer than the exporter takes between two looks at the file.
  let written = rows.length / 2;
  await exporter.process.until('the last row', async () => {
    await writeFile(report.file, rows.slice(0, Math.ceil(written)).join('\n'));
    counts.add(findingsOf(await exporter.page(), FILE_ACCOUNT));
    written += 1;
    return written > rows.length || undefined;
  });
  await writeFile(report.file, rows.join('\n'));
  const after = await untilPage(exporter, 'the new user', (text) => {
    counts.add(findingsOf(text, FILE_ACCOUNT));
    return hasUser(text, FILE_ACCOUNT, 'new-hire');
  });

  expect(findingsOf(before, FILE_ACCOUNT)).toBe(users.length + 1);
  expect([...counts]).toEqual([users.length + 1, users.length + 2]);
  expect(refreshErrors(after, FILE_ACCOUNT)).toEqual({});
});

test('a report that is older than the one it replaces is refused, with what to do, and the findings stay', async () => {
  const report = await placeReport(FILE_ACCOUNT);
  const { exporter, page: before } = await startWith([report]);

  // Not shorter than the other one: at such a file the exporter looks six times before it reads it.
  const older = reportCsv(FILE_ACCOUNT, ['somebody-else']);
  await putInPlace(report.file, older, new Date(Date.now() - 86_400_000));
  const page = await untilPage(exporter, 'a failure', (text) => refreshErrors(text, FILE_ACCOUNT).file === 1);

  expect(linesAbout(page, FILE_ACCOUNT)).toEqual(linesAbout(before, FILE_ACCOUNT));
  expect(findingsOf(page, FILE_ACCOUNT)).toBe(1);
  expect(warningOf(exporter, FILE_ACCOUNT)).toMatchObject({
    reason: 'file',
    msg: expect.stringMatching(/older than the one .*: put a newer one in its place, or set generatedTime$/),
  });
});

test('a report that is too large is refused, with the key to raise, and the findings stay', async () => {
  const report = await placeReport(FILE_ACCOUNT);
  const { exporter, page: before } = await startWith([report], { reportSizeLimit: '1MB' });

  await putInPlace(report.file, `${reportCsv(FILE_ACCOUNT)}\n`.padEnd(MIB + 1, 'x'));
  const page = await untilPage(
    exporter,
    'a failure',
    (text) => refreshErrors(text, FILE_ACCOUNT).malformed_report === 1,
  );

  expect(linesAbout(page, FILE_ACCOUNT)).toEqual(linesAbout(before, FILE_ACCOUNT));
  expect(findingsOf(page, FILE_ACCOUNT)).toBe(1);
  expect(warningOf(exporter, FILE_ACCOUNT)).toMatchObject({
    reason: 'malformed_report',
    msg: 'the report has 1048577 bytes, more than 1MB: if the report is right, raise reportSizeLimit in the configuration',
  });
});
