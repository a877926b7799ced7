/** What the files and the page of evidence say of users and controls, and that two runs say the same. */
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { evidenceManifestSchema } from '../../../scripts/generated/evidence-manifest-schema.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { evidenceOfReports, manifestOf, rowsOf } from './evidence-written.ts';

const ACCOUNT = '111122223333';
const OUTCOMES = `accounts/${ACCOUNT}/outcomes.csv`;
const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,' +
  'mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,' +
  'access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,' +
  'access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,' +
  'cert_2_last_rotated';
const NO_KEY = 'false,N/A,N/A,N/A,N/A';
const NO_CERTIFICATES = 'false,N/A,false,N/A';
const arn = (user: string) => `arn:aws:iam::${ACCOUNT}:user/${user}`;
/** Of 2026-11-22: a machine with a key of 100 days, a person of today without MFA, and names that somebody chose. */
const ROWS = [
  `<root_account>,arn:aws:iam::${ACCOUNT}:root,2020-01-01T00:00:00Z,false,N/A,N/A,N/A,false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
  `deploy,${arn('deploy')},2024-01-01T00:00:00Z,false,N/A,N/A,N/A,false,true,2026-08-14T00:00:00Z,2026-11-21T00:00:00Z,eu-central-1,s3,${NO_KEY},${NO_CERTIFICATES}`,
  `new,${arn('new')},2026-11-22T07:00:00Z,true,2026-11-22T07:30:00Z,2026-11-22T07:00:00Z,N/A,false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
  `=1+1,${arn('=1+1')},2024-01-01T00:00:00Z,true,2026-11-21T00:00:00Z,2026-11-01T00:00:00Z,N/A,false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
];
const YAML = `
policy: { overrides: [{ match: { kind: machine }, checks: { access-key-not-rotated: { maxAgeDays: 365 } } }] }
exemptions:
  - { name: sums, users: ['=1\\+1'], checks: [console-user-without-mfa], reason: "<b>=SEC-42</b>", approvedBy: CISO, expires: 2027-03-31 }
  - { name: over, users: [deploy], reason: too old, expires: 2026-01-31 }
accounts: [{ name: "<img src=x onerror=alert(1)>", id: "${ACCOUNT}", reportFile: ./nothing.csv }]`;

const GENERATED = new Date('2026-11-22T07:59:00Z');

async function report(rows: readonly string[] = ROWS): Promise<string> {
  const file = path.join(await temporaryFolder(), 'report.csv');
  await writeFile(file, [HEADER, ...rows].join('\n'));
  await utimes(file, GENERATED, GENERATED);
  return file;
}

const written = async (now = '2026-11-22T08:00:00Z') => evidenceOfReports([await report()], { yaml: YAML, now });

describe('outcomes.csv', () => {
  const outcomesOf = async (user: string, check: string) =>
    rowsOf(await written(), OUTCOMES).filter((row) => row.user === user && row.check === check);

  test('has an override in the column of the policy only', async () => {
    expect(await outcomesOf('deploy', 'access-key-not-rotated')).toEqual([
      expect.objectContaining({
        account_id: ACCOUNT,
        access_key: '1',
        by_policy: 'pass',
        by_control: 'open',
        control: 'CIS 7.0: 2.12, Security Hub IAM.3',
        coverage: 'covered',
        days: '100',
        limit_days: '365',
        control_limit_days: '90',
      }),
    ]);
  });

  test('has days of grace in the column of the policy only', async () => {
    expect(await outcomesOf('new', 'console-user-without-mfa')).toEqual([
      expect.objectContaining({ by_policy: 'pass', by_control: 'open', limit_days: '1', control_limit_days: '' }),
    ]);
  });

  test('has an exemption in the column of the policy only, and no cell that a spreadsheet calculates', async () => {
    expect(await outcomesOf("'=1+1", 'console-user-without-mfa')).toEqual([
      expect.objectContaining({ by_policy: 'exempt', by_control: 'open', exemption: 'sums' }),
    ]);
  });

  test('judges by the control what the policy has turned off', async () => {
    expect(await outcomesOf('new', 'user-without-mfa')).toEqual([
      expect.objectContaining({
        by_policy: 'not applicable',
        why: 'off',
        by_control: 'open',
        coverage: 'partly covered',
      }),
    ]);
  });

  test('says by the policy and by the control that what needs a fact which is not read is not assessed', async () => {
    expect(await outcomesOf('', 'password-policy-weak')).toEqual([
      expect.objectContaining({
        by_policy: 'not assessed',
        why: 'not asked',
        by_control: 'not assessed',
        coverage: 'not assessed',
        control: 'CIS 7.0: 2.8, Security Hub IAM.15',
      }),
      expect.objectContaining({
        by_control: 'not assessed',
        coverage: 'not assessed',
        control: 'CIS 7.0: 2.9, Security Hub IAM.16',
      }),
    ]);
  });

  test('has every check for every user, for root and for the account', async () => {
    const rows = rowsOf(await written(), OUTCOMES);
    const checksOf = (user: string) => [...new Set(rows.filter((row) => row.user === user).map(({ check }) => check))];
    const idsOf = (subject: string) => checks.filter((check) => check.subject === subject).map(({ id }) => id);

    expect(['', '<root_account>', 'deploy', 'new', "'=1+1"].map(checksOf)).toEqual([
      idsOf('account'),
      idsOf('root'),
      ...Array.from({ length: 3 }, () => idsOf('user')),
    ]);
  });
});

test('controls.csv counts users by the control and by the policy, and names what no check assesses', async () => {
  const rows = rowsOf(await written(), 'controls.csv');

  expect(rows.find(({ security_hub: id }) => id === 'IAM.5')).toMatchObject({
    account_id: ACCOUNT,
    control_open: '2',
    control_pass: '0',
    control_not_applicable: '1',
    policy_open: '0',
    policy_exempt: '1',
    policy_pass: '1',
  });
  expect(rows.find(({ security_hub: id }) => id === 'IAM.28')).toMatchObject({
    account_id: '',
    coverage: 'not assessed',
  });
});

describe('manifest.json', () => {
  test('is as its schema says', async () => {
    const schema = z.fromJSONSchema(evidenceManifestSchema() as never);

    expect(() => schema.parse({ version: 1 })).toThrow();
    expect(schema.parse(manifestOf(await written()))).toMatchObject({ version: '1.2.3', complete: true });
  });

  test('has the policy and the exemptions in force', async () => {
    const { policy, exemptions } = manifestOf(await written());

    expect(exemptions).toEqual([
      {
        name: 'sums',
        users: ['=1\\+1'],
        checks: ['console-user-without-mfa'],
        reason: '<b>=SEC-42</b>',
        approved_by: 'CISO',
        expires: '2027-04-01T00:00:00.000Z',
      },
    ]);
    expect(policy).toMatchObject({
      checks: { 'access-key-not-rotated': { enabled: true, severity: 'warning', values: { maxAgeDays: 90 } } },
      overrides: [
        { match: { kind: 'machine' }, checks: { 'access-key-not-rotated': { values: { maxAgeDays: 365 } } } },
      ],
    });
  });
});

test('a second run over the same facts writes the same bytes, but for its date', async () => {
  const file = await report();
  const [first, second] = [
    await evidenceOfReports([file], { yaml: YAML, now: '2026-11-22T08:00:00Z' }),
    await evidenceOfReports([file], { yaml: YAML, now: '2026-11-22T09:30:00Z' }),
  ];

  const differing = Object.keys(first.files).filter((name) => first.files[name] !== second.files[name]);
  expect(differing).toEqual(['SHA256SUMS', 'index.html', 'manifest.json']);
  const dated = (text = '') => text.replaceAll(/2026-11-22T0(8:00|9:30):00.000Z/g, 'DATE');
  expect(dated(first.files['index.html'])).toBe(dated(second.files['index.html']));
  expect(dated(first.files['manifest.json'])).toBe(dated(second.files['manifest.json']));
  const sumsOf = (text = '') => text.split('\n').filter((line) => !/ (index.html|manifest.json)$/.test(line));
  expect(sumsOf(first.files.SHA256SUMS)).toEqual(sumsOf(second.files.SHA256SUMS));
});

describe('the page', () => {
  test('needs nothing but itself, and runs nothing', async () => {
    const page = (await written()).files['index.html'];

    expect(page).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|https?:/);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toMatch(/@media print[^]*thead { display: table-header-group; }/);
  });

  test('shows names and reasons as text, whatever they are', async () => {
    const page = (await written()).files['index.html'];

    expect(page).toContain('&lt;img src=x onerror=alert(1)>');
    expect(page).toContain('&lt;b>=SEC-42&lt;/b>');
  });

  test('shows the last day of an exemption, as the configuration has it', async () => {
    expect((await written()).files['index.html']).toContain('<td>CISO</td><td>2027-03-31</td>');
  });

  test('lists the worst findings of an account and says how many more there are', async () => {
    const many = Array.from({ length: 30 }, (_each, index) => `user-${index}`);
    const rows = many.map(
      (user) =>
        `${user},${arn(user)},2024-01-01T00:00:00Z,true,2026-11-21T00:00:00Z,2026-11-01T00:00:00Z,N/A,false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
    );
    const file = await report([...ROWS.slice(0, 1), ...rows]);

    const { files } = await evidenceOfReports([file], { now: '2026-11-22T08:00:00Z' });

    expect(files['index.html']).toContain(
      'Open by the policy: 30. The worst 25 are here, outcomes.csv has the other 5 too',
    );
    expect(files['index.html']?.match(/<td>console-user-without-mfa<\/td>/g)).toHaveLength(25);
  });
});
