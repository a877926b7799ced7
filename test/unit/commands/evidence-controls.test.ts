/** In how many accounts the page says that a control passes: only where something was looked at, all of it was read, and it is as asked. */
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Cells, csvReport, csvRow, OLD_KEY_IN_USE } from '../report/csv-rows.ts';
import { evidenceOfReports, manifestOf, rowsOf } from './evidence-written.ts';

const NOW = '2026-11-22T08:00:00Z';
const MODIFIED = new Date('2026-11-22T07:00:00Z');
const arn = (accountId: string) => `arn:aws:iam::${accountId}`;
const HARDWARE = 'CIS 7.0: 2.6, Security Hub IAM.6';
const MFA = 'CIS 7.0: 2.10, Security Hub IAM.5';
const ROOT_KEY = 'CIS 7.0: 2.4, Security Hub IAM.4';

const NO_KEY: Cells = {
  ...OLD_KEY_IN_USE,
  password_enabled: 'true',
  mfa_active: 'true',
  access_key_1_active: 'false',
  access_key_1_last_rotated: 'N/A',
  access_key_1_last_used_date: 'N/A',
};

const rootOf = (accountId: string, values: Cells = {}): string =>
  csvRow({ ...NO_KEY, user: '<root_account>', arn: `${arn(accountId)}:root`, ...values });
const userOf = (accountId: string, values: Cells = {}): string =>
  csvRow({ ...OLD_KEY_IN_USE, user: 'alice', arn: `${arn(accountId)}:user/alice`, ...values });
async function reportFile(name: string, text: string | Uint8Array): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, text);
  await utimes(file, MODIFIED, MODIFIED);
  return file;
}

const HEADS = ['open', 'pass', 'unknown', 'notApplicable', 'notRead', 'notAssessed'] as const;

/** The counts of a control over all accounts, as the page has them. */
function countsOf(page: string, control: string): Record<string, number> {
  const [, row = ''] = page.split(`<td>${control}</td>`);
  const [, numbers = ''] = /^<td>[^<]*<\/td>((?:<td class="number">\d+<\/td>)+)/.exec(row) ?? [];
  const counts = [...numbers.matchAll(/>(\d+)</g)].map(([, count]) => Number(count));
  return Object.fromEntries(HEADS.map((head, index) => [head, counts[index] ?? -1]));
}

const NONE = { open: 0, pass: 0, unknown: 0, notApplicable: 0, notRead: 0, notAssessed: 0 };

test('an account with nobody whom a control is about does not pass it, and one that could not be read is counted', async () => {
  const machines = await reportFile('a.csv', csvReport([rootOf('111122223333'), userOf('111122223333')]));
  const broken = await reportFile('b.csv', 'no report');

  const { code, files } = await evidenceOfReports([machines, broken], { now: NOW });

  const page = files['index.html'] ?? '';
  expect(countsOf(page, MFA)).toEqual({ ...NONE, notApplicable: 1, notRead: 1 });
  expect(countsOf(page, ROOT_KEY)).toEqual({ ...NONE, pass: 1, notRead: 1 });
  expect(code).toBe(3);
});

test('an account with a row that could not be read does not pass the controls of users', async () => {
  const person = userOf('111122223333', { password_enabled: 'true', mfa_active: 'true' });
  const file = await reportFile('a.csv', csvReport([rootOf('111122223333'), 'bob,too,short', person]));

  const evidence = await evidenceOfReports([file], { now: NOW });

  const page = evidence.files['index.html'] ?? '';
  expect(countsOf(page, MFA)).toEqual({ ...NONE, unknown: 1 });
  expect(countsOf(page, ROOT_KEY)).toEqual({ ...NONE, pass: 1 });
  const row = rowsOf(evidence, 'controls.csv').find(({ security_hub: id }) => id === 'IAM.5');
  expect(row).toMatchObject({ control_pass: '1', control_unknown: '1', policy_unknown: '1' });
});

test('root without MFA has no hardware MFA; with MFA nobody looked which one it is, and the files say so', async () => {
  const of = async (mfa: string) =>
    evidenceOfReports([await reportFile('a.csv', csvReport([rootOf('111122223333', { mfa_active: mfa })]))], {
      now: NOW,
    });

  const [without, with_] = [await of('false'), await of('true')];

  expect(countsOf(without.files['index.html'] ?? '', HARDWARE)).toEqual({ ...NONE, open: 1 });
  expect(countsOf(with_.files['index.html'] ?? '', HARDWARE)).toEqual({ ...NONE, notAssessed: 1 });
  const row = rowsOf(with_, 'controls.csv').find(({ security_hub: id }) => id === 'IAM.6');
  expect(row).toMatchObject({ coverage: 'not assessed', control_pass: '', policy_pass: '', policy_not_applicable: '' });
  expect(with_.files['index.html']).toMatch(
    /Everything that the configuration asks for was read\.<\/p><p>Facts that are off, [^.]*user-details\.mfa/,
  );
});

test('the time of a report file says from where it is known', async () => {
  const file = await reportFile('a.csv', csvReport([rootOf('111122223333')]));
  const yaml = `accounts: [{ name: a, reportFile: ${file}, generatedTime: "2026-11-22T06:00:00Z" }]`;

  const [bare, stated] = [
    await evidenceOfReports([file], { now: NOW }),
    await evidenceOfReports([file], { now: NOW, yaml }),
  ];

  const timeOf = (evidence: typeof bare) => {
    const [row] = rowsOf(evidence, 'accounts.csv');
    return [row?.last_report, row?.time_from, manifestOf(evidence).accounts[0]?.report];
  };
  expect(timeOf(bare)).toEqual([
    '2026-11-22T07:00:00.000Z',
    'file',
    expect.objectContaining({ generated: '2026-11-22T07:00:00.000Z', time_from: 'file' }),
  ]);
  expect(timeOf(stated)).toEqual([
    '2026-11-22T06:00:00.000Z',
    'configuration',
    expect.objectContaining({ time_from: 'configuration' }),
  ]);
  expect(bare.files['index.html']).toContain(', a file of 2026-11-22 07:00 UTC, SHA-256');
});
