/** A fault of this program in one check or one account: what the page says then, and what the log. */
import { expect, test } from '@jest/globals';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import { accessKey, accountFacts, at, root, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { scrapeText } from '../../support/rendered-exposition.ts';
import { RunningExposition } from './running-exposition.ts';

const oldKey = accessKey({ lastRotated: at('2025-11-22T12:00:00Z') });
const policy = policyWith({
  checks: { 'access-key-not-rotated': { enabled: true }, 'root-access-key': { enabled: true } },
});
const healthy = accountFacts({ users: [root({ accessKeys: [oldKey] }), user({ accessKeys: [oldKey] })] });

/** An account of which a check, or everything, cannot be read. */
function broken(what: 'key' | 'users', name = 'broken'): AccountFacts {
  const facts = accountFacts({
    account: { name, owner: '', source: 'aws' },
    accountId: '444455556666',
    users: [user({ name: 'zaphod', accessKeys: [throwing({ ...oldKey }, 'active')] }), user({ accessKeys: [oldKey] })],
  });
  if (what === 'users') throwing(facts.facts['credential-report'].value, 'users');
  return facts;
}

function throwing<Value extends object>(value: Value, property: keyof Value): Value {
  return Object.defineProperty(value, property, {
    get: () => {
      throw new TypeError('nobody thought of this');
    },
  });
}

async function rendered(...facts: AccountFacts[]): Promise<{ running: RunningExposition; text: string }> {
  const running = new RunningExposition();
  running.policy = policy;
  running.facts = facts;
  running.exposition.markDirty();
  await running.rest();
  return { running, text: await scrapeText(running.exposition) };
}

test('a check that throws for a user is unknown for that user, and judges all others', async () => {
  const { running, text } = await rendered(healthy, broken('key'));

  expect(text).toMatch(
    /^aws_iam_check_findings\{account_id="444455556666",.*check="access-key-not-rotated".*status="unknown"\} 1$/m,
  );
  expect(text).toMatch(
    /^aws_iam_check_findings\{account_id="444455556666",.*check="access-key-not-rotated".*status="open"\} 1$/m,
  );
  expect(text).toMatch(/^aws_iam_finding\{account_id="111122223333",.*check="root-access-key"/m);
  expect(running.faulted).toEqual([]);
});

test('it is logged with its stack once while it lasts', async () => {
  const { running } = await rendered(broken('key'));
  await running.advance(180);

  const ofCheck = running.errors.filter((entry) => 'check' in entry);
  expect(ofCheck).toEqual([
    {
      account: 'broken',
      check: 'access-key-not-rotated',
      stack: expect.stringMatching(/^TypeError\n\s+at /),
      message: 'a check failed; its outcome is unknown where it fails',
    },
  ]);
});

test('an account that cannot be judged stays as it was, and is not up', async () => {
  const { running } = await rendered({ ...healthy, account: { name: 'broken', owner: '', source: 'aws' } });
  const before = await scrapeText(running.exposition);
  running.facts = [broken('users')];
  running.exposition.markDirty(true);
  await running.rest();
  const after = await scrapeText(running.exposition);

  const accounts = (text: string) => text.split('\n').filter((line) => line.startsWith('aws_iam_'));
  expect(accounts(after)).toEqual(accounts(before));
  expect(running.faulted).toEqual(['broken']);
  expect(running.errors).toMatchObject([{ account: 'broken', stack: expect.stringMatching(/^TypeError\n\s+at /) }]);
});

test('without an earlier judgement no family tells of it, and the other accounts have theirs', async () => {
  const { running, text } = await rendered(broken('users'), healthy);

  expect(text).toContain('aws_iam_finding{account_id="111122223333"');
  expect(text).not.toContain('broken');
  expect(running.faulted).toEqual(['broken']);
});

test('a rendering that fails as a whole leaves the page as it was, is logged once, and is tried again', async () => {
  const { running, text } = await rendered(healthy);
  running.onRendering = () => {
    throw new TypeError('nobody thought of this');
  };
  await running.advance(200);
  const during = await scrapeText(running.exposition);
  running.onRendering = () => undefined;
  running.facts = [];
  await running.advance(61);

  expect(during).toBe(text);
  expect(running.errors).toEqual([
    {
      stack: expect.stringMatching(/^TypeError\n\s+at /),
      message: 'the page cannot be rendered; it stays as it was',
    },
  ]);
  expect(await scrapeText(running.exposition)).not.toContain('aws_iam_account_info');
});

test('an account under a name that stood for another one gets nothing of that one', async () => {
  const { running } = await rendered({
    ...healthy,
    account: { name: 'broken', owner: '', source: 'aws', region: 'us-east-1' },
  });
  running.facts = [broken('users')];
  running.exposition.markDirty(true);
  await running.rest();

  expect(await scrapeText(running.exposition)).not.toContain('aws_iam_account_info');
});
