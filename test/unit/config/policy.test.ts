/** `policy` and `exemptions` of the configuration file: what they mean, and what is said about bad ones. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/load-config.ts';
import { warnOfEnded } from '../../../src/config/policy.ts';
import type { Pattern } from '../../../src/model/pattern.ts';
import { at } from '../../support/model-values.ts';
import { goodConfig, problemsOf } from './read.ts';

const policyOf = (yaml: string) => goodConfig(yaml).policy;
/** pattern.test.ts says what it matches. */
const pattern = (source: string): unknown => ({ source, test: expect.any(Function) });
const check = (values: string) => `policy: { checks: { access-key-not-rotated: ${values} } }`;

test.each([
  ['{}', { enabled: true, severity: 'warning', values: { maxAgeDays: 90 } }],
  ['{ maxAgeDays: 0 }', { enabled: true, severity: 'warning', values: { maxAgeDays: 0 } }],
  ['{ enabled: false }', { enabled: false, severity: 'warning', values: { maxAgeDays: 90 } }],
  ['{ severity: critical }', { enabled: true, severity: 'critical', values: { maxAgeDays: 90 } }],
])('a check with %s is held so', (values, expected) => {
  expect(policyOf(check(values)).checks['access-key-not-rotated']).toStrictEqual({ ...expected, patterns: {} });
});

test('an override says whom it is for and what is other for them, and nothing else', () => {
  const yaml =
    'policy: { overrides: [{ match: { accounts: ["prod-.*"], kind: machine }, checks: { access-key-not-rotated: { maxAgeDays: 365 }, user-without-mfa: { enabled: true } } }] }';

  expect(policyOf(yaml).overrides).toStrictEqual([
    {
      match: { accounts: [pattern('prod-.*')], kind: 'machine' },
      checks: {
        'access-key-not-rotated': { values: { maxAgeDays: 365 }, patterns: {} },
        'user-without-mfa': { enabled: true, values: {}, patterns: {} },
      },
    },
  ]);
});

test('an exemption reaches no further than written: whole names, and all three at once', () => {
  const yaml =
    'exemptions: [{ name: a, accounts: ["prod-.*"], users: [bob], checks: [user-without-mfa], reason: b, expires: 2027-03-31 }]';

  const [{ match, checks } = { match: {} }] = policyOf(yaml).exemptions;
  const matched = (patterns: readonly Pattern[] = [], names: readonly string[]) =>
    names.filter((name) => patterns.every((pattern) => pattern.test(name)));
  expect(matched(match.accounts, ['prod-1', 'my-prod-1', 'prod'])).toEqual(['prod-1']);
  expect(matched(match.users, ['bob', 'bobby', 'jim-bob'])).toEqual(['bob']);
  expect(matched(checks, ['user-without-mfa', 'console-user-without-mfa'])).toEqual(['user-without-mfa']);
});

test('an exemption holds until the end of its day, UTC', () => {
  const yaml =
    'exemptions: [{ name: break-glass, users: [break-glass], reason: SEC-42, approvedBy: CISO, expires: 2027-03-31 }]';

  expect(policyOf(yaml).exemptions).toStrictEqual([
    {
      name: 'break-glass',
      match: { users: [pattern('break-glass')] },
      reason: 'SEC-42',
      approvedBy: 'CISO',
      expiry: at('2027-04-01T00:00:00Z'),
    },
  ]);
});

const exemption = (values: string) =>
  `exemptions: [{ name: a, users: [b], reason: c, expires: 2027-03-31, ${values} }]`;

