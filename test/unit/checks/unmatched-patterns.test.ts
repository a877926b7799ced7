import { describe, expect, test } from '@jest/globals';
import type { Match } from '../../../src/checks/policy.ts';
import { unmatchedPatterns } from '../../../src/checks/unmatched-patterns.ts';
import { accountFacts, at, root, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';

const NOW = at('2026-11-22T12:00:00Z');
const account = (name: string) => ({ name, owner: '', source: 'aws' }) as const;
const READ = [
  accountFacts({ account: account('production'), users: [root(), user({ name: 'ci-deploy' })] }),
  accountFacts({ account: account('sandbox'), accountId: '444455556666', users: [root(), user({ name: 'alice' })] }),
];

const unmatchedBy = (match: Match) => ({
  override: unmatchedPatterns(policyWith({ overrides: [{ match, checks: {} }] }), READ, NOW),
  exemption: unmatchedPatterns(
    policyWith({ exemptions: [{ name: 'x', match, reason: 'a test', expiry: NOW + 1 }] }),
    READ,
    NOW,
  ),
});

describe('a pattern that matches nobody is told by its place', () => {
  test.each<[string, Match, string[]]>([
    ['an account by its name', { accounts: [/^sandbox$/u, /^stagin$/u] }, ['accounts[1]: matches no account']],
    ['an account by its id', { accounts: [/^444455556666$/u, /^999999999999$/u] }, ['accounts[1]: matches no account']],
    ['a user', { users: [/^ci-.*$/u, /^ci-*$/u] }, ['users[1]: matches no user']],
    ['root', { users: [/^<root_account>$/u] }, []],
    [
      'a user of another account than is meant',
      { accounts: [/^production$/u], users: [/^alice$/u] },
      ['users[0]: matches no user'],
    ],
    [
      'both',
      { accounts: [/^x$/u], users: [/^alice$/u] },
      ['accounts[0]: matches no account', 'users[0]: matches no user'],
    ],
    ['all', { kind: 'machine' }, []],
  ])('%s', (_what, match, expected) => {
    expect(unmatchedBy(match)).toEqual({
      override: expected.map((text) => `policy.overrides[0].match.${text}`),
      exemption: expected.map((text) => `exemptions[0].${text}`),
    });
  });
});

test('an exemption that has ended is told elsewhere', () => {
  const exemptions = [{ name: 'x', match: { users: [/^nobody$/u] }, reason: 'a test', expiry: NOW }];

  expect(unmatchedPatterns(policyWith({ exemptions }), READ, NOW)).toEqual([]);
});
