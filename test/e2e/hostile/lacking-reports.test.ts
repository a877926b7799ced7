/** Reports that lack what a check needs, while its finding is open: nobody knows whether it still is. */
import { expect, test } from '@jest/globals';
import { knownReportOf, startAwsExporter } from '../support/aws-exporter.ts';
import { startFake } from '../support/fake-aws.ts';
import { untilPage } from '../support/further-facts.ts';

const ACCOUNT = '111111111111';

/** Root has no MFA device, and the password of alice has expired. */
const whole = () =>
  knownReportOf(ACCOUNT)
    .replace('not_supported,true,', 'not_supported,false,')
    .replace('Z,N/A,false,', 'Z,2024-01-01T00:00:00Z,false,');

function cells(csv: string): string[][] {
  return csv.split('\n').map((row) => row.split(','));
}

function withoutRoot(csv: string): string {
  return csv
    .split('\n')
    .filter((row) => !row.startsWith('<root_account>'))
    .join('\n');
}

function withoutColumn(csv: string, name: string): string {
  const rows = cells(csv);
  const position = rows[0]?.indexOf(name) ?? -1;
  return rows.map((row) => row.toSpliced(position, 1).join()).join('\n');
}

test.each<[string, string, (csv: string) => string]>([
  ['the row of root', 'root-without-mfa', withoutRoot],
  ['a column', 'password-expired', (csv) => withoutColumn(csv, 'password_next_rotation')],
])('%s is missing: the result of %s is unknown, and not that nothing is found', async (_what, check, cut) => {
  const fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv: whole() }] });
  const exporter = await startAwsExporter(fake, { refreshInterval: '5s', accounts: [{ name: 'cloud' }] });
  const count = (page: string, status: string) =>
    Number(
      new RegExp(`^aws_iam_check_findings\\{.*check="${check}",.*status="${status}"\\} (\\d+)$`, 'm').exec(page)?.[1],
    );
  const before = await untilPage(exporter, 'the finding', (page) => count(page, 'open') === 1);

  fake.setReport(ACCOUNT, cut(whole()).replaceAll('alice', 'new-hire'));
  const after = await untilPage(exporter, 'the new report', (page) => page.includes('new-hire'));

  expect(count(before, 'unknown')).toBe(0);
  expect([count(after, 'open'), count(after, 'unknown') > 0]).toEqual([0, true]);
});
