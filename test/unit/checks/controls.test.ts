/** Which controls there are, by which checks they are assessed, and how they judge by themselves. */
import { describe, expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/catalogue.ts';
import { CIS_VERSIONS, type CisVersion } from '../../../src/checks/check.ts';
import { CONTROL_POLICIES, CONTROLS, shortNumbers } from '../../../src/checks/controls.ts';
import { beginOutcomes } from '../../../src/checks/outcomes.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import { daysAgo, NOW, passwordPolicy, settingsWith } from '../../support/check-cases.ts';
import { accessKey, accountFacts, root, user } from '../../support/model-values.ts';

const numbersFrom = (prefix: string, first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_each, index) => `${prefix}${first + index}`);

/** The sections about identities. */
const SECTIONS: Readonly<Record<CisVersion, readonly string[]>> = {
  '1.4': numbersFrom('1.', 1, 21),
  '5.0': numbersFrom('1.', 1, 21),
  '6.0': numbersFrom('2.', 1, 21),
  '7.0': [...numbersFrom('2.1.', 1, 6), ...numbersFrom('2.', 2, 21)],
};
const sorted = (texts: readonly string[]) => [...texts].sort();

describe('every control', () => {
  test.each(CIS_VERSIONS)('of the section about identities of CIS %s is named once', (version) => {
    const named = CONTROLS.flatMap(({ cis }) => cis?.[version] ?? []);
    const [section] = SECTIONS[version][0]?.split('.') ?? [];

    expect(sorted(named.filter((number) => number.startsWith(`${section}.`)))).toEqual(sorted(SECTIONS[version]));
  });

  test('of Security Hub about IAM is named once', () => {
    // AWS has retired IAM.20.
    const hub = numbersFrom('IAM.', 1, 28).filter((id) => id !== 'IAM.20');

    expect(sorted(CONTROLS.flatMap(({ securityHub }) => securityHub ?? []))).toEqual(sorted(hub));
  });

  test.each(checks.map((check) => [check.id, check] as const))(
    '%s has a text for each of its numbers, or names them as a reference only',
    (_id, check) => {
      const { cis = {}, securityHub, controls = [] } = check;
      const counts = [...Object.values(cis), securityHub ?? []].flat().map((numbers) => numbers.split(', ').length);
      const own = controls.filter(({ numbers }) => numbers === undefined);

      expect([0, Math.max(0, ...counts)]).toContain(own.length);
      for (const version of CIS_VERSIONS) {
        const known = CONTROLS.flatMap((control) => control.cis?.[version] ?? []);
        expect(known).toEqual(expect.arrayContaining(cis[version]?.split(', ') ?? []));
      }
    },
  );

  test('that asks for a metric filter and an alarm is judged by no check: what happened is not whether somebody would see it', () => {
    const monitoring = CONTROLS.filter(({ cis }) => ['5.2', '5.3'].includes(cis?.['7.0'] ?? ''));

    expect(monitoring.map(({ coverage }) => coverage)).toEqual(['not assessed', 'not assessed']);
  });

  test('that several checks assess together is one, with what each of them leaves out', () => {
    const unused = CONTROLS.find(({ securityHub }) => securityHub === 'IAM.22');

    expect(unused?.assessedBy.map(({ check }) => check.id)).toEqual(['access-key-unused', 'password-unused']);
    expect([unused?.coverage, unused?.differences.length]).toEqual(['partly covered', 2]);
  });

  test('without a check says why', () => {
    const without = CONTROLS.filter(({ assessedBy }) => assessedBy.length === 0);

    expect(without.every(({ coverage, differences }) => coverage === 'not assessed' && differences.length === 1)).toBe(
      true,
    );
  });
});

test('the numbers of a control in short are those of the newest version', () => {
  const rotated = CONTROLS.find(({ securityHub }) => securityHub === 'IAM.3');

  expect(shortNumbers(rotated ?? {})).toEqual(['CIS 7.0: 2.12', 'Security Hub IAM.3']);
});

describe('by its own text', () => {
  const found = (check: string, facts: AccountFacts, index = 0) => {
    const policy = CONTROL_POLICIES[index];
    if (policy === undefined) throw new Error('there are two');
    const outcomes = beginOutcomes(policy, facts, NOW);
    const all = [
      ...outcomes.ofAccount(),
      ...[...facts.facts['credential-report'].value.users].flatMap((each) => outcomes.ofUser(each)),
    ];
    return all.filter((outcome) => outcome.check.id === check).map(({ status }) => status);
  };
  const of = (values: Parameters<typeof user>[0]) => accountFacts({ users: [user(values)], generatedTime: NOW });

  test('MFA knows no days of grace', () => {
    const today = of({ created: NOW, password: { enabled: true } });

    expect(found('console-user-without-mfa', today)).toEqual(['open']);
  });

  test('a second active key needs no days to be one too many', () => {
    const keys = [
      accessKey({ lastRotated: daysAgo(20), lastUsed: NOW }),
      accessKey({ slot: '2', lastRotated: daysAgo(0.5) }),
    ];

    expect(found('two-active-access-keys', of({ accessKeys: keys }))).toEqual(['open']);
  });

  test('a second active key is one too many, whether the older one is still used or not', () => {
    const keys = [
      accessKey({ lastRotated: daysAgo(20), lastUsed: daysAgo(10) }),
      accessKey({ slot: '2', lastRotated: daysAgo(5) }),
    ];
    const single = CONTROLS.find(({ cis }) => cis?.['6.0'] === '2.12');

    expect(single?.coverage).toBe('covered');
    expect(single?.assessedBy.flatMap(({ check }) => found(check.id, of({ accessKeys: keys }))).sort()).toEqual([
      'open',
      'pass',
    ]);
  });

  test('root without any MFA is open in the control of hardware MFA too', () => {
    const facts = accountFacts({ users: [root({ mfaActive: false, password: { enabled: true } })] });

    expect(found('root-without-mfa', facts, 1)).toEqual(['open']);
    expect(CONTROLS.find(({ securityHub }) => securityHub === 'IAM.6')?.assessedBy).toHaveLength(2);
  });

  test('an unused credential has 45 days in one control and 90 in another', () => {
    const idle = of({ accessKeys: [accessKey({ lastRotated: daysAgo(60), lastUsed: daysAgo(60) })] });

    expect([found('access-key-unused', idle), found('access-key-unused', idle, 1)]).toEqual([['open'], ['pass']]);
  });

  test('a key may be 90 days old', () => {
    const aged = (days: number) => of({ accessKeys: [accessKey({ lastRotated: daysAgo(days) })] });

    expect([found('access-key-not-rotated', aged(90)), found('access-key-not-rotated', aged(91))]).toEqual([
      ['pass'],
      ['open'],
    ]);
  });

  test.each([
    ['short', { minimumLength: 13, reusePrevention: 24 }, ['open'], ['pass']],
    ['forgetful', { minimumLength: 14, reusePrevention: 23 }, ['pass'], ['open']],
  ])('a password policy that is %s fails in one of two controls', (_what, values, length, reuse) => {
    const facts = accountFacts({ facts: settingsWith(passwordPolicy(values)) });

    expect([found('password-policy-weak', facts), found('password-policy-weak', facts, 1)]).toEqual([length, reuse]);
  });

  test('a check without a control is off', () => {
    const certificate = accountFacts({ users: [user({ signingCertificates: [{ slot: '1', active: true }] })] });

    expect(found('signing-certificate-active', certificate)).toEqual(['not applicable']);
  });
});
