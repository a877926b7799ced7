/** The documents of an organization: to whom what is allowed, and who may assume the roles. */
import { describe, expect, test } from '@jest/globals';
import { printPolicy } from '../../../src/commands/iam-policy.ts';
import type { Config } from '../../../src/config/config.ts';
import { readConfig } from '../../../src/config/load-config.ts';
import { ORGANIZATION_FACTS } from '../../../src/model/facts/organization.ts';
import { POLICY_DOCUMENTS } from '../../../src/model/policy-document.ts';

type Options = Parameters<typeof printPolicy>[1];

const EXPORTER = 'arn:aws:iam::111122223333:role/exporter';
const READER = 'arn:aws:iam::999999999999:role/lists-accounts';
const READ = {
  Sid: 'ReadCredentialReport',
  Effect: 'Allow',
  Action: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  Resource: '*',
};
const LIST = { Sid: 'ReadOrganization', Effect: 'Allow', Action: ['organizations:ListAccounts'], Resource: '*' };
const LIST_WITH_UNITS = { ...LIST, Action: ['organizations:ListAccounts', 'organizations:ListParents'] };
const TAGS = {
  Sid: 'ReadOrganizationTags',
  Effect: 'Allow',
  Action: ['organizations:ListTagsForResource'],
  Resource: 'arn:aws:organizations::*:account/o-*/*',
};
const MEMBERS = {
  Sid: 'AssumeOrganizationRoles',
  Effect: 'Allow',
  Action: ['sts:AssumeRole'],
  Resource: 'arn:aws:iam::*:role/r',
  Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
};

function assume(...roles: string[]) {
  return { Sid: 'AssumeAccountRoles', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles };
}

function trust(principal: string, externalId?: string) {
  const condition = externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } };
  return { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole', ...condition };
}

function configOf(yaml: string): Config {
  const loaded = readConfig(yaml, 'exporter.yml', '/');
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.config;
}

function statements(yaml: string, options: Options = {}): unknown {
  const { code, out } = printPolicy(configOf(yaml), options);
  expect(code).toBe(0);
  const { Version, Statement } = JSON.parse(out) as { Version: string; Statement: unknown };
  expect(Version).toBe('2012-10-17');
  return Statement;
}

