/** Accounts by their id, and what all of them have in common. */
import { describe, expect, test } from '@jest/globals';
import { goodConfig, problemsOf } from './read.ts';

const ID = '111122223333';
const OTHER = '444455556666';
const ROLE = `arn:aws:iam::${ID}:role/audit/reader`;

test.each<[string, string, object[]]>([
  ['an id alone', `accounts: ["${ID}"]`, [{ name: ID, owner: '', accountId: ID }]],
  [
    'ids and a role for all',
    `accountDefaults: { roleName: reader, externalId: audit-7f3a, owner: security, region: eu-central-1 }
accounts: ["${ID}", { id: "${OTHER}", name: other }]`,
    [
      {
        name: ID,
        owner: 'security',
        accountId: ID,
        roleName: 'reader',
        externalId: 'audit-7f3a',
        region: 'eu-central-1',
      },
      {
        name: 'other',
        owner: 'security',
        accountId: OTHER,
        roleName: 'reader',
        externalId: 'audit-7f3a',
        region: 'eu-central-1',
      },
    ],
  ],
  [
    'an entry that says otherwise',
    `accountDefaults: { roleName: reader, externalId: audit-7f3a, owner: security, region: eu-central-1 }
accounts: [{ id: "${ID}", owner: payments, roleName: audit/own, externalId: own-7f3a, region: eu-west-1 }]`,
    [
      {
        name: ID,
        owner: 'payments',
        accountId: ID,
        roleName: 'audit/own',
        externalId: 'own-7f3a',
        region: 'eu-west-1',
      },
    ],
  ],
  [
    'a role by its ARN, which has the external id of all',
    `accountDefaults: { roleName: reader, externalId: audit-7f3a }\naccounts: [{ name: a, roleArn: "${ROLE}" }]`,
    [{ name: 'a', owner: '', roleArn: ROLE, externalId: 'audit-7f3a' }],
  ],
  [
    'the account of the credential chain, which has no role',
    'accountDefaults: { roleName: reader, externalId: audit-7f3a }\naccounts: [{ name: a }]',
    [{ name: 'a', owner: '' }],
  ],
])('%s', (_what, yaml, accounts) => {
  expect(goodConfig(yaml).accounts).toEqual(accounts.map((account) => ({ source: 'aws', ...account })));
});

test('a report file may have an id, and has the owner of all', () => {
  const yaml = `accountDefaults: { owner: security, region: eu-west-1 }\naccounts: [{ id: "${ID}", reportFile: a.csv }]`;

  expect(goodConfig(yaml).accounts).toEqual([
    expect.objectContaining({ source: 'file', name: ID, accountId: ID, owner: 'security' }),
  ]);
  expect(goodConfig(yaml).accounts[0]).not.toHaveProperty('region');
});

describe('is refused:', () => {
  const NO_ROLE =
    'has no role: write its roleName, or accountDefaults with a roleName for all; without one it is the account of the default AWS credential chain, which is already taken by accounts[0]';

  test.each([
    [`accounts: [${ID}]`, 'accounts[0].id: must be a text: put it in quotes, as in "111122223333"'],
    ['accounts: [{ id: "1111" }]', 'accounts[0].id: must be the 12 digits of an account, in quotes'],
    [`accounts: ["${ID}", "${OTHER}"]`, `accounts[1]: ${NO_ROLE}`],
    [`accounts: [{ name: a }, "${OTHER}"]`, `accounts[1]: ${NO_ROLE}`],
    [`accounts: [{ id: "${ID}", externalId: xy }]`, 'accounts[0].externalId: goes with roleArn or roleName only'],
    [`accounts: [{ name: a, roleName: x }]`, 'accounts[0].roleName: goes with id only, which says whose role it is'],
    [
      `accounts: [{ name: a, roleArn: "${ROLE}", roleName: x }]`,
      'accounts[0].roleName: does not go with roleArn, which names the role: write one of them',
    ],
    [
      `accounts: [{ id: "${OTHER}", roleArn: "${ROLE}" }]`,
      'accounts[0].id: is not the account of the role: write the id that roleArn has',
    ],
    [
      `accounts: [{ id: "${ID}", roleName: "${ROLE}" }]`,
      'accounts[0].roleName: must be the name of a role, such as "iam-credential-exporter", and no ARN',
    ],
    [
      `accounts: [{ id: "${ID}", name: a, roleName: x }, { name: b, roleArn: "${ROLE}" }]`,
      'accounts[1].roleArn: the account is already taken by accounts[0]',
    ],
    [
      `accounts: [{ name: "${ID}" }, { id: "${ID}", roleName: x }]`,
      'accounts[1].id: the name is already taken by accounts[0]',
    ],
    [
      `accounts: [{ name: a, roleArn: "${ROLE}" }]\naccountDefaults: { region: cn-north-1 }`,
      'accountDefaults.region: is of the partition aws-cn, and the role of aws: write a region of that one',
      2,
    ],
    [
      'accountDefaults: { roleArn: x }',
      'accountDefaults.roleArn: is not a known key: it belongs under accounts[] or organization',
    ],
  ])('%s', (yaml, problem, line = 1) => {
    expect(problemsOf(yaml)).toEqual([`exporter.yml:${line}: ${problem}`]);
  });
});
