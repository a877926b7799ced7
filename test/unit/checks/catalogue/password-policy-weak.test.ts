import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { passwordPolicyWeak } from '../../../../src/checks/catalogue/password-policy-weak.ts';
import type { PasswordPolicy } from '../../../../src/model/facts/account-settings.ts';
import type { User } from '../../../../src/model/facts/credential-report.ts';
import {
  counted,
  knowing,
  NOTHING,
  ONE_OPEN,
  ONE_UNKNOWN,
  passwordPolicy,
  settingsWith,
} from '../../../support/check-cases.ts';
import { accountFacts, root, user } from '../../../support/model-values.ts';

const VALUES = { minimumLength: 14, reusePrevention: 24 };
const GOOD = passwordPolicy({ minimumLength: 14, reusePrevention: 24 });
const OF_UNKNOWN_LENGTH: PasswordPolicy = { requires: GOOD.requires, reusePrevention: 24 };

const human = user({ password: { enabled: true } });

function outcomes(policy: PasswordPolicy | undefined, users: User[] = [root(), human], values = VALUES) {
  const { value: report } = accountFacts({ users }).facts['credential-report'];
  return passwordPolicyWeak.evaluate(report, values, knowing(settingsWith(policy)));
}

test.each<{ name: string; policy: PasswordPolicy | undefined; expected: Outcome[] }>([
  { name: 'exactly what is asked for', policy: GOOD, expected: [{ status: 'pass' }] },
  { name: 'longer', policy: passwordPolicy({ ...GOOD, minimumLength: 20 }), expected: [{ status: 'pass' }] },
  {
    name: 'a character too short',
    policy: passwordPolicy({ ...GOOD, minimumLength: 13 }),
    expected: [{ status: 'open' }],
  },
  {
    name: 'remembers one too few',
    policy: passwordPolicy({ ...GOOD, reusePrevention: 23 }),
    expected: [{ status: 'open' }],
  },
  { name: 'remembers none', policy: passwordPolicy({ minimumLength: 14 }), expected: [{ status: 'open' }] },
  { name: 'neither', policy: passwordPolicy(), expected: [{ status: 'open' }] },
  { name: 'AWS does not say how long', policy: OF_UNKNOWN_LENGTH, expected: [{ status: 'unknown' }] },
  {
    name: 'AWS does not say how long, and it remembers too few',
    policy: { ...OF_UNKNOWN_LENGTH, reusePrevention: 1 },
    expected: [{ status: 'open' }],
  },
  { name: 'there is none: the matter of another check', policy: undefined, expected: [] },
])('$name', ({ policy, expected }) => {
  expect(outcomes(policy)).toEqual(expected);
});

test('where nobody has a password it is for boards', () => {
  expect(outcomes(passwordPolicy(), [root({ password: { enabled: true } }), user()])).toEqual([
    { status: 'open', severity: 'info' },
  ]);
});

describe('other limits', () => {
  test('a lower one', () => {
    const policy = passwordPolicy({ minimumLength: 8 });

    expect(outcomes(policy, [human], { minimumLength: 8, reusePrevention: 0 })).toEqual([{ status: 'pass' }]);
  });

  test('one of them alone', () => {
    const policy = passwordPolicy({ minimumLength: 8, reusePrevention: 24 });

    expect(outcomes(policy, [human], { minimumLength: 9, reusePrevention: 0 })).toEqual([{ status: 'open' }]);
  });
});

test('it is one finding, about the account', () => {
  expect(counted(passwordPolicyWeak, human, settingsWith(passwordPolicy()))).toEqual(ONE_OPEN);
  expect(counted(passwordPolicyWeak, human, settingsWith(GOOD))).toEqual(NOTHING);
  expect(counted(passwordPolicyWeak, human, settingsWith(OF_UNKNOWN_LENGTH))).toEqual(ONE_UNKNOWN);
});
