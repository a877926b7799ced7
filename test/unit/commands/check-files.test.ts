/** What `check` makes of a report file that is not as it should be: code 3 or the findings, and never 0 by accident. */
import { execFile } from 'node:child_process';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Filters } from '../../../src/config/filters.ts';
import { judge } from '../../../src/commands/judge.ts';
import type { GatheredAccount } from '../../../src/model/gathered-account.ts';
import type { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { accountFacts, at } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { COLUMNS_22 } from '../../support/report-writer.ts';
import { type Cells, csvReport, csvRow, OLD_KEY_IN_USE } from '../report/csv-rows.ts';
import { judgeInput, NO_FILTERS } from './check-input.ts';
import { type Checked, checkOnce } from './check-once.ts';

const NOW = at('2026-11-22T12:00:00Z');
const YEARS = 3 * 365 * 86_400;

const ROOT = {
  user: '<root_account>',
  arn: 'arn:aws:iam::111122223333:root',
  access_key_1_active: 'true',
  access_key_1_last_rotated: '2020-01-01T00:00:00Z',
  cert_1_active: 'true',
  cert_1_last_rotated: '2020-01-01T00:00:00Z',
};
const ALICE = { user: 'alice', ...OLD_KEY_IN_USE };
const BOB = { user: 'bob' };

function reportOf(rows: readonly Cells[] = [ROOT, ALICE, BOB], columns: readonly string[] = COLUMNS_22): Buffer {
  return csvReport(
    rows.map((cells) => csvRow(cells, columns)),
    columns,
  );
}

const without = (...names: string[]) => COLUMNS_22.filter((name) => !names.includes(name));

let folder: string;
let file: string;

beforeEach(async () => {
  setAwsEnvironment('http://127.0.0.1:1');
  folder = await temporaryFolder();
  file = path.join(folder, 'report.csv');
});

interface CheckedFile {
  readonly yaml?: string;
  readonly now?: number;
  readonly fromConfig?: boolean;
  readonly filters?: Partial<Filters>;
}

function checkFiles({ yaml = '{}', now = NOW, fromConfig = false, filters = {} }: CheckedFile = {}): Promise<Checked> {
  return checkOnce({
    now,
    yaml: yaml.replaceAll('FILE', file),
    options: {
      reportFiles: fromConfig ? [] : [file],
      output: 'csv',
      failOn: 'critical',
      filters: { ...NO_FILTERS, ...filters },
    },
  });
}

async function writeReport(content: Uint8Array, modified = NOW): Promise<void> {
  await writeFile(file, content);
  await utimes(file, modified, modified);
}

test('a good file ends by its findings', async () => {
  await writeReport(reportOf());
  const { code, out } = await checkFiles();

  expect(code).toBe(1);
  expect(out).toContain('root-access-key');
  expect(out).toContain('access-key-not-rotated');
});

describe('a cell that cannot be read is no matter of a gate', () => {
  test.each<[string, Cells[], Partial<Filters>]>([
    ['of other users', [ROOT, { ...ALICE, mfa_active: '?' }, BOB], { users: ['bob'] }],
    [
      'of checks that are not about its user',
      [{ ...ROOT, access_key_1_last_rotated: '?' }, BOB],
      { checks: ['access-key-not-rotated'] },
    ],
  ])('%s', async (_of, rows, filters) => {
    await writeReport(reportOf(rows));

    expect((await checkFiles({ filters })).code).toBe(0);
  });

  test('but of the user that it asks for', async () => {
    await writeReport(reportOf([ROOT, { ...ALICE, mfa_active: '?' }, BOB]));

    expect((await checkFiles({ filters: { users: ['alice'] } })).code).toBe(3);
  });
});

test('what the AWS SDK warns of is said once, in words', async () => {
  await writeReport(reportOf());
  const sdkWarnings = ['Multiple credential sources detected', 'Multiple credential sources detected'];
  const { error } = await checkOnce({ now: NOW, options: { reportFiles: [file] }, sdkWarnings });

  expect(error.match(/^.*Multiple credential sources.*$/gm)).toEqual([
    expect.stringMatching(/^warning: Multiple credential sources detected: AWS_PROFILE is set/),
  ]);
});

test('an account that was read is there, whatever its owner', async () => {
  await writeReport(reportOf());
  const { error } = await checkFiles({ filters: { accounts: ['111122223333'], owners: ['payments'] } });

  expect(error).not.toContain('there is no account');
});

describe('code 3', () => {
  test.each<[string, Uint8Array, string]>([
    ['an empty file', Buffer.alloc(0), 'malformed_report: the report is empty'],
    ['a header without rows', reportOf([]), 'the report has no row'],
    [
      'a required column that is missing',
      reportOf([ROOT, ALICE], without('mfa_active')),
      'the header lacks mfa_active',
    ],
    [
      'the columns of certificates that are missing',
      reportOf([ROOT, ALICE], without('cert_1_active', 'cert_2_active')),
      'the report lacks columns that checks need: cert_1_active, cert_2_active',
    ],
    [
      'the columns of use that are missing',
      reportOf([ROOT, ALICE], without('access_key_1_last_used_date')),
      'the report lacks columns that checks need: access_key_1_last_used_date',
    ],
    ['the row of root that is missing', reportOf([ALICE, BOB]), 'the report has no row for root'],
    [
      'a row of root that cannot be read',
      reportOf([{ ...ROOT, user_creation_time: '?' }, ALICE, BOB]),
      '1 row could not be read',
    ],
    [
      'a use that lies in the future',
      reportOf([ROOT, { ...ALICE, access_key_1_last_used_date: '2099-01-01T00:00:00Z' }, BOB]),
      'access_key_1_last_used_date is more than a day after the report',
    ],
    [
      'cells that cannot be read, where a check needs them',
      reportOf([
        { ...ROOT, mfa_active: '?' },
        { ...ALICE, mfa_active: '?', access_key_1_last_used_region: 'N' },
      ]),
      'cells that checks need could not be read: mfa_active of 2 users\n',
    ],
    ['the answer of AWS as it came', Buffer.from(reportOf().toString('base64')), 'the text is still in base64'],
  ])('%s', async (_what, content, message) => {
    await writeReport(content);
    const { code, error } = await checkFiles();

    expect(code).toBe(3);
    expect(error).toContain(message);
    expect(error).toContain('not everything could be read, so there may be more');
  });

  test('a file that is too large', async () => {
    await writeReport(Buffer.concat([reportOf(), Buffer.alloc(1024 * 1024, '\n')]));
    const { code, error } = await checkFiles({ yaml: 'reportSizeLimit: 1MB' });

    expect(code).toBe(3);
    expect(error).toContain('more than 1MB: if the report is right, raise reportSizeLimit in the configuration');
  });

  test('a folder', async () => {
    await mkdir(file);

    expect((await checkFiles()).code).toBe(3);
  });

  test('a pipe', async () => {
    await promisify(execFile)('mkfifo', [file]);

    expect((await checkFiles()).code).toBe(3);
  });

  test('a file that is not there', async () => {
    expect((await checkFiles()).code).toBe(3);
  });

  test('two files of one account', async () => {
    await writeReport(reportOf());
    await writeFile(path.join(folder, 'other.csv'), reportOf([ROOT]));
    const yaml = `accounts: [{ name: a, reportFile: FILE }, { name: b, reportFile: ${path.join(folder, 'other.csv')} }]`;
    const { code, error } = await checkFiles({ yaml, fromConfig: true });

    expect(code).toBe(3);
    expect(error).toContain('b: duplicate_account:');
  });

  test('a clock that is years back, where the file has no time that is trustworthy', async () => {
    await writeReport(reportOf(), NOW - YEARS);

    expect((await checkFiles({ now: NOW - YEARS })).code).toBe(3);
  });
});

describe('the findings of a good file', () => {
  const findings = async (values?: Parameters<typeof checkFiles>[0]) => {
    const { code, out, error } = await checkFiles(values);
    return { code, findings: [...out.matchAll(/,(root-[a-z-]+|access-key-not-rotated),/g)].map(([, id]) => id), error };
  };
  const ALL = { code: 1, findings: ['root-access-key', 'root-signing-certificate', 'access-key-not-rotated'] };

  test('whose time is older than what it holds', async () => {
    await writeReport(reportOf(), 0);

    expect(await findings()).toMatchObject(ALL);
  });

  test('whose generatedTime is older than what it holds', async () => {
    await writeReport(reportOf());
    const yaml = "accounts: [{ name: a, reportFile: FILE, generatedTime: '2015-01-01T00:00:00Z' }]";

    expect(await findings({ yaml, fromConfig: true })).toMatchObject(ALL);
  });

  test('under a clock that is years back, which it says', async () => {
    await writeReport(reportOf(), NOW);

    expect(await findings({ now: NOW - YEARS })).toMatchObject({
      ...ALL,
      error: expect.stringContaining(
        'the report is of the future, 2026-11-22T12:00:00.000Z: the clock of this machine or',
      ),
    });
  });

  test('where the policy asks for nothing of root, a file without its row is whole', async () => {
    await writeReport(reportOf([ALICE, BOB]));
    const yaml = 'policy: { overrides: [{ match: { kind: root }, checks: { CHECKS } }] }'.replace(
      'CHECKS',
      ['root-access-key', 'root-without-mfa', 'root-used', 'root-signing-certificate']
        .map((id) => `${id}: { enabled: false }`)
        .join(', '),
    );

    expect(await findings({ yaml })).toMatchObject({ code: 0, findings: ['access-key-not-rotated'] });
  });
});

test('a file that was cut at any byte ends with 3, or with the findings of its whole rows', async () => {
  const csv = reportOf();
  const policy = policyWith({
    checks: Object.fromEntries(
      ['root-access-key', 'root-signing-certificate', 'access-key-not-rotated'].map((id) => [id, { enabled: true }]),
    ),
  });
  const account = { name: 'a', owner: '', source: 'aws' } as const;
  const judgePrefix = async (cut: number) => {
    const gathered: GatheredAccount = await parseReport(csv.subarray(0, cut)).then(
      ({ users, missingColumns }) => {
        const facts = accountFacts({ account, users: [...users], missingColumns, generatedTime: NOW });
        return { account, facts, failures: [] };
      },
      (failure: unknown) => ({
        account,
        failures: [{ fact: 'credential-report', failure: failure as RefreshFailure }],
      }),
    );
    const { code, out } = await judge([gathered], judgeInput({ policy, output: 'csv', failOn: 'info', now: NOW }));
    return code === 3 ? 3 : out.split('\n').length - 2;
  };
  const text = csv.toString();
  const rowEnds = [...text.matchAll(/\n|$/g)].flatMap(({ index }) => [index, index + 1]);
  const expected = (cut: number) => {
    const rows = text.slice(0, cut).trimEnd().split('\n').length - 1;
    return rowEnds.includes(cut) && rows > 0 ? [0, 2, 3, 3][rows] : 3;
  };
  const cuts = Array.from({ length: csv.length + 1 }, (_, cut) => cut);

  expect(await Promise.all(cuts.map(judgePrefix))).toEqual(cuts.map(expected));
});
