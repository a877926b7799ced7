/** Clocks that are wrong: that of the exporter's machine, and that of a report. */
import { writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { reportCsv } from '../../support/report-csv.ts';
import { type AwsExporter, knownReportOf, linesAbout, ownValue, startAwsExporter } from '../support/aws-exporter.ts';
import { valueOf } from '../support/exposition.ts';
import { startFake } from '../support/fake-aws.ts';
import { DAY, untilPage } from '../support/further-facts.ts';
import { reportFile } from '../support/known-report.ts';
import { createMovableClock } from '../support/movable-clock.ts';

const AWS_ACCOUNT = '111111111111';
const FILE_ACCOUNT = '222222222222';
const GENERATED = `aws_iam_credential_report_generated_timestamp_seconds{account_id="${AWS_ACCOUNT}",account_name="cloud"}`;

function untilUser(exporter: AwsExporter, user: string, accountIds: readonly string[]): Promise<string> {
  return untilPage(exporter, `the user ${user}`, (page) =>
    accountIds.every((id) => linesAbout(page, id).some((line) => line.includes(`user="${user}"`))),
  );
}

test('the clock is set back a day: the next report of AWS and of a file are read at once', async () => {
  const clock = await createMovableClock();
  const fake = await startFake({ accounts: [{ accountId: AWS_ACCOUNT, csv: reportCsv(AWS_ACCOUNT, ['somebody']) }] });
  const file = await reportFile(reportCsv(FILE_ACCOUNT, ['somebody']));
  const config = { accounts: [{ name: 'cloud' }, { name: 'file', reportFile: file }] };
  const exporter = await startAwsExporter(fake, config, { env: clock.env });
  await untilUser(exporter, 'somebody', [AWS_ACCOUNT, FILE_ACCOUNT]);

  await clock.advance(exporter.process.pid, -DAY);
  fake.setReport(AWS_ACCOUNT, reportCsv(AWS_ACCOUNT, ['new-hire']));
  await writeFile(file, reportCsv(FILE_ACCOUNT, ['new-hire']));
  const page = await untilUser(exporter, 'new-hire', [AWS_ACCOUNT, FILE_ACCOUNT]);

  expect(page).not.toContain('user="somebody"');
});

test('one report of the year 2099 keeps the right one after it not out', async () => {
  const wrong = Date.UTC(2099, 0);
  const fake = await startFake({
    accounts: [{ accountId: AWS_ACCOUNT, csv: reportCsv(AWS_ACCOUNT, ['somebody']), generatedTime: wrong }],
  });
  const exporter = await startAwsExporter(fake, { refreshInterval: '5s', accounts: [{ name: 'cloud' }] });
  const before = await untilUser(exporter, 'somebody', [AWS_ACCOUNT]);

  const right = Math.floor(Date.now() / 1000);
  fake.setReport(AWS_ACCOUNT, reportCsv(AWS_ACCOUNT, ['new-hire']), right * 1000);
  const page = await untilUser(exporter, 'new-hire', [AWS_ACCOUNT]);

  expect(valueOf(before, GENERATED)).toBe(wrong / 1000);
  expect(valueOf(page, GENERATED)).toBeGreaterThanOrEqual(right);
  expect(valueOf(page, GENERATED)).toBeLessThan(right + 3_600);
});

test('the clock is set back by three years: every finding stays, and the offset says it', async () => {
  const years = 3 * 365 * DAY;
  const clock = await createMovableClock();
  const fake = await startFake({ accounts: [{ accountId: AWS_ACCOUNT, csv: knownReportOf(AWS_ACCOUNT) }] });
  const exporter = await startAwsExporter(fake, { accounts: [{ name: 'cloud' }] }, { env: clock.env });
  const before = await untilUser(exporter, 'deploy', [AWS_ACCOUNT]);

  await clock.advance(exporter.process.pid, -years);
  fake.setReport(AWS_ACCOUNT, knownReportOf(AWS_ACCOUNT).replaceAll('deploy', 'new-hire'));
  const after = await untilUser(exporter, 'new-hire', [AWS_ACCOUNT]);

  expect(Math.abs((ownValue(after, 'aws_clock_offset_seconds') ?? 0) - years / 1000)).toBeLessThan(3_600);
  expect(openCounts(before).some((line) => !line.endsWith(' 0'))).toBe(true);
  expect(openCounts(after)).toEqual(openCounts(before));
});

function openCounts(page: string): string[] {
  return page.split('\n').filter((line) => /^aws_iam_check_findings\{.*status="open"/.test(line));
}
