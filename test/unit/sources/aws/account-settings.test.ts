import type { PasswordPolicy } from '@aws-sdk/client-iam';
import { describe, expect, test } from '@jest/globals';
import { createAccountSettingsSource } from '../../../../src/sources/aws/account-settings.ts';
import { faults } from '../../../support/fake-aws/faults.ts';
import { describeFailures } from './fact-failures.ts';
import { ACCOUNT_ID, fetchFact, startFake } from './fetch-fact.ts';

async function passwordPolicy(policy?: PasswordPolicy) {
  await startFake({ passwordPolicy: policy });
  return (await fetchFact(createAccountSettingsSource)).value?.passwordPolicy;
}

const LAX = { uppercase: false, lowercase: false, numbers: false, symbols: false };

describe('the password policy', () => {
  test('is read with all that it sets', async () => {
    const policy = await passwordPolicy({
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 24,
    });

    expect(policy).toEqual({
      minimumLength: 14,
      maxAgeDays: 90,
      reusePrevention: 24,
      requires: { uppercase: true, lowercase: true, numbers: true, symbols: true },
    });
  });

  test('tells each kind of character from the others', async () => {
    expect((await passwordPolicy({ RequireSymbols: true }))?.requires).toEqual({ ...LAX, symbols: true });
    expect((await passwordPolicy({ RequireNumbers: true }))?.requires).toEqual({ ...LAX, numbers: true });
    expect((await passwordPolicy({ RequireUppercaseCharacters: true }))?.requires).toEqual({ ...LAX, uppercase: true });
    expect((await passwordPolicy({ RequireLowercaseCharacters: true }))?.requires).toEqual({ ...LAX, lowercase: true });
  });

  test('that sets a length only sets neither an age nor a number of earlier passwords', async () => {
    expect(await passwordPolicy({ MinimumPasswordLength: 8 })).toEqual({ minimumLength: 8, requires: LAX });
  });

  test('in which an age or a number of passwords is 0, as moto has it, sets none', async () => {
    const policy = await passwordPolicy({ MinimumPasswordLength: 8, MaxPasswordAge: 0, PasswordReusePrevention: 0 });

    expect(policy).toEqual({ minimumLength: 8, requires: LAX });
  });

  test('that is not set is an answer: there is none, and the request has succeeded', async () => {
    await startFake();

    const { value, counted } = await fetchFact(createAccountSettingsSource);

    expect(value).toBeDefined();
    expect(value).not.toHaveProperty('passwordPolicy');
    expect(counted).toEqual(['GetAccountPasswordPolicy success', 'GetAccountSummary success']);
  });
});

describe('the quotas', () => {
  test('have a limit, and what is used where AWS counts it', async () => {
    await startFake({ accountSummary: { Users: 31, UsersQuota: 6_000, Roles: 0 } });

    const quotas = (await fetchFact(createAccountSettingsSource)).value?.quotas;

    expect(quotas?.get('Users')).toEqual({ used: 31, limit: 6_000 });
    expect(quotas?.get('Roles')).toEqual({ used: 0, limit: 1_000 });
    expect(quotas?.get('PolicyVersionsInUse')).toEqual({ used: 0, limit: 10_000 });
    expect(quotas?.get('AccessKeysPerUser')).toEqual({ limit: 2 });
  });

  test('are those that AWS names, and nothing that has no limit', async () => {
    await startFake({ accountSummary: { UsersQuota: undefined } });

    const quotas = (await fetchFact(createAccountSettingsSource)).value?.quotas;

    expect([...(quotas?.keys() ?? [])]).not.toContain('Users');
    expect([...(quotas?.keys() ?? [])]).not.toContain('AccountMFAEnabled');
  });
});

test('an entity that is missing elsewhere is a failure', async () => {
  const fake = await startFake();
  fake.always(ACCOUNT_ID, 'GetAccountSummary', faults.noSuchEntity);

  const { failure, counted } = await fetchFact(createAccountSettingsSource);

  expect(failure?.reason).toBe('service');
  expect(counted.at(-1)).toBe('GetAccountSummary error');
});

describeFailures(createAccountSettingsSource, ['GetAccountPasswordPolicy', 'GetAccountSummary']);
