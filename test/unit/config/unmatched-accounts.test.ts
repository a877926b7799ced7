import { expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/load-config.ts';

const ROLE = 'roleArn: "arn:aws:iam::111122223333:role/x"';

function warningsOf(account: string, pattern: string): readonly string[] {
  const yaml = `
accounts: [${account}]
policy: { overrides: [{ match: { accounts: ['${pattern}'] }, checks: { root-used: { enabled: false } } }] }
exemptions: [{ name: x, accounts: ['${pattern}'], reason: a test, expires: 9999-12-31 }]
`;
  const read = readConfig(yaml, 'exporter.yml', '.');
  return read.ok ? read.warnings : read.problems;
}

test.each([
  ['zz', `{ name: production, ${ROLE} }`],
  ['444455556666', `{ name: production, ${ROLE} }`],
  ['zz', '{ name: production, reportFile: a.csv }'],
  ['prodution-.*', '{ name: production, reportFile: a.csv }'],
])('the pattern %s, which matches no account of %s, is told', (pattern, account) => {
  expect(warningsOf(account, pattern)).toEqual([
    'policy.overrides[0].match.accounts[0]: matches no account of the configuration',
    'exemptions[0].accounts[0]: matches no account of the configuration',
  ]);
});

test.each([
  ['prod.*', `{ name: production, ${ROLE} }`],
  ['1111.*', `{ name: production, ${ROLE} }`],
  ['444455556666', '{ name: production, reportFile: a.csv }'],
  ['4444[0-9a-f]+', '{ name: production, reportFile: a.csv }'],
  ['(zz|4.*)', '{ name: production, reportFile: a.csv }'],
])('the pattern %s, which matches one of %s or may match its id, is not', (pattern, account) => {
  expect(warningsOf(account, pattern)).toEqual([]);
});

test('a policy without accounts, for files that are named when it is applied, has none that match nobody', () => {
  const yaml = 'exemptions: [{ name: x, accounts: [zz], reason: a test, expires: 9999-12-31 }]';

  expect(readConfig(yaml, 'exporter.yml', '.')).toMatchObject({ ok: true, warnings: [] });
});

test('a policy for accounts that the organization has names none that nobody knows yet', () => {
  const yaml = `organization: { roleName: x }
accounts: [{ name: audit }]
exemptions: [{ name: x, accounts: [zz], reason: a test, expires: 9999-12-31 }]`;

  expect(readConfig(yaml, 'exporter.yml', '.')).toMatchObject({ ok: true, warnings: [] });
});
