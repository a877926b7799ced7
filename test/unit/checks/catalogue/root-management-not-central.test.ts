import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { rootManagementNotCentral } from '../../../../src/checks/catalogue/root-management-not-central.ts';
import { beginEvaluation } from '../../../../src/checks/evaluate-policy.ts';
import type { RootManagement } from '../../../../src/model/facts/root-management.ts';
import { counted, knowing, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN } from '../../../support/check-cases.ts';
import { accountFacts, fact, root } from '../../../support/model-values.ts';
import { policyWith } from '../../../support/policy.ts';

const { id } = rootManagementNotCentral;
const told = (value: RootManagement) => ({ 'root-management': fact(value, NOW) });
const enabled = policyWith({ checks: { [id]: { enabled: true } } });

test.each<{ name: string; management: RootManagement; expected: Outcome[] }>([
  {
    name: 'everything is on',
    management: { features: ['RootCredentialsManagement', 'RootSessions'] },
    expected: [{ status: 'pass' }],
  },
  {
    name: 'credentials are managed, and there are no sessions',
    management: { features: ['RootCredentialsManagement'] },
    expected: [{ status: 'pass' }],
  },
  { name: 'only sessions are on', management: { features: ['RootSessions'] }, expected: [{ status: 'open' }] },
  {
    name: 'only something is on that nobody knows yet',
    management: { features: ['RootX'] },
    expected: [{ status: 'open' }],
  },
  { name: 'nothing is on', management: { features: [] }, expected: [{ status: 'open' }] },
  { name: 'it is not the account to ask', management: {}, expected: [] },
])('$name', ({ management, expected }) => {
  const { value: report } = accountFacts().facts['credential-report'];

  expect(rootManagementNotCentral.evaluate(report, {}, knowing(told(management)))).toEqual(expected);
});

test('it is one finding about the account that is told, and none about another one', () => {
  expect(counted(rootManagementNotCentral, root(), told({ features: [] }))).toEqual(ONE_OPEN);
  expect(counted(rootManagementNotCentral, root(), told({}))).toEqual(NOTHING);
});

test('where AWS denies the question, the outcome is unknown; where nobody asks it, there is none', () => {
  const countsOf = (missing: object) => {
    const evaluation = beginEvaluation(enabled, accountFacts({ missing }), NOW);
    evaluation.ofAccount();
    return evaluation.counts().map(({ findings }) => findings);
  };

  expect(countsOf({ 'root-management': 'failed' })).toEqual([ONE_UNKNOWN]);
  expect(countsOf({ 'root-management': 'unread' })).toEqual([]);
  expect(countsOf({})).toEqual([]);
});