test.each([
  ['policy: [a]', 'policy: must be a mapping of keys, such as checks: { user-without-mfa: { enabled: true } }'],
  [
    'policy: { checks: [a] }',
    'policy.checks: must be a mapping of checks, such as access-key-not-rotated: { maxAgeDays: 365 }',
  ],
  [
    'policy: { checks: { acces-key-unused: {} } }',
    'policy.checks.acces-key-unused: is not a known key: did you mean access-key-unused?',
  ],
  [
    check('{ maxUnusedDays: 1 }'),
    'policy.checks.access-key-not-rotated.maxUnusedDays: is not a known key: did you mean maxAgeDays?',
  ],
  [
    'policy: { overrides: [{ match: { user: [a] }, checks: { access-key-unused: { maxAgeDays: 1 } } }] }',
    'policy.overrides[0].match.user: is not a known key: did you mean users?',
    'policy.overrides[0].checks.access-key-unused.maxAgeDays: is not a known key: did you mean maxUnusedDays?',
  ],
  [
    check('{ maxAgeDays: 90d }'),
    'policy.checks.access-key-not-rotated.maxAgeDays: must be a whole number of days, such as 90',
  ],
  [check('{ maxAgeDays: -1 }'), 'policy.checks.access-key-not-rotated.maxAgeDays: must be at least 0'],
  [
    'policy: { checks: { root-used: { withinDays: 0 } } }',
    'policy.checks.root-used.withinDays: must be at least 1; enabled: false turns the check off',
  ],
  [check('{ maxAgeDays: 3651 }'), 'policy.checks.access-key-not-rotated.maxAgeDays: must be at most 3650'],
  [
    check('{ severity: high }'),
    'policy.checks.access-key-not-rotated.severity: must be one of critical, warning, info',
  ],
  [check('true'), 'policy.checks.access-key-not-rotated: must be a mapping of keys, such as { enabled: true }'],
  ['policy: { overrides: {} }', 'policy.overrides: must be a list of overrides'],
  [
    'policy: { overrides: [{ match: {}, checks: { root-used: { enabled: false } } }] }',
    'policy.overrides[0].match: must choose users with accounts, users or kind; values for every user belong into policy.checks',
  ],
  [
    'policy: { overrides: [{ match: { kind: robot }, checks: { root-used: { enabled: false } } }] }',
    'policy.overrides[0].match.kind: must be one of root, human, machine, none',
  ],
  [
    'policy: { overrides: [{ match: { accounts: [012345670123] }, checks: { root-used: { enabled: false } } }] }',
    'policy.overrides[0].match.accounts[0]: must be a regular expression in quotes',
  ],
  [
    'policy: { overrides: [{ match: { users: [] }, checks: { root-used: { enabled: false } } }] }',
    'policy.overrides[0].match.users: must hold a regular expression; leave the key out for all',
  ],
  [
    'policy: { overrides: [{ match: { users: [a] }, checks: { root-used: { severity: info } } }] }',
    'policy.overrides[0].checks.root-used.severity: is not a known key: the keys here are enabled, withinDays',
  ],
  ['policy: { overrides: [{ match: { users: [a] }, checks: {} }] }', 'policy.overrides[0].checks: must name a check'],
  [
    'policy: { overrides: [{ match: { users: [a] }, checks: { root-used: {} } }] }',
    'policy.overrides[0].checks.root-used: must say what is different, such as enabled: false',
  ],
  [
    'policy: { overrides: [{ match: { kind: machine }, checks: { root-used: { enabled: false } } }] }',
    'policy.overrides[0].checks.root-used: never applies to users of the kind machine',
  ],
  [
    'policy: { overrides: [{ match: { kind: root }, checks: { password-unused: { enabled: false } } }] }',
    'policy.overrides[0].checks.password-unused: never applies to users of the kind root',
  ],
  [
    'policy: { overrides: [{ match: { users: [""] }, checks: { root-used: { enabled: false } } }] }',
    'policy.overrides[0].match.users[0]: must not be empty',
  ],
  ['exemptions: { name: a }', 'exemptions: must be a list of exemptions'],
  [
    'exemptions: [{ name: a, usres: [b], reason: c, expires: 2027-03-31 }]',
    'exemptions[0].usres: is not a known key: did you mean users?',
  ],
  [
    'exemptions: [{ name: a, users: ["nobody)|(?:.*"], reason: c, expires: 2027-03-31 }]',
    'exemptions[0].users[0]: is not a valid regular expression: a ) has no ( (one that stands for itself has a backslash before it)',
  ],
  [
    'exemptions: [{ name: a, users: [b], reason: " ", expires: 2027-03-31 }]',
    'exemptions[0].reason: must not be empty: write a text such as "SEC-42, key in the safe"',
  ],
  [
    'exemptions: [{ name: a, reason: b, expires: 2027-03-31 }]',
    'exemptions[0]: would exempt every user from every check: write accounts, users or checks',
  ],
  [
    'exemptions: [{ name: a, users: [b], expires: 2027-03-31 }]',
    'exemptions[0].reason: is missing: write a text such as "SEC-42, key in the safe"',
  ],
  [
    'exemptions: [{ name: a, users: [b], reason: c }]',
    'exemptions[0].expires: is missing: write a day such as 2027-03-31',
  ],
  [
    'exemptions: [{ name: a, users: [b], reason: c, expires: 2027-02-29 }]',
    'exemptions[0].expires: must be a day such as 2027-03-31',
  ],
  [exemption('checks: [root-.*, mfa]'), 'exemptions[0].checks[1]: matches the id of no check'],
  [
    exemption('checks: ["*"]'),
    'exemptions[0].checks[0]: is not a valid regular expression: a *, + or ? has nothing before it to repeat (any text is .*, and one that stands for itself has a backslash before it)',
  ],
  [
    exemption('until: 2027'),
    'exemptions[0].until: is not a known key: the keys here are name, accounts, users, checks, reason, approvedBy, expires',
  ],
])('%j: %s', (yaml, ...problems) => {
  expect(problemsOf(yaml)).toEqual(problems.map((problem) => `exporter.yml:1: ${problem}`));
});