describe('the exporter', () => {
  test.each<[string, string, object[]]>([
    ['alone: it lists the accounts, reads its own and assumes the role in the others', '{ roleName: r }', [LIST]],
    ['with owners by tag: it reads tags of accounts', '{ roleName: r, ownerTag: team }', [LIST, TAGS]],
    ['that leaves out by tag', '{ roleName: r, exclude: [{ tag: { key: env, value: dev } }] }', [LIST, TAGS]],
    [
      'that takes by unit: it asks where an account is',
      '{ roleName: r, include: [{ ou: r-ab12 }] }',
      [LIST_WITH_UNITS],
    ],
    ['that leaves out by unit', '{ roleName: r, exclude: [{ ou: ou-ab12-11111111 }] }', [LIST_WITH_UNITS]],
    [
      'that leaves out by id: that needs no question',
      '{ roleName: r, exclude: [{ account: "222222222222" }] }',
      [LIST],
    ],
  ])('of an organization %s', (_what, organization, questions) => {
    expect(statements(`organization: ${organization}`)).toEqual([READ, ...questions, MEMBERS]);
  });

  test('may be allowed no question that is declared for nothing, and every one that is', () => {
    const all = 'organization: { roleName: r, ownerTag: team, include: [{ ou: r-ab12 }] }';
    const actions = (statements(all, {}) as { Action: string[] }[]).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.startsWith('organizations:'))).toEqual(
      ORGANIZATION_FACTS.flatMap(({ permissions }) => permissions),
    );
  });

  test('keeps the roles of the accounts that are listed, and the facts of its own if that is listed', () => {
    const listed = `accounts: [{ name: own }, { name: a, roleArn: "arn:aws:iam::222222222222:role/a" }, { name: f, reportFile: f.csv }]`;
    expect(statements(`${listed}\norganization: { roleName: r }`)).toEqual([
      READ,
      LIST,
      assume('arn:aws:iam::222222222222:role/a'),
      MEMBERS,
    ]);
  });

  test('reads the facts that are on, and runs the commands that are named, in its own account', () => {
    const yaml = 'organization: { roleName: r }\nfacts: { user-details: { mfa: { enabled: true } } }';
    const sids = (statements(yaml, { commands: ['keys'] }) as { Sid: string }[]).map(({ Sid }) => Sid);
    expect(sids).toEqual([READ.Sid, 'ReadUserDetailsMfa', 'CommandKeys', LIST.Sid, MEMBERS.Sid]);
  });

  test('that asks by a role assumes it, and asks nothing itself', () => {
    const yaml = `organization: { roleName: r, ownerTag: team, roleArn: "${READER}" }`;
    expect(statements(yaml)).toEqual([READ, assume(READER), MEMBERS]);
    expect(printPolicy(configOf(yaml), {}).error).toMatch(
      /^if the account of the exporter is not in this organization/,
    );
    expect(printPolicy(configOf('organization: { roleName: r }'), {}).error).toBe('');
  });

  test.each([
    ['the region of all accounts', 'accountDefaults: { region: cn-north-1 }\norganization: { roleName: p/r }'],
    ['the role by which it asks', `organization: { roleName: p/r, roleArn: "${READER.replace('aws', 'aws-cn')}" }`],
  ])('is allowed roles in the partition of %s', (_what, yaml) => {
    expect(statements(yaml)).toContainEqual({ ...MEMBERS, Resource: 'arn:aws-cn:iam::*:role/p/r' });
  });

  test('is allowed tags of accounts in its partition', () => {
    const yaml = 'accountDefaults: { region: us-gov-west-1 }\norganization: { roleName: r, ownerTag: team }';
    expect(statements(yaml)).toContainEqual({ ...TAGS, Resource: 'arn:aws-us-gov:organizations::*:account/o-*/*' });
  });
});

describe('the role in each account', () => {
  const yaml = 'organization: { roleName: r, ownerTag: team, externalId: s3cret }';

  test('may read the facts, and nothing of the organization', () => {
    expect(statements(yaml, { document: 'member-role' })).toEqual([READ]);
  });

  test('may do what commands need', () => {
    const [, keys] = statements(yaml, { document: 'member-role', commands: ['keys'] }) as { Sid: string }[];
    expect(keys?.Sid).toBe('CommandKeys');
  });

  test('trusts the exporter alone, with the external id of the configuration', () => {
    const options: Options = { document: 'member-trust', principal: EXPORTER };
    expect(statements(yaml, options)).toEqual([trust(EXPORTER, 's3cret')]);
    expect(statements('organization: { roleName: r }', options)).toEqual([trust(EXPORTER)]);
  });

  test('of an account that is listed is printed by its name', () => {
    const listed = 'accounts: ["222222222222"]\norganization: { roleName: r }';
    expect(statements(listed, { account: '222222222222' })).toEqual([READ]);
  });
});

describe('what only few accounts of the organization are told', () => {
  const ROOT = {
    Sid: 'ReadRootManagement',
    Effect: 'Allow',
    Action: ['iam:ListOrganizationsFeatures'],
    Resource: '*',
  };
  const fact = 'facts: { root-management: { enabled: true } }';
  const own = `${fact}\norganization: { roleName: r }`;
  const byRole = `${fact}\norganization: { roleName: r, roleArn: "${READER}" }`;

  test('is asked by whoever lists its accounts', () => {
    expect(statements(own)).toEqual([READ, ROOT, LIST, MEMBERS]);
    expect(statements(byRole)).toEqual([READ, assume(READER), MEMBERS]);
    expect(statements(byRole, { document: 'reader-role' })).toEqual([ROOT, LIST]);
  });

  test.each<[string, string, Options]>([
    ['each account', own, { document: 'member-role' }],
    ['an account that is listed', `accounts: ["222222222222"]\n${own}`, { account: '222222222222' }],
  ])('is no business of the role in %s, but for that of the management account', (_which, yaml, options) => {
    expect(statements(yaml, options)).toEqual([READ]);
    expect(printPolicy(configOf(yaml), options).error).toMatch(
      /^in the management account, add iam:ListOrganizationsFeatures/,
    );
    expect(printPolicy(configOf(yaml.replace(fact, '')), options).error).toBe('');
  });

  test('is asked in each account where no organization is configured', () => {
    const yaml = `${fact}\naccounts: [{ name: a, roleArn: "arn:aws:iam::222222222222:role/a" }]`;
    expect(statements(yaml, { account: 'a' })).toEqual([READ, ROOT]);
    expect(printPolicy(configOf(yaml), { account: 'a' }).error).toBe('');
  });
});

