import { expect, test } from '@jest/globals';
import { createRootAdvice } from '../../../src/commands/root-advice.ts';
import type { Policy } from '../../../src/checks/policy.ts';
import type { RootManagement } from '../../../src/model/facts/root-management.ts';
import { accountFacts, fact } from '../../support/model-values.ts';
import { defaultPolicy, policyWith } from '../../support/policy.ts';
import { goodConfig } from '../config/read.ts';

const ON = { features: ['RootCredentialsManagement'] };
const LISTS = goodConfig('organization: { roleName: r }');

function adviceAfter(told: readonly (RootManagement | undefined)[], policy: Policy, config = LISTS): string[] {
  const lines: string[] = [];
  const log = { info: (fields: object, message: string) => void lines.push(`${JSON.stringify(fields)} ${message}`) };
  const advise = createRootAdvice(log);
  for (const value of told) {
    const facts = value === undefined ? {} : { 'root-management': fact(value) };
    advise([accountFacts({ facts })], { ...config, policy });
  }
  return lines;
}

test('the check is recommended once, when AWS has said that root is managed centrally', () => {
  expect(adviceAfter([undefined, { features: [] }, {}], defaultPolicy())).toEqual([]);
  expect(adviceAfter([undefined, ON, ON], defaultPolicy())).toEqual([
    expect.stringMatching(/^\{"account":"production"\} .*: \{ checks: \{ root-credentials-present: \{ enabled: true/),
  ]);
});

test('what it says to write is a configuration that enables the check, and then it says nothing', () => {
  const [line = ''] = adviceAfter([ON], defaultPolicy());
  const { policy } = goodConfig(/write (policy: .*)$/.exec(line)?.[1] ?? '');

  expect(policy.checks['root-credentials-present']?.enabled).toBe(true);
  expect(adviceAfter([ON], policy)).toEqual([]);
});

test('whoever has enabled the check for some accounts knows it', () => {
  const checks = { 'root-credentials-present': { enabled: true } };
  const policy = policyWith({ overrides: [{ match: { accounts: [/^shop$/u] }, checks }] });

  expect(adviceAfter([ON], policy)).toEqual([]);
});

test('without the list of the organization the management account has to be left out by hand', () => {
  expect(adviceAfter([ON], defaultPolicy(), goodConfig('{}')).join()).toMatch(/management account by an override$/);
});
