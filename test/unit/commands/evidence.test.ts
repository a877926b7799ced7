/** What `evidence` writes of an organization, what it says is missing, and with which code it ends. */
import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { evidenceOfOrganization, evidenceOfReports, filesIn, manifestOf, rowsOf } from './evidence-written.ts';
import { MANAGEMENT, MEMBER, OWN, startOrganization, YOUNGER } from './listed-accounts.ts';

const BY_NAME = 'organization: { roleName: exporter }';
const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the evidence of an organization', () => {
  test('has the report of each account as AWS gave it, and the checksum of every file', async () => {
    await startOrganization([{ accountId: MEMBER, name: '../../etc/payments' }]);

    const { code, error, files } = await evidenceOfOrganization(BY_NAME);

    const reports = [MANAGEMENT, OWN, MEMBER].map((id) => [
      `accounts/${id}/credential-report.csv`,
      reportCsv(id, ['jane']),
    ]);
    expect(files).toMatchObject(Object.fromEntries(reports) as Record<string, string>);
    expect(Object.keys(files)).toEqual(
      [
        ...[MANAGEMENT, OWN, MEMBER].flatMap((id) => [
          `accounts/${id}/credential-report.csv`,
          `accounts/${id}/outcomes.csv`,
        ]),
        ...['SHA256SUMS', 'accounts.csv', 'controls.csv', 'index.html', 'manifest.json'],
      ].sort(),
    );
    const { SHA256SUMS: sums, ...others } = files;
    expect(sums).toBe(
      Object.entries(others)
        .map(([file, text]) => `${sumOf(text)}  ${file}\n`)
        .join(''),
    );
    expect([code, error.split('\n').slice(-2)]).toEqual([
      0,
      [expect.stringMatching(/: 3 accounts read, 0 not read, 0 left out$/), ''],
    ]);
  });

  test('names every account that is out with its reason, and is whole without it', async () => {
    await startOrganization([
      { accountId: MEMBER, name: 'Old', state: 'CLOSED' },
      { accountId: YOUNGER, name: 'Sandbox' },
    ]);

    const written = await evidenceOfOrganization(
      `organization: { roleName: exporter, exclude: [{ account: "${YOUNGER}" }] }`,
    );

    expect(
      rowsOf(written, 'accounts.csv').map(({ account_id: id, state, why, folder }) => [id, state, why, folder]),
    ).toEqual([
      [MANAGEMENT, 'read', '', `accounts/${MANAGEMENT}`],
      [OWN, 'read', '', `accounts/${OWN}`],
      [MEMBER, 'closed', '', ''],
      [YOUNGER, 'excluded', 'exclude[0]', ''],
    ]);
    expect([written.code, manifestOf(written).complete]).toEqual([0, true]);
  });

  test('names an account that could not be read, writes all others, and is not whole', async () => {
    await startOrganization([{ accountId: MEMBER, name: 'Payments' }], { withoutRole: [MEMBER] });

    const written = await evidenceOfOrganization(BY_NAME);

    const [, , row] = rowsOf(written, 'accounts.csv');
    expect(row).toMatchObject({ account_id: MEMBER, state: 'failed', folder: '' });
    expect(row?.why).toMatch(/^assume_role_denied: /);
    const [, , account] = manifestOf(written).accounts;
    expect(account).toMatchObject({
      account_id: MEMBER,
      whole: false,
      failures: [expect.objectContaining({ fact: 'credential-report', reason: 'assume_role_denied' })],
    });
    expect(Object.keys(written.files)).toContain(`accounts/${OWN}/outcomes.csv`);
    expect(written.files['index.html']).toMatch(/Payments<\/td><td>The account was not read: assume_role_denied/);
    expect([written.code, manifestOf(written).complete]).toEqual([3, false]);
    expect(written.error).toMatch(
      /^Payments: assume_role_denied: .*\nwrote .*2 accounts read, 1 not read, 0 left out\nthe evidence is not whole/m,
    );
  });

  test('says as whom AWS was asked, for the list and for each account', async () => {
    await startOrganization([{ accountId: MEMBER }]);

    const { identity, accounts } = manifestOf(await evidenceOfOrganization(BY_NAME));

    expect(identity).toEqual({ account_id: OWN, arn: `arn:aws:iam::${OWN}:user/caller` });
    expect(accounts.map(({ identity: own }) => own)).toEqual([
      expect.objectContaining({ account_id: MANAGEMENT }),
      expect.objectContaining({ account_id: OWN }),
      { account_id: MEMBER, arn: expect.stringContaining(`arn:aws:sts::${MEMBER}:assumed-role/`) },
    ]);
  });

  test('is not whole where another fact could not be read', async () => {
    const fake = await startOrganization([]);
    fake.always(OWN, 'GetAccountPasswordPolicy', faults.accessDenied);
    const yaml = `${BY_NAME}\nfacts: { account-settings: { enabled: true } }`;

    const written = await evidenceOfOrganization(yaml, { accounts: [OWN] });

    const [row] = rowsOf(written, 'accounts.csv');
    expect([written.code, row?.state, row?.missing]).toEqual([
      3,
      'read',
      expect.stringMatching(/^account-settings: access_denied: /),
    ]);
    const control = rowsOf(written, 'controls.csv').find(
      ({ security_hub: id, account_id: account }) => id === 'IAM.15' && account === OWN,
    );
    expect(control).toMatchObject({ control_unknown: '1', control_open: '0', coverage: 'covered' });
  });

  test('of some accounts says so, and names a filter that matches nothing', async () => {
    await startOrganization([{ accountId: MEMBER, name: 'Payments' }]);

    const some = await evidenceOfOrganization(BY_NAME, { accounts: ['Payments'] });
    const none = await evidenceOfOrganization(BY_NAME, { accounts: ['Payment'] });

    expect(rowsOf(some, 'accounts.csv').map(({ account_name: name }) => name)).toEqual(['Payments']);
    expect([some.code, manifestOf(some).filters]).toEqual([
      0,
      { accounts: ['Payments'], owners: [], report_files: [] },
    ]);
    expect([none.code, manifestOf(none).problems]).toEqual([
      3,
      [expect.stringContaining('there is no account Payment')],
    ]);
  });

  test('is not begun where the organization cannot be listed', async () => {
    const fake = await startOrganization([]);
    fake.always('*', 'ListAccounts', faults.accessDenied);

    const { code, files } = await evidenceOfOrganization(BY_NAME);

    expect([code, files]).toEqual([3, {}]);
  });
});

