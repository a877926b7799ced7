import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { passwordPolicyMissing } from '../../../../src/checks/catalogue/password-policy-missing.ts';
import type { PasswordPolicy } from '../../../../src/model/facts/account-settings.ts';
import type { User } from '../../../../src/model/facts/credential-report.ts';
import { counted, knowing, NOTHING, ONE_OPEN, passwordPolicy, settingsWith } from '../../../support/check-cases.ts';
import { accountFacts, root, user } from '../../../support/model-values.ts';

const human = user({ password: { enabled: true } });
const machine = user({ password: { enabled: false } });

test.each<{ name: string; users: User[]; policy?: PasswordPolicy; expected: Outcome }>([
  { name: 'no policy, and a user with a password', users: [root(), machine, human], expected: { status: 'open' } },
  {
    name: 'no policy, and nobody has a password',
    users: [root(), machine],
    expected: { status: 'open', severity: 'info' },
  },
  {
    name: 'no policy, and only root has a password, for which no policy holds',
    users: [root({ password: { enabled: true } }), machine],
    expected: { status: 'open', severity: 'info' },
  },
  {
    name: 'no policy, and perhaps a password',
    users: [user({ password: {} })],
    expected: { status: 'open' },
  },
  { name: 'no policy and no users', users: [], expected: { status: 'open', severity: 'info' } },
  { name: 'a policy, however weak', users: [human], policy: passwordPolicy(), expected: { status: 'pass' } },
  {
    name: 'a policy that nobody has to meet',
    users: [machine],
    policy: passwordPolicy(),
    expected: { status: 'pass', severity: 'info' },
  },
])('$name', ({ users, policy, expected }) => {
  const { value: report } = accountFacts({ users }).facts['credential-report'];

  expect(passwordPolicyMissing.evaluate(report, {}, knowing(settingsWith(policy)))).toEqual([expected]);
});

test('it is one finding, about the account', () => {
  expect(counted(passwordPolicyMissing, human, settingsWith(undefined))).toEqual(ONE_OPEN);
  expect(counted(passwordPolicyMissing, human, settingsWith(passwordPolicy()))).toEqual(NOTHING);
});
