/** The report in another form than AWS's is refused in words that say which form it is and how to get the report. */
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { parseReport } from '../../../src/report/parse-report.ts';
import { csvReport, csvRow } from './csv-rows.ts';
import { refusalOf } from './refusal.ts';

const users = Array.from({ length: 20 }, (_, index) => csvRow({ user: `user-${index}` }));
const CSV = csvReport(users).toString();
const QUOTED = `"user",${CSV.slice('user,'.length)}`;
const BASE64 = Buffer.from(CSV).toString('base64');
const GENERATED = '2026-11-22T12:00:00+00:00';
const COMMAND = 'aws iam get-credential-report --query Content --output text | base64 --decode > report.csv';

const UTF_16 = 'in UTF-16, as PowerShell writes it';
const IN_POWERSHELL =
  '[IO.File]::WriteAllBytes("$PWD/report.csv", [Convert]::FromBase64String((aws iam get-credential-report --query Content --output text)))';

test.each<[string, string | Buffer, string]>([
  ['base64 in one line', BASE64, 'still in base64'],
  ['base64 in lines', `${(BASE64.match(/.{1,76}/g) ?? []).join('\r\n')}\n`, 'still in base64'],
  ['short base64', Buffer.from('user,arn,user_creation_time,password_enabled').toString('base64'), 'still in base64'],
  ['--output text', `${BASE64}\t${GENERATED}\ttext/csv\n`, 'still in base64'],
  [
    '--output json',
    JSON.stringify({ Content: BASE64, GeneratedTime: GENERATED }, null, 4),
    'the answer of AWS as JSON',
  ],
  ['JSON in one line', JSON.stringify({ Content: BASE64 }), 'the answer of AWS as JSON'],
  ['--output yaml', `Content: ${BASE64}\nGeneratedTime: '${GENERATED}'\n`, 'the answer of AWS as YAML'],
  ['--output table', `${'-'.repeat(60)}\n|  GetCredentialReport |\n`, 'the answer of AWS as a table'],
  ['gzip', gzipSync(CSV), 'compressed with gzip'],
  ['a spreadsheet', Buffer.from('PK\u0003\u0004and more', 'latin1'), 'a zip archive or a spreadsheet'],
  ['bzip2', Buffer.from('BZh91AY&SY and more', 'latin1'), 'compressed with bzip2'],
  [
    'the page of a proxy',
    '<!DOCTYPE html>\n<html><body>Log in</body></html>',
    'a page of HTML, as a proxy or a login gives it',
  ],
  ['XML', '<?xml version="1.0"?>\n<ErrorResponse/>', 'XML'],
  ['the XML of an API', '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">', 'XML'],
  [
    'what the AWS CLI says of an error',
    '\nAn error occurred (ReportNotPresent) when calling the GetCredentialReport operation: none\n',
    'an error of the AWS CLI',
  ],
  [
    'semicolons and other columns first',
    CSV.replace('user,arn', 'arn,user').replaceAll(',', ';'),
    'separated by semicolons',
  ],
  ['UTF-16 with its mark', Buffer.from(`\uFEFF${CSV}`, 'utf16le'), UTF_16],
  ['UTF-16 without a mark', Buffer.from(CSV, 'utf16le'), UTF_16],
  ['UTF-16 in quotes', Buffer.from(QUOTED, 'utf16le'), UTF_16],
  ['UTF-16, big end first', Buffer.from(`\uFEFF${CSV}`, 'utf16le').swap16(), UTF_16],
  ['the same without a mark', Buffer.from(CSV, 'utf16le').swap16(), UTF_16],
  ['semicolons', CSV.replaceAll(',', ';'), 'separated by semicolons'],
  ['semicolons behind a mark', `\uFEFF${CSV.replaceAll(',', ';')}`, 'separated by semicolons'],
  ['tabs', CSV.replaceAll(',', '\t'), 'separated by tabs'],
  ['sep=', `sep=,\r\n${CSV}`, 'a spreadsheet with a line `sep=`'],
  ['sep= in quotes', `"sep=,"\r\n${CSV}`, 'a spreadsheet with a line `sep=`'],
])('%s', async (_what, text, form) => {
  const { reason, message } = await refusalOf(text);

  expect(reason).toBe('malformed_report');
  expect(message).toBe(
    `the text is ${form}, and not the report as AWS gives it, which comes by ${form === UTF_16 ? `\`${IN_POWERSHELL}\` of PowerShell` : `\`${COMMAND}\``}`,
  );
});

test.each([CSV, QUOTED, `\uFEFF${CSV}`])('the report itself is none of them', async (csv) => {
  await expect(parseReport(Buffer.from(csv))).resolves.toMatchObject({ users: { length: 20 } });
});
