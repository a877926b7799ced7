/** What is said about entries of `accounts` that are bad by themselves or do not go together. */
import { expect, test } from '@jest/globals';
import { problemsOf } from './read.ts';

const ROLE = 'arn:aws:iam::111111111111:role/x';
const ROLE_EXAMPLE = 'arn:aws:iam::111111111111:role/NAME';
const NO_ACCOUNT = 'must be an account, as in { name: production } or "111122223333"';
const NOT_WITH_FILE = 'does not go with reportFile: an account is read from AWS or from a file';
const FILE_ONLY = 'goes with reportFile only: AWS gives the time of its reports itself';
const NO_EXTERNAL_ID = 'must be 2 to 1224 letters, digits and _+=,.@:/- in one line';
const NOT_ONE_LINE = 'must be one line without control characters';
const NO_TIME = 'must be a time with an offset, in quotes: "2026-11-22T08:00:00Z"';

/** Each entry stands in a line of its own, the first in line 2. */
function problemsOfEntries(...entries: string[]): readonly string[] {
  return problemsOf(`accounts:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`);
}

test.each([
  ['null', NO_ACCOUNT],
  ['production', NO_ACCOUNT],
  ['[name, production]', NO_ACCOUNT],
])('the entry %s: %s', (entry, problem) => {
  expect(problemsOfEntries(entry)).toEqual([`exporter.yml:2: accounts[0]: ${problem}`]);
});

test.each([
  ['{}', 'name: is missing: write a text such as "production"'],
  ['{ name: }', 'name: must be a text such as "production"'],
  ['{ name: "" }', 'name: must not be empty: write a text such as "production"'],
  ['{ name: 012345670123 }', 'name: must be a text: put it in quotes, as in "production"'],
  ['{ name: true }', 'name: must be a text: put it in quotes, as in "production"'],
  ['{ name: a, owner: 7 }', 'owner: must be a text: put it in quotes, as in "payments"'],
  ['{ name: a, owner: [x] }', 'owner: must be a text such as "payments"'],
  [
    `{ name: a, roleArn: "${ROLE}", externalId: 0017 }`,
    'externalId: must be a text: put it in quotes, as in "audit-7f3a"',
  ],
  [`{ name: a, roleArn: "${ROLE}", region: 1 }`, 'region: must be a text: put it in quotes, as in "us-east-1"'],
  ['{ name: a, roleArn: production }', `roleArn: must be the ARN of a role: ${ROLE_EXAMPLE}`],
  ['{ name: a, roleArn: "arn:aws:iam::111111111111:user/x" }', `roleArn: must be the ARN of a role: ${ROLE_EXAMPLE}`],
  ['{ name: a, roleArn: "arn:aws:iam::1111:role/x" }', `roleArn: must be the ARN of a role: ${ROLE_EXAMPLE}`],
  ...[
    'user/x',
    'role/',
    'role/x externalId:s3cret',
    'role/x\\nexternalId: s3cret',
    'role/x\\n',
    'role/externalId:s3cret',
    `role/${'x'.repeat(65)}`,
    'role//x y/x',
  ].map((name): [string, string] => [
    `{ name: a, roleArn: "arn:aws:iam::111111111111:${name}" }`,
    `roleArn: must be the ARN of a role: ${ROLE_EXAMPLE}`,
  ]),
  [
    '{ name: a, roleArn: "arn:aws s3cret:iam::111111111111:role/x" }',
    `roleArn: must be the ARN of a role: ${ROLE_EXAMPLE}`,
  ],
  [`{ name: a, roleArn: "${ROLE}", externalId: "s3cret\\n" }`, `externalId: ${NO_EXTERNAL_ID}`],
  [`{ name: a, roleArn: "${ROLE}", externalId: "e" }`, `externalId: ${NO_EXTERNAL_ID}`],
  [`{ name: a, roleArn: "${ROLE}", externalId: "${'e'.repeat(1225)}" }`, `externalId: ${NO_EXTERNAL_ID}`],
  [
    '{ name: a, region: Frankfurt (eu) }',
    'region: must be the code of a region in lower case, such as "eu-central-1": did you mean eu-central-1?',
  ],
  ...['CN-NORTH-1', 'cn-north-1 ', 'cn-north-1\\n'].map((region) => [
    `{ name: a, region: "${region}" }`,
    'region: write cn-north-1, in lower case and without blanks',
  ]),
  [
    '{ name: a, roleArn: "arn:aws-cn:iam::111111111111:role/x", region: eu-west-1 }',
    'region: is of the partition aws, and the role of aws-cn: write a region of that one',
  ],
  [`{ name: a, roleArn: "${ROLE}", externalId: "s3 cret" }`, `externalId: ${NO_EXTERNAL_ID}`],
  ['{ name: "a\\nb" }', `name: ${NOT_ONE_LINE}`],
  ['{ name: "a\\u2028b" }', `name: ${NOT_ONE_LINE}`],
  ['{ name: a, owner: "\\x1b[31mpayments" }', `owner: ${NOT_ONE_LINE}`],
  ['{ name: a, reportFile: "a.csv\\n" }', `reportFile: ${NOT_ONE_LINE}`],
  ['{ name: a, reportFile: 5 }', 'reportFile: must be a text: put it in quotes, as in "./sandbox.csv"'],
  ['{ name: a, reportFile: a.csv, generatedTime: yesterday }', `generatedTime: ${NO_TIME}`],
  ['{ name: a, reportFile: a.csv, generatedTime: 2026-11-22 }', `generatedTime: ${NO_TIME}`],
  ['{ name: a, reportFile: a.csv, generatedTime: "2026-11-22T08:00:00" }', `generatedTime: ${NO_TIME}`],
  ['{ name: a, reportFile: a.csv, generatedTime: "2026-02-30T08:00:00Z" }', `generatedTime: ${NO_TIME}`],
  ['{ name: a, reportFile: a.csv, staleAfter: 7 }', 'staleAfter: must be a duration such as "7d"'],
  ['{ name: a, reportFile: a.csv, staleAfter: 0s }', 'staleAfter: must be longer than 0s'],
  ['{ name: a, reportFile: a.csv, region: us-east-1 }', `region: ${NOT_WITH_FILE}`],
  ['{ name: a, reportFile: a.csv, externalId: xy }', `externalId: ${NOT_WITH_FILE}`],
  [`{ name: a, reportFile: a.csv, roleArn: "${ROLE}" }`, `roleArn: ${NOT_WITH_FILE}`],
  ['{ name: a, externalId: xy }', 'externalId: goes with roleArn or roleName only'],
  ['{ name: a, generatedTime: "2026-11-22T08:00:00Z" }', `generatedTime: ${FILE_ONLY}`],
  [`{ name: a, roleArn: "${ROLE}", staleAfter: 7d }`, `staleAfter: ${FILE_ONLY}`],
  ['{ name: a, role_arn: x }', 'role_arn: is not a known key: did you mean roleArn?'],
])('the entry %s: %s', (entry, problem) => {
  expect(problemsOfEntries(entry)).toEqual([`exporter.yml:2: accounts[0].${problem}`]);
});

