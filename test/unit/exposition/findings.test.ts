/** What the page tells of the policy: findings, their counts, and exemptions. */
import { describe, expect, test } from '@jest/globals';
import type { Exemption } from '../../../src/checks/policy.ts';
import { accessKey, at, root, accountFacts, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { renderedExposition, type RenderedExpositionValues, scrapeText } from '../../support/rendered-exposition.ts';

const NOW = at('2026-11-22T12:00:00Z');
const oldKey = accessKey({ lastRotated: NOW - 100 * 86_400, lastUsed: 'never' });
const users = [root({ accessKeys: [oldKey] }), user({ name: 'zaphod', accessKeys: [oldKey] })];
const checks = { 'access-key-not-rotated': { enabled: true }, 'root-access-key': { enabled: true } };

async function linesOf(family: string, values: RenderedExpositionValues): Promise<string[]> {
  const text = await scrapeText(await renderedExposition({ now: NOW, policy: policyWith({ checks }), ...values }));
  return text.split('\n').filter((line) => line.startsWith(`${family}{`));
}

describe('with perUser off', () => {
  const values = { facts: [accountFacts({ users })], perUser: false };

  test('findings of users are counted', async () => {
    const counts = await linesOf('aws_iam_check_findings', values);

    expect(counts.filter((line) => line.includes('status="open"'))).toEqual([
      expect.stringMatching(/check="access-key-not-rotated".* 1$/),
      expect.stringMatching(/check="root-access-key".* 1$/),
    ]);
  });

  test('only those of root are raised', async () => {
    expect(await linesOf('aws_iam_finding', values)).toEqual([
      'aws_iam_finding{account_id="111122223333",account_name="production",owner="",user="<root_account>",key="1",check="root-access-key",severity="critical"} 1',
    ]);
  });
});

describe('what an exemption covers', () => {
  const exemption = (name: string): Exemption => ({
    name,
    match: { users: [new RegExp(`^${name}$`, 'u')] },
    reason: 'a test',
    expiry: NOW + 1,
  });
  const policy = policyWith({ checks, exemptions: [exemption('zaphod'), exemption('nobody')] });
  const production = accountFacts({ users });
  const sandbox = accountFacts({
    users,
    account: { name: 'sandbox', owner: '', source: 'aws' },
    accountId: '444455556666',
  });

  test('is counted over all accounts, from 0', async () => {
    expect(await linesOf('aws_iam_exemption_findings', { policy, facts: [production, sandbox] })).toEqual([
      'aws_iam_exemption_findings{exemption="zaphod"} 2',
      'aws_iam_exemption_findings{exemption="nobody"} 0',
    ]);
  });

  test('is not said to be nothing while an account has no report', async () => {
    expect(await linesOf('aws_iam_exemption_findings', { policy, facts: [production], accounts: 2 })).toEqual([
      'aws_iam_exemption_findings{exemption="zaphod"} 1',
    ]);
  });

  test.each(['unread', 'failed'] as const)('nor while another fact is %s', async (why) => {
    const waiting = accountFacts({ users, missing: { 'user-details.policies': why } });

    expect(await linesOf('aws_iam_exemption_findings', { policy, facts: [waiting] })).toEqual([
      'aws_iam_exemption_findings{exemption="zaphod"} 1',
    ]);
  });
});

test('an account without a report has no counts: nobody knows', async () => {
  expect(await linesOf('aws_iam_check_findings', { facts: [], accounts: 1 })).toEqual([]);
});
