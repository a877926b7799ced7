/** What people and programs hand out instead of the report: the report in another form. Each gets words of its own. */
import { malformed } from './columns.ts';

/** All that is looked at: what it is shows at its beginning. */
const LOOKED_AT = 1024;
const CONTENT = 'aws iam get-credential-report --query Content --output text';
const COMMAND = `\`${CONTENT} | base64 --decode > report.csv\``;
/** A pipe and `>` of Windows PowerShell 5 write UTF-16 again. */
const IN_POWERSHELL = `\`[IO.File]::WriteAllBytes("$PWD/report.csv", [Convert]::FromBase64String((${CONTENT})))\``;

const UTF_16 = 'in UTF-16, as PowerShell writes it';

/** Of UTF-16 without a byte order mark: the `u` of `user`, or a quote. */
const BEGINNINGS: readonly (readonly [what: string, bytes: readonly number[]])[] = [
  ['compressed with gzip', [0x1f, 0x8b]],
  ['compressed with bzip2', [0x42, 0x5a, 0x68]],
  ['a zip archive or a spreadsheet', [0x50, 0x4b, 3, 4]],
  [UTF_16, [0xff, 0xfe]],
  [UTF_16, [0xfe, 0xff]],
  [UTF_16, [0x75, 0]],
  [UTF_16, [0, 0x75]],
  [UTF_16, [0x22, 0]],
  [UTF_16, [0, 0x22]],
];

const LINES: readonly (readonly [what: string, line: RegExp])[] = [
  ['the answer of AWS as JSON', /^\{/],
  ['the answer of AWS as YAML', /^(?:Content|GeneratedTime|ReportFormat): /],
  ['the answer of AWS as a table', /^(?:-{10,}|\|)/],
  ['still in base64', /^[A-Za-z0-9+/]{40,}={0,2}(?:\t|$)/],
  ['a page of HTML, as a proxy or a login gives it', /^<(?:!doctype html|html)\b/i],
  ['XML', /^<(?:\?xml\b|[A-Za-z]+ xmlns)/],
  ['an error of the AWS CLI', /^(?:aws: \[ERROR\]|An error occurred \([A-Za-z.]+\))/],
  ['separated by semicolons', /^(?:"?\w+"?;){5,}/],
  ['separated by tabs', /^(?:"?\w+"?\t){5,}/],
  ['a spreadsheet with a line `sep=`', /^"?sep=/i],
];

/** Throws RefreshFailure with the reason `malformed_report`. */
export function refuseOtherForms(bytes: Uint8Array): void {
  const what = formOf(bytes.subarray(0, LOOKED_AT));
  if (what === undefined) return;
  const command = what === UTF_16 ? `${IN_POWERSHELL} of PowerShell` : COMMAND;
  throw malformed(`the text is ${what}, and not the report as AWS gives it, which comes by ${command}`);
}

function formOf(start: Uint8Array): string | undefined {
  const [binary] = BEGINNINGS.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte)) ?? [];
  if (binary !== undefined) return binary;
  const [first = ''] = Buffer.from(start)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .split(/\r|\n/, 1);
  return LINES.find(([, line]) => line.test(first))?.[0];
}