test('two exemptions of one name are refused, where the second one begins', () => {
  const one = '  - { name: a, users: [b], reason: c, expires: 2027-03-31 }\n';

  expect(problemsOf(`exemptions:\n${one}${one}`)).toEqual([
    'exporter.yml:3: exemptions[1].name: the name is already taken by exemptions[0]',
  ]);
});

describe('a severity that the shipped alerts do not expect', () => {
  const warningsOf = (check: string, values: string) => {
    const loaded = readConfig(`policy: { checks: { ${check}: ${values} } }`, 'exporter.yml', '.');
    return loaded.ok ? loaded.warnings : loaded.problems;
  };

  test('of a check that has no alert is told', () => {
    expect(warningsOf('inactive-access-key', '{ severity: warning }')).toEqual([
      'policy.checks.inactive-access-key.severity: the shipped rules have no alert for this check; write one over aws_iam_finding{check="inactive-access-key"}',
    ]);
  });

  test('of a check whose alert falls silent is told', () => {
    expect(warningsOf('root-used', '{ severity: info }')).toEqual([
      'policy.checks.root-used.severity: the shipped alert for this check is silent with info',
    ]);
  });

  test.each([
    ['inactive-access-key', '{ severity: info }'],
    ['root-used', '{ severity: warning }'],
    ['root-used', '{ severity: info, enabled: false }'],
  ])('is none in %s: %s', (check, values) => {
    expect(warningsOf(check, values)).toEqual([]);
  });
});

test('an exemption that has ended is told, from the moment on', () => {
  const policy = policyOf('exemptions: [{ name: a, users: [b], reason: c, expires: 2027-03-31 }]');

  expect(warnOfEnded(policy, at('2027-03-31T23:59:59Z'))).toEqual([]);
  expect(warnOfEnded(policy, at('2027-04-01T00:00:00Z'))).toEqual(['exemptions: "a" has ended and covers nothing']);
});

test('one slip of syntax is not told a thousand times', () => {
  const yaml = `exemptions:\n${'  - name: a: b\n'.repeat(300)}`;

  expect(problemsOf(yaml).length).toBeLessThanOrEqual(5);
  expect(problemsOf(yaml)[0]).toContain('exporter.yml:');
});
