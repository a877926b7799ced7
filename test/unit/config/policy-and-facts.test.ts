/** A check that needs a fact follows it: on by itself once the exporter reads the fact, and refused by name while it does not. */
import { expect, test } from '@jest/globals';
import { goodConfig, problemsOf } from './read.ts';

const POLICIES = 'facts: { user-details: { policies: { enabled: true } } }';
const SETTINGS = 'facts: { account-settings: { enabled: true } }';
const ACTIVITY = 'facts: { activity: { enabled: true } }';
const isOn = (yaml: string, check: string) => goodConfig(yaml).policy.checks[check]?.enabled;

test.each([
  ['user-quarantined', '{}', false],
  ['user-quarantined', POLICIES, true],
  ['user-quarantined', ACTIVITY, true],
  ['root-signed-in', ACTIVITY, true],
  ['root-signed-in', POLICIES, false],
  ['sign-in-without-mfa', ACTIVITY, false],
  ['user-quarantined', SETTINGS, false],
  ['user-quarantined', 'facts: { user-details: { tags: { enabled: true }, mfa: { enabled: true } } }', false],
  ['user-quarantined', `${POLICIES}\npolicy: { checks: { user-quarantined: { severity: warning } } }`, true],
  ['user-quarantined', `${POLICIES}\npolicy: { checks: { user-quarantined: { enabled: false } } }`, false],
  ['password-policy-missing', SETTINGS, true],
  ['password-policy-weak', `${SETTINGS}\npolicy: { checks: { password-policy-weak: { minimumLength: 20 } } }`, true],
  // Declared off.
  ['user-policy-attached', POLICIES, false],
  ['user-policy-attached', `${POLICIES}\npolicy: { checks: { user-policy-attached: { enabled: true } } }`, true],
])('%s with %j: on is %s', (check, yaml, expected) => {
  expect(isOn(yaml, check)).toBe(expected);
});

test.each([
  ['policy: { checks: { user-quarantined: { enabled: false } } }'],
  ['policy: { checks: { password-policy-weak: { minimumLength: 20, severity: critical } } }'],
  [
    'policy: { overrides: [{ match: { accounts: [sandbox] }, checks: { password-policy-weak: { minimumLength: 8 } } }] }',
  ],
  ['policy: { overrides: [{ match: { users: [ci] }, checks: { user-quarantined: { enabled: false } } }] }'],
])('what only says how, or turns off, needs no fact: %s', (yaml) => {
  expect(problemsOf(yaml)).toEqual([]);
});

test.each([
  [
    'policy: { checks: { user-quarantined: { enabled: true } } }',
    'policy.checks.user-quarantined.enabled: needs what the exporter does not read; write facts: { user-details: { policies: { enabled: true } } } or facts: { activity: { enabled: true } }',
  ],
  [
    'policy: { checks: { password-policy-missing: { enabled: true } } }',
    'policy.checks.password-policy-missing.enabled: needs what the exporter does not read; write facts: { account-settings: { enabled: true } }',
  ],
  [
    'policy: { overrides: [{ match: { users: [ci] }, checks: { service-credential-not-rotated: { enabled: true } } }] }',
    'policy.overrides[0].checks.service-credential-not-rotated.enabled: needs what the exporter does not read; write facts: { user-details: { serviceCredentials: { enabled: true } } }',
  ],
  [
    'policy: { overrides: [{ match: { accounts: [a] }, checks: { root-used: { enabled: false } } }, { match: { accounts: [b] }, checks: { root-without-hardware-mfa: { enabled: true } } }] }',
    'policy.overrides[1].checks.root-without-hardware-mfa.enabled: needs what the exporter does not read; write facts: { user-details: { mfa: { enabled: true } } }',
  ],
])('%s is refused', (yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([`exporter.yml:1: ${problem}`]);
});

test('a check is refused with another fact than its own, on the line of the word', () => {
  const yaml = `${SETTINGS}\npolicy:\n  checks:\n    root-without-hardware-mfa:\n      enabled: true\n`;

  expect(problemsOf(yaml)).toEqual([
    'exporter.yml:5: policy.checks.root-without-hardware-mfa.enabled: needs what the exporter does not read; write facts: { user-details: { mfa: { enabled: true } } }',
  ]);
});

test('the line to write mends it', () => {
  const yaml = 'policy: { checks: { root-without-hardware-mfa: { enabled: true } } }';
  const [problem = ''] = problemsOf(yaml);
  const line = problem.slice(problem.indexOf('facts:'));

  expect(isOn(`${line}\n${yaml}`, 'root-without-hardware-mfa')).toBe(true);
});

test.each([
  ['minimumLength: 5', 'must be at least 6; enabled: false turns the check off'],
  ['minimumLength: 129', 'must be at most 128'],
  ['minimumLength: long', 'must be a whole number, such as 14'],
  ['reusePrevention: 25', 'must be at most 24'],
  ['reusePrevention: -1', 'must be at least 0'],
])('a number that IAM does not know is refused: %s', (number, message) => {
  const yaml = `policy: { checks: { password-policy-weak: { ${number} } } }`;
  const [name = ''] = number.split(':');

  expect(problemsOf(yaml)).toEqual([`exporter.yml:1: policy.checks.password-policy-weak.${name}: ${message}`]);
});

test.each([
  ['match: { users: [".*"] }', 'is about the account: the match may only name accounts'],
  ['match: { kind: human }', 'is about the account: the match may only name accounts'],
  ['match: { accounts: [a], users: [b] }', 'is about the account: the match may only name accounts'],
])('an override of an account with %s is refused', (match, message) => {
  const yaml = `policy: { overrides: [{ ${match}, checks: { password-policy-weak: { minimumLength: 8 } } }] }`;

  expect(problemsOf(yaml)).toEqual([`exporter.yml:1: policy.overrides[0].checks.password-policy-weak: ${message}`]);
});

test.each([
  ['{}', 24],
  ['policy: { checks: { root-signed-in: { withinHours: 48 } } }', 48],
  ['policy: { overrides: [{ match: { accounts: [sandbox] }, checks: { trail-stopped: { withinHours: 72 } } }] }', 72],
])('the exporter looks back for as long as an event may stay a finding: with %j for %d hours', (yaml, hours) => {
  expect(goodConfig(yaml).activity.lookBack).toBe(hours * 3_600_000);
});
