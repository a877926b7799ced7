/** `evidence` of the built program: the folder as an auditor gets it, with the tools that auditors have. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { FakeOrganization } from '../support/fake-aws/organization.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { environmentOf, knownReportOf } from './support/aws-exporter.ts';
import { configFile } from './support/exporter-process.ts';
import { startFake } from './support/fake-aws.ts';
import { exporterMain, run } from './support/tools.ts';

const MANAGEMENT = '111122223333';
const MEMBERS = ['222200000001', '222200000002', '222200000003'];
const CLOSED = '444455556666';
const REFUSED = '777788889999';

async function writeEvidence() {
  const organization = new FakeOrganization({
    managementAccountId: MANAGEMENT,
    accounts: [
      ...MEMBERS.map((accountId) => ({ accountId })),
      { accountId: REFUSED, name: '../refused/"' },
      { accountId: CLOSED, name: 'Old', state: 'CLOSED' },
    ],
  });
  const generatedTime = Date.now() - 3_600_000;
  const accounts = [MANAGEMENT, ...MEMBERS, REFUSED].map((accountId) => ({
    accountId,
    csv: knownReportOf(accountId),
    generatedTime,
    assumeRoleRefused: accountId === REFUSED,
  }));
  const fake = await startFake({ accounts, organization });
  const file = await configFile({
    organization: { roleName: 'exporter' },
    exemptions: [{ name: 'later', users: ['deploy'], reason: 'SEC-42', approvedBy: 'CISO', expires: '2099-12-31' }],
  });
  const variables = Object.entries(environmentOf(fake)).map(([name, value]) => `${name}=${value}`);
  const node = ['-i', `PATH=${process.env.PATH}`, ...variables, process.execPath, exporterMain];
  const write = async () => {
    const folder = path.join(await temporaryFolder(), 'evidence');
    return { folder, ...(await run('env', [...node, 'evidence', `--config.file=${file}`, `--output=${folder}`])) };
  };
  return { accounts, write };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

test('the folder of an organization is whole but for the account that could not be read, and a second run writes the same', async () => {
  const { accounts, write } = await writeEvidence();

  const first = await write();
  const second = await write();

  const read = [MANAGEMENT, ...MEMBERS];
  const files = await filesIn(first.folder);
  expect(files).toEqual(
    [
      ...read.flatMap((id) => [`accounts/${id}/credential-report.csv`, `accounts/${id}/outcomes.csv`]),
      ...['SHA256SUMS', 'accounts.csv', 'controls.csv', 'index.html', 'manifest.json'],
    ].sort(),
  );
  for (const { accountId, csv } of accounts.filter((account) => read.includes(account.accountId))) {
    expect(await readFile(path.join(first.folder, `accounts/${accountId}/credential-report.csv`), 'utf8')).toBe(csv);
  }

  const listed = await readFile(path.join(first.folder, 'accounts.csv'), 'utf8');
  expect(listed).toMatch(new RegExp(`^account \\d+,${MANAGEMENT},read,`, 'm'));
  expect(listed).toMatch(new RegExp(`^Old,${CLOSED},closed,organization,`, 'm'));
  expect(listed).toMatch(new RegExp(`^"\\.\\./refused/""",${REFUSED},failed,.*assume_role_denied: `, 'm'));
  expect([first.code, second.code]).toEqual([3, 3]);
  expect(first.stderr).toContain('4 accounts read, 1 not read, 1 left out');

  for (const { folder } of [first, second]) {
    const checked = await run('sh', ['-c', `cd '${folder}' && sha256sum -c SHA256SUMS`]);
    expect([checked.code, checked.stdout.split('\n').filter((line) => line.endsWith(': OK')).length]).toEqual([
      0,
      files.length - 1,
    ]);
    const modes = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file))).mode & 0o777));
    expect([(await stat(folder)).mode & 0o777, ...new Set(modes)]).toEqual([0o700, 0o600]);
  }
  const differing = await run('diff', ['-rq', first.folder, second.folder]);
  expect(
    differing.stdout
      .trimEnd()
      .split('\n')
      .map((line) => path.basename(line.split(' ')[1] ?? '')),
  ).toEqual(['SHA256SUMS', 'index.html', 'manifest.json']);
});
