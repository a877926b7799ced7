/** `policy` and `exemptions` of the configuration file: what they mean, and what is said about bad ones. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/load-config.ts';
import { at } from '../../support/model-values.ts';
import { goodConfig, problemsOf } from './read.ts';

const policyOf = (yaml: string) => goodConfig(yaml).policy;
const check = (values: string) => `policy: { checks: { access-key-not-rotated: ${values} } }`;

test.each([
  ['{}', { enabled: true, severity: 'warning', parameters: { maxAgeDays: 90 } }],
  ['{ maxAgeDays: 0 }', { enabled: true, severity: 'warning', parameters: { maxAgeDays: 0 } }],
  ['{ enabled: false }', { enabled: false, severity: 'warning', parameters: { maxAgeDays: 90 } }],
  ['{ severity: critical }', { enabled: true, severity: 'critical', parameters: { maxAgeDays: 90 } }],
])('a check with %s is held so', (values, expected) => {
  expect(policyOf(check(values)).checks['access-key-not-rotated']).toStrictEqual(expected);
});

test('an override says whom it is for and what is other for them, and nothing else', () => {
  const yaml =
    'policy: { overrides: [{ match: { accounts: ["prod-.*"], kind: machine }, checks: { access-key-not-rotated: { maxAgeDays: 365 }, user-without-mfa: { enabled: true } } }] }';

  expect(policyOf(yaml).overrides).toStrictEqual([
    {
      match: { accounts: [/^(?:prod-.*)$/u], kind: 'machine' },
      checks: {
        'access-key-not-rotated': { parameters: { maxAgeDays: 365 } },
        'user-without-mfa': { enabled: true, parameters: {} },
      },
    },
  ]);
});

test('an exemption holds until the end of its day, UTC', () => {
  const yaml = 'exemptions: [{ name: break-glass, users: [break-glass], reason: SEC-42, expires: 2027-03-31 }]';

  expect(policyOf(yaml).exemptions).toStrictEqual([
    {
      name: 'break-glass',
      match: { users: [/^(?:break-glass)$/u] },
      reason: 'SEC-42',
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
  ['policy: { checks: { acces-key-unused: {} } }', 'policy.checks.acces-key-unused: is not a known key'],
  [check('{ maxUnusedDays: 1 }'), 'policy.checks.access-key-not-rotated.maxUnusedDays: is not a known key'],
  [
    check('{ maxAgeDays: 90d }'),
    'policy.checks.access-key-not-rotated.maxAgeDays: must be a whole number of days, such as 90',
  ],
  [check('{ maxAgeDays: -1 }'), 'policy.checks.access-key-not-rotated.maxAgeDays: must be at least 0'],
  [check('{ maxAgeDays: 3651 }'), 'policy.checks.access-key-not-rotated.maxAgeDays: must be at most 3650'],
  [
    check('{ severity: high }'),
    'policy.checks.access-key-not-rotated.severity: must be one of critical, warning, info',
  ],
  [check('true'), 'policy.checks.access-key-not-rotated: must be a mapping of keys, such as { enabled: true }'],
  ['policy: { overrides: {} }', 'policy.overrides: must be a list of overrides'],
  [
    'policy: { overrides: [{ match: {}, checks: {} }] }',
    'policy.overrides[0].match: must say whom, with accounts, users or kind; what holds for everybody belongs into policy.checks',
  ],
  [
    'policy: { overrides: [{ match: { kind: robot }, checks: {} }] }',
    'policy.overrides[0].match.kind: must be one of root, human, machine, none',
  ],
  [
    'policy: { overrides: [{ match: { accounts: [012345670123] }, checks: {} }] }',
    'policy.overrides[0].match.accounts[0]: must be a regular expression in quotes',
  ],
  [
    'policy: { overrides: [{ match: { users: [] }, checks: {} }] }',
    'policy.overrides[0].match.users: must hold a regular expression; leave the key out for all',
  ],
  [
    'policy: { overrides: [{ match: { users: [a] }, checks: { root-used: { severity: info } } }] }',
    'policy.overrides[0].checks.root-used.severity: is not a known key',
  ],
  ['exemptions: { name: a }', 'exemptions: must be a list of exemptions'],
  [
    'exemptions: [{ name: a, reason: b, expires: 2027-03-31 }]',
    'exemptions[0]: would exempt everybody from everything: write accounts, users or checks',
  ],
  [
    'exemptions: [{ name: a, users: [b], expires: 2027-03-31 }]',
    'exemptions[0].reason: is missing: write a text such as "SEC-42, key in the safe"',
  ],
  ['exemptions: [{ name: a, users: [b], reason: c }]', 'exemptions[0].expires: must be a day such as 2027-03-31'],
  [
    'exemptions: [{ name: a, users: [b], reason: c, expires: 2027-02-29 }]',
    'exemptions[0].expires: must be a day such as 2027-03-31',
  ],
  [exemption('checks: [root-.*, mfa]'), 'exemptions[0].checks[1]: matches the id of no check'],
  [
    exemption('checks: ["*"]'),
    'exemptions[0].checks[0]: is not a valid regular expression (a literal bracket or star is written with a backslash before it)',
  ],
  [exemption('until: 2027'), 'exemptions[0].until: is not a known key'],
])('%j: %s', (yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([`exporter.yml:1: ${problem}`]);
});

test('two exemptions of one name are refused, where the second one begins', () => {
  const one = '  - { name: a, users: [b], reason: c, expires: 2027-03-31 }\n';

  expect(problemsOf(`exemptions:\n${one}${one}`)).toEqual([
    'exporter.yml:3: exemptions[1].name: a is already taken by exemptions[0]',
  ]);
});

describe('a check for boards only', () => {
  const warningsOf = (severity: string) => {
    const yaml = `policy: { checks: { inactive-access-key: { severity: ${severity} } } }`;
    const loaded = readConfig(yaml, 'exporter.yml', '.');
    return loaded.ok ? loaded.warnings : loaded.problems;
  };

  test('that the policy raises is told to have no alert', () => {
    expect(warningsOf('warning')).toEqual([
      'policy.checks.inactive-access-key.severity: the shipped rules have no alert for this check; write one over aws_iam_finding{check="inactive-access-key"}',
    ]);
  });

  test('that stays one is no news', () => {
    expect(warningsOf('info')).toEqual([]);
  });
});