describe('the role by which the exporter asks', () => {
  const yaml = `organization: { roleName: r, externalId: s3cret, ownerTag: team, include: [{ ou: r-ab12 }], roleArn: "${READER}", roleExternalId: of-reader }`;

  test('may ask the organization, and read no account', () => {
    expect(statements(yaml, { document: 'reader-role' })).toEqual([LIST_WITH_UNITS, TAGS]);
  });

  test('trusts the exporter alone, with its own external id', () => {
    const options: Options = { document: 'reader-trust', principal: EXPORTER };
    expect(statements(yaml, options)).toEqual([trust(EXPORTER, 'of-reader')]);
  });

  test('and no document but a trust policy has an external id', () => {
    for (const document of POLICY_DOCUMENTS.filter((name) => !name.endsWith('trust')))
      expect(printPolicy(configOf(yaml), { document }).out).not.toMatch(/s3cret|of-reader/);
  });
});

const ORGANIZATION = 'organization: { roleName: r }';
const SUCH = 'the ARN of the role or user that the exporter runs as, such as arn:aws:iam::111122223333:role/exporter';

test.each<[string, string, Options, string]>([
  [
    'without an organization',
    '{}',
    { document: 'member-role' },
    '--for member-role: the configuration has no organization',
  ],
  [
    'of a role by which it does not ask',
    ORGANIZATION,
    { document: 'reader-role' },
    '--for reader-role: organization has no roleArn: the exporter asks it with its own credentials, whose policy is printed without --for',
  ],
  ['of an account', ORGANIZATION, { document: 'member-role', account: 'a' }, '--account: leave it out, or --for'],
  [
    'of an account that is not listed',
    ORGANIZATION,
    { account: '222222222222' },
    '--account: there is no account "222222222222"; write --for member-role for the role of an account that only the organization has',
  ],
  ['that trusts nobody', ORGANIZATION, { document: 'member-trust' }, `--principal: is missing: write ${SUCH}`],
  [
    'that trusts a whole account',
    ORGANIZATION,
    { document: 'member-trust', principal: 'arn:aws:iam::111122223333:root' },
    `--principal: must be ${SUCH}`,
  ],
  [
    'that trusts any role',
    ORGANIZATION,
    { document: 'member-trust', principal: 'arn:aws:iam::111122223333:role/*' },
    `--principal: must be ${SUCH}`,
  ],
  [
    'that trusts a session',
    ORGANIZATION,
    { document: 'member-trust', principal: 'arn:aws:sts::111122223333:assumed-role/exporter/x' },
    `--principal: must be ${SUCH}, and not that of a session of the role`,
  ],
  [
    'with a principal that nobody trusts',
    ORGANIZATION,
    { principal: EXPORTER },
    '--principal: goes with --for member-trust or --for reader-trust only',
  ],
  [
    'with a command that is not run with it',
    ORGANIZATION,
    { document: 'member-trust', principal: EXPORTER, commands: ['keys'] },
    '--command: no command needs more in member-trust',
  ],
])('a document %s is refused', (_what, yaml, options, problem) => {
  expect(printPolicy(configOf(yaml), options)).toEqual({ code: 2, out: '', error: `${problem}\n` });
});
