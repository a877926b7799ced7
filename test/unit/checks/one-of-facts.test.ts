/** A check that one of two facts can feed: what it says while one of them is missing. */
import { describe, expect, test } from '@jest/globals';
import { userQuarantined } from '../../../src/checks/catalogue/user-quarantined.ts';
import { beginEvaluation } from '../../../src/checks/evaluate-policy.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import type { Facts } from '../../../src/model/facts/catalogue.ts';
import type { FindingStatus } from '../../../src/model/finding.ts';
import { activityFact, sighting } from '../../support/activity-values.ts';
import { NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN } from '../../support/check-cases.ts';
import { accountFacts, fact, root, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';

const HOUR = 3600;
const alice = user();

const policies = (attached: string[], asOf = NOW - 2 * HOUR) => ({
  'user-details.policies': fact(new Map([['alice', { attached, inline: [] }]]), asOf),
});
const CLEAN = policies(['ReadOnlyAccess']);
const QUARANTINED = policies(['AWSCompromisedKeyQuarantineV3']);
const QUIET = activityFact([]);
const ATTACHED = activityFact([sighting('quarantined')]);

function counts(facts: Facts, missing: AccountFacts['missing'] = {}): Record<FindingStatus, number> | undefined {
  const account = accountFacts({ users: [root(), alice], generatedTime: NOW, facts, missing });
  const policy = policyWith({ checks: { [userQuarantined.id]: { enabled: true } } });
  const evaluation = beginEvaluation(policy, account, NOW);
  evaluation.ofUser(alice);
  return evaluation.counts()[0]?.findings;
}

describe('with both facts', () => {
  test.each<[string, Facts, Record<FindingStatus, number>]>([
    ['neither shows it', { ...CLEAN, ...QUIET }, NOTHING],
    ['the policies show it', { ...QUARANTINED, ...QUIET }, ONE_OPEN],
    ['an event of after the policies shows it', { ...CLEAN, ...ATTACHED }, ONE_OPEN],
    ['policies of after the event do not show it: it is detached', { ...policies([], NOW), ...ATTACHED }, NOTHING],
  ])('%s', (_, facts, expected) => {
    expect(counts(facts)).toEqual(expected);
  });
});

describe('with one of them', () => {
  test.each<[string, Facts, Record<FindingStatus, number>]>([
    ['the event', ATTACHED, ONE_OPEN],
    ['no event', QUIET, NOTHING],
    ['the policies', QUARANTINED, ONE_OPEN],
  ])('that is not asked for besides: %s', (_, facts, expected) => {
    expect(counts(facts)).toEqual(expected);
  });

  test.each<[string, Facts, AccountFacts['missing'], Record<FindingStatus, number>]>([
    ['shows it', ATTACHED, { 'user-details.policies': 'failed' }, ONE_OPEN],
    ['does not, and the other might', QUIET, { 'user-details.policies': 'failed' }, ONE_UNKNOWN],
    ['does not, and the events might', CLEAN, { activity: 'failed' }, ONE_UNKNOWN],
  ])('while the other one fails: it %s', (_, facts, missing, expected) => {
    expect(counts(facts, missing)).toEqual(expected);
  });

  test('the other one may have shown it before the start, and is still to be read: what was found stays', () => {
    expect(counts(QUIET, { 'user-details.policies': 'unread' })).toBeUndefined();
    expect(counts(CLEAN, { activity: 'unread' })).toBeUndefined();
  });
});

test('with neither: unknown where both fail, and nothing where nobody asks', () => {
  expect(counts({}, { activity: 'failed', 'user-details.policies': 'failed' })).toEqual(ONE_UNKNOWN);
  expect(counts({}, { activity: 'failed' })).toEqual(ONE_UNKNOWN);
  expect(counts({})).toBeUndefined();
});
