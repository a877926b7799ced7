/** The section `organization` of the configuration file. */
import { expect, test } from '@jest/globals';
import { secretsOf } from '../../../src/config/config.ts';
import { goodConfig, problemsOf } from './read.ts';

const READER = { source: 'aws', name: '', owner: '' };

test('means every account, through the role of that name, every 15 minutes', () => {
  const config = goodConfig('organization: { roleName: audit/reader }');

  expect(config.accounts).toEqual([]);
  expect(config.organization).toEqual({
    roleName: 'audit/reader',
    owner: '',
    include: [],
    exclude: [],
    interval: 15 * 60_000,
    reader: READER,
  });
});

test('has of the defaults of accounts what it does not say', () => {
  const yaml = `organization: { ownerTag: team, roleArn: "arn:aws:iam::111111111111:role/list", roleExternalId: list-7f3a }
accountDefaults: { roleName: reader, externalId: read-7f3a, owner: platform, region: eu-west-1 }`;

  const config = goodConfig(yaml);

  expect(config.organization).toMatchObject({
    roleName: 'reader',
    externalId: 'read-7f3a',
    owner: 'platform',
    region: 'eu-west-1',
    ownerTag: 'team',
    reader: { ...READER, roleArn: 'arn:aws:iam::111111111111:role/list', externalId: 'list-7f3a', region: 'eu-west-1' },
  });
  expect(secretsOf(config)).toEqual(expect.arrayContaining(['read-7f3a', 'list-7f3a']));
});

test('says the role of a listed account that has none, and what such an account leaves open', () => {
  const yaml =
    'organization: { roleName: reader, externalId: read-7f3a }\naccounts: ["111122223333", { name: own, owner: me }]';

  expect(goodConfig(yaml).accounts).toEqual([
    {
      source: 'aws',
      name: '111122223333',
      owner: '',
      accountId: '111122223333',
      roleName: 'reader',
      externalId: 'read-7f3a',
      unsaid: ['name', 'owner'],
    },
    { source: 'aws', name: 'own', owner: 'me', unsaid: [] },
  ]);
});

test.each([
  [
    '{}',
    'organization.roleName: is missing: write the name of the role in each account, such as "iam-credential-exporter"',
  ],
  ['{ roleName: x, interval: 30s }', 'organization.interval: must be at least 1m'],
  ['{ roleName: x, roleExternalId: xy }', 'organization.roleExternalId: goes with roleArn only'],
  [
    '{ roleName: x, include: ou-ab12-11111111 }',
    'organization.include: must be a list, such as [{ ou: ou-ab12-11111111 }]',
  ],
  [
    '{ roleName: x, include: [ou-ab12-11111111] }',
    'organization.include[0]: must be a mapping with ou, account or tag, as in { ou: ou-ab12-11111111 }',
  ],
  [
    '{ roleName: x, include: [{ ou: products }] }',
    'organization.include[0].ou: must be the id of a unit or of the root, such as "ou-ab12-11111111"',
  ],
  [
    '{ roleName: x, exclude: [{ account: 111122223333 }] }',
    'organization.exclude[0].account: must be a text: put it in quotes, as in "111122223333"',
  ],
  ...['{}', '{ ou: ou-ab12-11111111, account: "111122223333" }'].map((selector): [string, string] => [
    `{ roleName: x, exclude: [${selector}] }`,
    'organization.exclude[0]: must be { ou: ... }, { account: ... } or { tag: { key: ..., value: ... } }',
  ]),
  [
    '{ roleName: x, exclude: [{ tag: { key: env } }] }',
    'organization.exclude[0].tag.value: is missing: write a text such as "sandbox"',
  ],
  ['{ roleName: x, ownertag: team }', 'organization.ownertag: is not a known key: did you mean ownerTag?'],
])('%s is refused', (section, problem) => {
  expect(problemsOf(`organization: ${section}`)).toEqual([`exporter.yml:1: ${problem}`]);
});

test('a log group needs an account of the file by whose credentials it is read', () => {
  const yaml =
    'organization: { roleName: x }\nlogs: { logGroup: "arn:aws:logs:eu-central-1:999999999999:log-group:trail" }\n';

  const entry = "accounts: [{ id: '222222222222', name: audit }]";
  const advice = `an account of the organization needs an entry for this, such as ${entry}`;
  expect(problemsOf(yaml)).toEqual([
    `exporter.yml:2: logs.account: is missing: none of the accounts is read from AWS; ${advice}`,
  ]);
  expect(problemsOf(yaml.replace('trail"', 'trail", account: audit'))).toEqual([
    `exporter.yml:2: logs.account: is the name of no account of the configuration; ${advice}`,
  ]);
  expect(problemsOf(`${yaml}${entry}`)).toEqual([]);
});