describe('the folder', () => {
  const reports = async (...ids: string[]) => {
    const folder = await temporaryFolder();
    const files = ids.map((id, index) => path.join(folder, `report-${index}.csv`));
    await Promise.all(files.map((file, index) => writeFile(file, reportCsv(ids[index] ?? '', ['jane']))));
    return files;
  };

  test('and its files are for their owner alone', async () => {
    const output = path.join(await temporaryFolder(), 'new', 'evidence');
    await evidenceOfReports(await reports(OWN), { output });

    const modeOf = async (file: string) => ((await stat(path.join(output, file))).mode & 0o777).toString(8);
    expect(await Promise.all(['.', 'accounts', `accounts/${OWN}`].map(modeOf))).toEqual(['700', '700', '700']);
    const files = Object.keys(await filesIn(output));
    expect(new Set(await Promise.all(files.map(modeOf)))).toEqual(new Set(['600']));
  });

  test('that is there and empty is taken, and closed to others', async () => {
    const output = path.join(await temporaryFolder(), 'mounted');
    await mkdir(output, { mode: 0o755 });

    const { code } = await evidenceOfReports(await reports(OWN), { output });

    expect([code, (await stat(output)).mode & 0o777]).toEqual([0, 0o700]);
  });

  test('that is not empty is refused in one line, and stays as it is', async () => {
    const output = await temporaryFolder();
    await writeFile(path.join(output, 'notes.txt'), 'mine');

    const { code, error, files } = await evidenceOfReports(await reports(OWN), { output });

    expect([code, error]).toEqual([2, `--output: ${output} is not empty: name a new folder\n`]);
    expect(files).toEqual({ 'notes.txt': 'mine' });
  });

  test('without a name is refused', async () => {
    const { code, error } = await evidenceOfReports(await reports(OWN), { output: '' });

    expect([code, error]).toEqual([2, '--output: must name a folder\n']);
  });

  test('whose path leads back over a folder that is not there is made', async () => {
    const output = `${await temporaryFolder()}/a/../a/evidence`;

    const { code, files } = await evidenceOfReports(await reports(OWN), { output });

    expect([code, Object.keys(files)]).toEqual([0, expect.arrayContaining(['SHA256SUMS'])]);
  });

  test('that cannot be made ends with the words of the system', async () => {
    const [file = ''] = await reports(OWN);

    const { code, error } = await evidenceOfReports([file], { output: path.join(file, 'evidence') });

    expect([code, error]).toEqual([2, expect.stringMatching(/^--output: .*report-0\.csv\/evidence: .*\n$/)]);
  });

  test('has one of two reports of an account: the first that is named', async () => {
    const files = await reports(OWN, OWN);

    const written = await evidenceOfReports(files);

    expect(rowsOf(written, 'accounts.csv').map(({ account_name: name, state }) => [name, state])).toEqual([
      ['report-0', 'read'],
      ['report-1', 'failed'],
    ]);
    expect(written.code).toBe(3);
  });
});