test.each([
  [
    'expectedAccounts: 2\naccounts: [{ name: a }]',
    'expectedAccounts: is 2, but accounts has 1: the file is cut, or the number is old',
  ],
  [
    'expectedAccounts: 1',
    'expectedAccounts: is 1, but the file has no accounts: the file is cut, or the number is old',
  ],
  [
    'expectedAccounts: "1"\naccounts: [{ name: a }]',
    'expectedAccounts: must be a whole number, the number of entries of accounts',
  ],
  ['expectedAccounts: 0', 'expectedAccounts: must be at least 1'],
])('%j: %s', (yaml, problem) => {
  expect(problemsOf(yaml)).toContain(`exporter.yml:1: ${problem}`);
});

test.each([
  ['names', `{ name: a, roleArn: "${ROLE}" }`, '{ name: a }', 'name: the name is already taken by accounts[0]'],
  [
    'roles in one account',
    `{ name: a, roleArn: "${ROLE}" }`,
    '{ name: b, roleArn: "arn:aws:iam::111111111111:role/y" }',
    'roleArn: the account is already taken by accounts[0]',
  ],
  [
    'report files',
    '{ name: a, reportFile: a.csv }',
    '{ name: b, reportFile: a.csv }',
    'reportFile: the file is already taken by accounts[0]',
  ],
  [
    'accounts of the default credential chain',
    '{ name: a }',
    '{ name: b, region: us-west-2 }',
    'name: the account of the default AWS credential chain is already taken by accounts[0]',
  ],
])('two equal %s are one too many', (_what, one, other, problem) => {
  expect(problemsOfEntries(one, other)).toEqual([`exporter.yml:3: accounts[1].${problem}`]);
});

test('every further entry with the same name is told, and which one was first', () => {
  const files = ['a', 'b', 'c', 'd'].map(
    (file, index) => `{ name: ${index === 0 ? 'other' : 'same'}, reportFile: ${file} }`,
  );

  expect(problemsOfEntries(...files)).toEqual([
    'exporter.yml:4: accounts[2].name: the name is already taken by accounts[1]',
    'exporter.yml:5: accounts[3].name: the name is already taken by accounts[1]',
  ]);
});

test('what is bad by itself in two entries is not called the same as well', () => {
  const bad = '{ name: 1, roleArn: production }';

  expect(problemsOfEntries(bad, bad).map((problem) => problem.replace(/: must .*/, ''))).toEqual([
    'exporter.yml:2: accounts[0].name',
    'exporter.yml:2: accounts[0].roleArn',
    'exporter.yml:3: accounts[1].name',
    'exporter.yml:3: accounts[1].roleArn',
  ]);
});

test('a field that is wrong by itself does not hide what does not go together', () => {
  expect(problemsOfEntries('{ name: a, owner: 7, reportFile: a.csv, region: us-east-1 }')).toEqual([
    'exporter.yml:2: accounts[0].owner: must be a text: put it in quotes, as in "payments"',
    `exporter.yml:2: accounts[0].region: ${NOT_WITH_FILE}`,
  ]);
});

test('entries that are null or wrong do not keep the others from being looked at', () => {
  expect(
    problemsOfEntries('null', '[1]', '[1]', '{ name: a, reportFile: 1 }', '{ name: b, externalId: xy }', '{ name: c }'),
  ).toEqual([
    `exporter.yml:2: accounts[0]: ${NO_ACCOUNT}`,
    `exporter.yml:3: accounts[1]: ${NO_ACCOUNT}`,
    `exporter.yml:4: accounts[2]: ${NO_ACCOUNT}`,
    'exporter.yml:5: accounts[3].reportFile: must be a text: put it in quotes, as in "./sandbox.csv"',
    'exporter.yml:6: accounts[4].externalId: goes with roleArn or roleName only',
    'exporter.yml:7: accounts[5].name: the account of the default AWS credential chain is already taken by accounts[4]',
  ]);
});
