/** The least IAM policy: what is allowed to whom, for each kind of configuration. */
import { describe, expect, test } from '@jest/globals';
import { printPolicy } from '../../../src/commands/iam-policy.ts';
import type { Config } from '../../../src/config/config.ts';
import { defaultConfig, readConfig } from '../../../src/config/load-config.ts';
import type { Account } from '../../../src/model/account.ts';

const { facts, activity } = configOf('{}');
const own: Account = { source: 'aws', name: 'own', owner: '' };
const production: Account = {
  source: 'aws',
  name: 'production',
  owner: '',
  roleArn: 'arn:aws:iam::111111111111:role/x',
};
const sandbox: Account = { source: 'aws', name: 'sandbox', owner: '', roleArn: 'arn:aws:iam::222222222222:role/y' };
const audit: Account = { source: 'file', name: 'audit', owner: '', reportFile: '/a.csv', staleAfter: 86_400_000 };

const READ = {
  Sid: 'ReadCredentialReport',
  Effect: 'Allow',
  Action: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  Resource: '*',
};

function assume(...roles: string[]) {
  return { Sid: 'AssumeAccountRoles', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles };
}

const ROLE_X = 'arn:aws:iam::111111111111:role/x';
const ROLE_Y = 'arn:aws:iam::222222222222:role/y';

test.each<[string, Account[], object[]]>([
  ['its own account alone: it reads', [own], [READ]],
  ['roles alone: it assumes them and reads nothing itself', [production, sandbox], [assume(ROLE_X, ROLE_Y)]],
  ['its own account, a role and a file: it reads and assumes', [audit, production, own], [READ, assume(ROLE_X)]],
])('of an exporter with %s', (_what, accounts, statements) => {
  const { code, out, error } = printPolicy({ accounts, facts, activity }, {});

  expect(JSON.parse(out)).toEqual({ Version: '2012-10-17', Statement: statements });
  expect(out).toMatch(/^\{\n {2}"Version": [^]*\}\n$/);
  expect({ code, error }).toEqual({ code: 0, error: '' });
});

test('files alone need no policy, which is said on standard error so that the output is never half a document', () => {
  const printed = printPolicy({ accounts: [audit], facts, activity }, {});

  expect(printed).toEqual({ code: 0, out: '', error: 'the configuration reads files only and needs no policy\n' });
});

test.each(['production', '111111111111'])(
  'the role of the account %s may read the report, and nothing else',
  (name) => {
    const { code, out, error } = printPolicy(
      { accounts: [own, sandbox, production], facts, activity },
      { account: name },
    );

    expect(JSON.parse(out)).toEqual({ Version: '2012-10-17', Statement: [READ] });
    expect({ code, error }).toEqual({ code: 0, error: '' });
  },
);

test.each([
  ['that does not exist', 'prod', 'there is no account "prod"; there is own, production, audit'],
  [
    'that has no role',
    'own',
    'the account "own" has no role: leave --account out for the identity that the exporter runs with',
  ],
  ['that is a file', 'audit', 'the account "audit" is a report file, which needs no policy'],
])('an account %s is refused', (_what, name, problem) => {
  const printed = printPolicy({ accounts: [own, production, audit], facts, activity }, { account: name });

  expect(printed).toEqual({ code: 2, out: '', error: `--account: ${problem}\n` });
});

test('an account that looks like the id of another one is found by its name', () => {
  const named = { ...sandbox, name: '111111111111' };

  expect(printPolicy({ accounts: [production, named], facts, activity }, { account: named.name }).code).toBe(0);
  expect(
    printPolicy({ accounts: [production, { ...own, name: named.name }], facts, activity }, { account: named.name }),
  ).toMatchObject({ code: 2, error: expect.stringContaining('has no role') });
});

test('without a configuration file it says that none was given', () => {
  const loaded = defaultConfig();
  if (!loaded.ok) throw new Error(loaded.problems.join());

  expect(printPolicy(loaded.config, { account: 'production' }).error).toBe(
    '--account: there is no account "production" (no --config.file was given); there is default\n',
  );
});

test('each further fact that is read adds its actions, and one that two of them need is there once', () => {
  const more = configOf(
    'facts: { account-settings: { enabled: true }, user-details: { tags: { enabled: true }, policies: { enabled: true } } }',
  );
  const { out } = printPolicy({ accounts: [production], facts: more.facts, activity }, { account: 'production' });

  const { Statement } = JSON.parse(out) as { Statement: { Sid: string; Action: string[] }[] };
  expect(Statement.map(({ Sid, Action }) => [Sid, Action])).toEqual([
    ['ReadCredentialReport', READ.Action],
    ['ReadAccountSettings', ['iam:GetAccountPasswordPolicy', 'iam:GetAccountSummary']],
    ['ReadUserDetailsTags', ['iam:GetAccountAuthorizationDetails']],
  ]);
});

