/** What is said about a bad configuration file: every problem, each with its line and its path. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../support/arbitrary-text.ts';
import { problemsOf } from './read.ts';

const TEN = (item: string) => `[${Array.from({ length: 10 }, () => item).join(', ')}]`;
const ALIASES_OF_ALIASES = `a: &a ${TEN('x')}\nb: &b ${TEN('*a')}\nc: &c ${TEN('*b')}\nd: ${TEN('*c')}`;

const WRONG_COLUMN =
  'the indentation is wrong: keys, or items of a list, that belong together begin in the same column';
const DURATION = 'must be a duration such as';

test.each([
  ['refreshInterval: 4', `refreshInterval: ${DURATION} "4h"`],
  ['refreshInterval: four hours', `refreshInterval: ${DURATION} "4h"`],
  ['refreshInterval:', `refreshInterval: ${DURATION} "4h"`],
  ['refreshInterval: 0s', 'refreshInterval: must be longer than 0s'],
  ['refreshInterval: 3651d', 'refreshInterval: must be at most 3650d'],
  ['refreshTimeout: []', `refreshTimeout: ${DURATION} "10m"`],
  // A timer cannot wait for longer than 24 days.
  ['refreshTimeout: 25d', 'refreshTimeout: must be at most 1d'],
  ['refreshTimeout: 0d0h', 'refreshTimeout: must be longer than 0s'],
  ['reportSizeLimit: 67108864', 'reportSizeLimit: must be a size such as "64MB"'],
  ['reportSizeLimit: 64MiB', 'reportSizeLimit: must be a size in KB, MB or GB, such as "64MB"'],
  ['reportSizeLimit: 0MB', 'reportSizeLimit: must be at least 1MB'],
  ['reportSizeLimit: 1023KB', 'reportSizeLimit: must be at least 1MB'],
  ['reportSizeLimit: 2GB', 'reportSizeLimit: must be at most 1GB'],
  ['concurrency: 0', 'concurrency: must be at least 1'],
  ['concurrency: 101', 'concurrency: must be at most 100'],
  ['concurrency: 2.5', 'concurrency: must be a whole number'],
  ['concurrency: "10"', 'concurrency: must be a whole number'],
  ['concurrency: .inf', 'concurrency: must be a whole number'],
  ['accounts:', 'accounts: must be a list of accounts'],
  ['accounts: { name: a }', 'accounts: must be a list of accounts'],
  [
    'accounts: []',
    'accounts: must hold an account; leave the key out for the account of the default AWS credential chain',
  ],
  ['metrics:', 'metrics: must be a mapping of keys, such as perUser: true'],
  ['metrics: [perUser]', 'metrics: must be a mapping of keys, such as perUser: true'],
  ['metrics: { perUser: yes }', 'metrics.perUser: must be true or false'],
  ['metrics: { exclude: aws_iam_user_info }', 'metrics.exclude: must be a list of regular expressions'],
  ['metrics: { exclude: [5] }', 'metrics.exclude[0]: must be a regular expression in quotes'],
  [
    'metrics: { exclude: ["x", "*_info"] }',
    'metrics.exclude[1]: is not a valid regular expression: a *, + or ? has nothing before it to repeat (any text is .*, and one that stands for itself has a backslash before it)',
  ],
  ['metrics: { peruser: false }', 'metrics.peruser: is not a known key: did you mean perUser?'],
  ['acounts: []', 'acounts: is not a known key: did you mean accounts?'],
  ['acounts: [{ name: a }]\nexpectedAccounts: 1', 'acounts: is not a known key: did you mean accounts?'],
  ['accounts: [{ nmae: a }]', 'accounts[0].nmae: is not a known key: did you mean name?'],
  [
    'accounts: [{ name: own }, { name: a, rolearn: "arn:aws:iam::111111111111:role/x", externalId: audit }]',
    'accounts[1].rolearn: is not a known key: did you mean roleArn?',
  ],
  [
    'accounts: [{ name: own }, { name: a, reportfile: a.csv, staleAfter: 1d }]',
    'accounts[1].reportfile: is not a known key: did you mean reportFile?',
  ],
  [
    'facts: { user-details: { mfa: { enable: true } } }',
    'facts.user-details.mfa.enable: is not a known key: did you mean enabled?',
  ],
  ['metrics: { excludes: [a] }', 'metrics.excludes: is not a known key: did you mean exclude?'],
  [
    'facts: { account-setting: { enabled: true } }',
    'facts.account-setting: is not a known key: did you mean account-settings?',
  ],
  ['facts: { activity: { interval: 4m } }', 'facts.activity.interval: must be at least 5m'],
  ['facts: { activity: { interval: 7h } }', 'facts.activity.interval: must be at most 6h'],
  [
    'facts: { activity: { regions: [eu-center-1] } }',
    'facts.activity.regions[0]: must be the code of a region in lower case, such as "eu-central-1": did you mean eu-central-1?',
  ],
  [
    'facts: { credential-report: {} }',
    'facts.credential-report: is not a known key: the keys here are account-settings, root-management, user-details, activity',
  ],
  [
    'facts: { user-details: { enabled: true } }',
    'facts.user-details.enabled: is not a known key: the keys here are tags, mfa, serviceCredentials, policies',
  ],
  [
    'facts: { user-details: { mfa: true } }',
    'facts.user-details.mfa: must be a mapping of keys, such as { enabled: true }',
  ],
  ['facts: { account-settings: { interval: 4 } }', 'facts.account-settings.interval: must be a duration such as "4h"'],
  [
    'facts: { user-details: { tags: { ownerTag: "" } } }',
    'facts.user-details.tags.ownerTag: must not be empty: write a text such as "team"',
  ],
  ['<<: 2', 'a << takes the keys of a mapping, as in <<: *name'],
  ['<<: [{ concurrency: 2 }, 2]', 'a << takes the keys of a mapping, as in <<: *name'],
  [
    '__proto__: { concurrency: 2 }',
    '__proto__: is not a known key: the keys here are refreshInterval, refreshTimeout, reportSizeLimit, concurrency, accounts, accountDefaults, organization, expectedAccounts, facts, logs, athena, metrics, policy, exemptions',
  ],
  ['[]', 'the file: must be a mapping of keys, such as refreshInterval: 4h'],
  ['- name: a', 'the file: must be a mapping of keys, such as refreshInterval: 4h'],
  ['hello', 'the file: must be a mapping of keys, such as refreshInterval: 4h'],
])('%j: %s', (yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([`exporter.yml:1: ${problem}`]);
});

test('every problem of a file is told at once, in the order of its lines', () => {
  const yaml = [
    '# ours',
    'refreshInterval: soon',
    'polcy:',
    '  checks: {}',
    'accounts:',
    '  - name: production',
    '    roleArn: 111111111111',
    '    owner: 7',
    '',
    '  - reportFile: a.csv',
    '    colour: red',
    '  -',
    'metrics:',
    '  exclude:',
    '    - fine',
    '    - "("',
    'concurrency: many',
  ].join('\n');

  expect(problemsOf(yaml)).toEqual([
    'exporter.yml:2: refreshInterval: must be a duration such as "4h"',
    'exporter.yml:3: polcy: is not a known key: did you mean policy?',
    'exporter.yml:7: accounts[0].roleArn: must be a text: put it in quotes, as in "arn:aws:iam::111111111111:role/iam-credential-exporter"',
    'exporter.yml:8: accounts[0].owner: must be a text: put it in quotes, as in "payments"',
    'exporter.yml:11: accounts[1].colour: is not a known key: the keys here are name, id, owner, roleArn, roleName, externalId, region, reportFile, generatedTime, staleAfter',
    'exporter.yml:12: accounts[2]: must be an account, as in { name: production } or "111122223333"',
    'exporter.yml:16: metrics.exclude[1]: is not a valid regular expression: a ( has no ) (one that stands for itself has a backslash before it)',
    'exporter.yml:17: concurrency: must be a whole number',
  ]);
});

test('a value that begins on a later line than its key is a problem in the line of the key', () => {
  expect(problemsOf('concurrency: 2\naccounts:\n  name: a\n')).toEqual([
    'exporter.yml:2: accounts: must be a list of accounts',
  ]);
});

test.each([
  ['a list that is not closed', 'a: [1', ':1: the indentation is wrong, or a bracket is not closed'],
  ['the same key twice', 'concurrency: 1\nconcurrency: 2', ':2: a key is there twice'],
  ['tabs', 'accounts:\n\t- name: a', ':2: the indentation is a tab: write blanks'],
  ['two documents', 'concurrency: 1\n---\nconcurrency: 2', ':2: a second document begins here: a file has one'],
  ['an alias of nothing', 'accounts:\n  *production', ':2: an alias has no anchor before it'],
  [
    'aliases that multiply until they fill the memory',
    ALIASES_OF_ALIASES,
    ': its aliases stand for so many values that they would fill the memory',
  ],
  [
    'a colon without a blank',
    'accounts:\n  - name: a\n    owner:payments',
    ':3: a character is missing: a quote, a bracket, a comma, or a colon with a blank after it',
  ],
  [
    'a key that is indented too far',
    'accounts:\n  - name: a\n    roleArn: x\n      externalId: s3cret-id',
    `:4: ${WRONG_COLUMN}`,
  ],
  [
    'a key that is not indented far enough',
    'accounts:\n  - name: a\n    roleArn: x\n   externalId: s3cret-id',
    `:4: ${WRONG_COLUMN}`,
  ],
  ['an item of a list that is not indented far enough', 'accounts:\n  - name: a\n - name: b\n', `:3: ${WRONG_COLUMN}`],
  [
    'a value with a colon and a blank',
    'accounts:\n  - name: a: b\n',
    ':2: a list or mapping stands where a key or a value belongs: put a text with ": " in it in quotes',
  ],
  [
    'a line that is indented too far',
    'accounts:\n  - name: a\n      owner:payments',
    ':3: is part of the value above it: mend its indentation, or put the whole value in quotes',
  ],
])(
  'a text that is not YAML, or another one than was meant, by %s, is a problem with its cause',
  (_what, yaml, problem) => {
    expect(problemsOf(yaml)).toEqual([`exporter.yml${problem}`]);
  },
);

test.each([
  '',
  ' \n\n',
  '# later\n',
  '---\n',
  '--- # later\n...\n',
  'null',
  '~',
  '\uFEFF',
  '%YAML 1.2\n---\n',
  '&all',
  '!!null',
])('%j has no content: it is a file that is still being written, and not a wish for the defaults', (yaml) => {
  expect(problemsOf(yaml)).toEqual(['exporter.yml: has no content: write {} if every default is meant']);
});

test.each([
  [
    'accounts: [{ name: a, externalId:s3cret }]',
    'accounts[0].externalId…: is not a known key: a colon needs a blank after it',
  ],
  [
    'accounts: [{ name: a, externalId=s3cret }]',
    'accounts[0].externalId…: is not a known key: the keys here are name, id, owner, roleArn, roleName, externalId, region, reportFile, generatedTime, staleAfter',
  ],
  [
    'accounts: [{ name: a, s3cret: }]',
    'accounts[0].…: is not a known key: the keys here are name, id, owner, roleArn, roleName, externalId, region, reportFile, generatedTime, staleAfter',
  ],
  [
    '? [a, b]\n: c',
    '…: is not a known key: the keys here are refreshInterval, refreshTimeout, reportSizeLimit, concurrency, accounts, accountDefaults, organization, expectedAccounts, facts, logs, athena, metrics, policy, exemptions',
  ],
  [
    `${'colour'.repeat(9)}: red`,
    '…: is not a known key: the keys here are refreshInterval, refreshTimeout, reportSizeLimit, concurrency, accounts, accountDefaults, organization, expectedAccounts, facts, logs, athena, metrics, policy, exemptions',
  ],
])('%j: a key that is not known is shown as far as it looks like a key', (yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([`exporter.yml:1: ${problem}`]);
});

test('any text is a configuration or a list of problems, each with the name of the file', () => {
  const word = fc.constantFrom(
    'accounts',
    'name',
    'metrics',
    'exclude',
    'a',
    '7',
    'null',
    '"x"',
    '&a',
    '*a',
    '!x',
    '__proto__',
  );
  const sign = fc.constantFrom(
    ':',
    ': ',
    '- ',
    '\n',
    '\n  ',
    '\n    ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '|',
    '? ',
    '#',
    '---\n',
    '\t',
    '%',
  );
  const text = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.array(fc.oneof(word, sign), { maxLength: 30 }).map((parts) => parts.join('')),
  );
  const property = fc.property(text, (yaml) => {
    for (const problem of problemsOf(yaml)) expect(problem).toMatch(/^exporter\.yml(?::\d+)?: ./);
  });

  fc.assert(property, { numRuns: 500 });
});