describe('for the watch over a log group', () => {
  const config = configOf(`
accounts: [{ name: own }, { name: audit, roleArn: ${ROLE_X} }, { name: sandbox, roleArn: ${ROLE_Y} }]
facts: { activity: { enabled: true, source: logs } }
logs: { logGroup: "arn:aws:logs:eu-central-1:111111111111:log-group:trail", account: audit }`);
  const statements = (options: Parameters<typeof printPolicy>[1]) =>
    (JSON.parse(printPolicy(config, options).out) as { Statement: object[] }).Statement;
  const onGroup = {
    Sid: 'ReadActivity',
    Effect: 'Allow',
    Action: ['logs:FilterLogEvents'],
    Resource: 'arn:aws:logs:eu-central-1:111111111111:log-group:trail:*',
  };

  test('the account by whose credentials it is read may read the group, and no account its event history', () => {
    expect(statements({ account: 'audit' })).toEqual([READ, onGroup]);
    expect(statements({ account: 'sandbox' })).toEqual([READ]);
    expect(statements({})).toEqual([READ, assume(ROLE_X, ROLE_Y)]);
  });

  test('the command that reads it too adds nothing to that', () => {
    const [, group, command, ...more] = statements({ account: 'audit', commands: ['activity'] });
    expect(group).toEqual(onGroup);
    expect(command).toMatchObject({ Sid: 'CommandActivity', Resource: '*' });
    expect(more).toEqual([]);
  });
});

function configOf(yaml: string): Config {
  const loaded = readConfig(yaml, 'exporter.yml', '/');
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.config;
}

describe('for commands', () => {
  const config = configOf(`
accounts: [{ name: own }, { name: production, roleArn: ${ROLE_X} }]
logs: { logGroup: "arn:aws:logs:eu-central-1:111111111111:log-group:trail", account: production }
athena: { table: audit.cloudtrail, region: eu-central-1, workGroup: security, account: production }`);

  function statements(options: Parameters<typeof printPolicy>[1]) {
    const { out } = printPolicy(config, options);
    const { Statement } = JSON.parse(out) as { Statement: { Sid: string; Action: string[]; Resource: unknown }[] };
    return Statement.filter(({ Sid }) => Sid !== 'ReadCredentialReport' && Sid !== 'AssumeAccountRoles');
  }

  test('the actions of each are there once', () => {
    expect(statements({ commands: ['keys', 'whose'] }).map(({ Sid, Action }) => [Sid, Action])).toEqual([
      ['CommandKeys', ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys']],
      [
        'CommandWhose',
        [
          'sts:GetAccessKeyInfo',
          'cloudtrail:LookupEvents',
          'iam:ListAttachedUserPolicies',
          'iam:ListUserPolicies',
          'iam:ListGroupsForUser',
          'iam:ListAttachedGroupPolicies',
          'iam:ListGroupPolicies',
        ],
      ],
    ]);
  });

  test('the log group and the table are of the account that the configuration names', () => {
    expect(statements({ commands: ['activity'] }).map(({ Sid }) => Sid)).toEqual(['CommandActivity']);
    const there = statements({ account: 'production', commands: ['activity'] });
    expect(there.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ['CommandActivity', '*'],
      ['ActivityInLogs', 'arn:aws:logs:eu-central-1:111111111111:log-group:trail:*'],
      ['ActivityInAthena', 'arn:aws:athena:eu-central-1:*:workgroup/security'],
      [
        'ActivityTable',
        [
          'arn:aws:athena:eu-central-1:*:datacatalog/AwsDataCatalog',
          'arn:aws:glue:eu-central-1:*:catalog',
          'arn:aws:glue:eu-central-1:*:database/audit',
          'arn:aws:glue:eu-central-1:*:table/audit/cloudtrail',
        ],
      ],
    ]);
  });

  test('what Athena needs of buckets is said, as the configuration does not know their names', () => {
    expect(printPolicy(config, { account: 'production', commands: ['activity'] }).error).toMatch(
      /^add for Athena: s3:GetBucketLocation, .* on the bucket of the trail, .*\n$/,
    );
    expect(printPolicy(config, { account: 'production', commands: ['keys'] }).error).toBe('');
  });
});
