/** In which account `whose` finds an access key, and what it says where there is none, or where nobody could look. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import {
  ask,
  askJson,
  fake,
  FOREIGN,
  FOREIGN_KEY,
  KEY_OF_2018,
  MEMBER,
  OLD,
  OLD_KEY,
  OWN,
  ROOT_KEY,
} from './whose-accounts.ts';

describe('five answers are kept apart', () => {
  test("root's key", async () => {
    const { code, out } = await ask([ROOT_KEY]);

    expect(out).toBe(`${ROOT_KEY}: a key of root in own (${OWN}), owner platform
  Key        never used
  Life       created before 2026-08-24, which is older than the event history, and nobody changed its state since
  Next step  Find what uses it, give that a role, then sign in as root and delete the key.
`);
    expect(code).toBe(0);
  });

  test('a key that the account does not have', async () => {
    const gone = accessKeyIdOf(MEMBER, 'GONEAA');
    const out = `${gone}: the account ${MEMBER} has no such key: it was deleted, or there never was one
  Life       no event since 2026-08-24: older than the event history, or none
`;
    expect(await ask([gone])).toEqual({ code: 1, out, error: '' });
  });

  test('a key that AWS does not know at all', async () => {
    const never = accessKeyIdOf('999999999999', 'NEVERA');
    const { code, keys } = await askJson(never);

    expect([code, keys]).toEqual([1, [{ key_id: never, is: 'no-key', failures: [] }]]);
  });

  test('a key of an account that is not configured', async () => {
    const { code, keys } = await askJson(FOREIGN_KEY);

    expect(keys).toEqual([expect.objectContaining({ is: 'foreign-key', account_id: FOREIGN })]);
    expect(code).toBe(1);
  });

  test('not allowed to look', async () => {
    fake.always(MEMBER, 'GetAccessKeyLastUsed', faults.accessDenied);
    const { code, keys } = await askJson(OLD_KEY);

    expect(keys).toEqual([
      expect.objectContaining({
        is: 'not-known',
        account_name: 'member',
        failures: [expect.stringMatching(/^access_denied: .*iam:GetAccessKeyLastUsed/)],
      }),
    ]);
    expect(code).toBe(3);
  });
});

test('a key that was made before its id held the account is found through STS', async () => {
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, AccessKeyId: KEY_OF_2018 }] });
  const { code, keys } = await askJson(KEY_OF_2018);

  expect(keys).toEqual([expect.objectContaining({ is: 'user-key', account_id: MEMBER, user: 'ci-deploy' })]);
  expect(code).toBe(0);
});

test('whoever may not ask STS does not say that a key is foreign or gone', async () => {
  fake.always('*', 'GetAccessKeyInfo', faults.accessDenied);
  const { code, keys } = await askJson(FOREIGN_KEY, accessKeyIdOf(MEMBER, 'GONEAA'));

  expect(keys.map(({ is }) => is)).toEqual(['not-known', 'not-known']);
  expect(code).toBe(3);
});

test('an account whose id nobody knows may be the one of a foreign key', async () => {
  fake.always(OWN, 'GetCallerIdentity', faults.signatureDoesNotMatch);
  const { code, keys } = await askJson(FOREIGN_KEY);

  expect(keys).toEqual([expect.objectContaining({ is: 'not-known', account_name: 'own' })]);
  expect(code).toBe(3);
});

test('where the first account may not ask STS, the next one does', async () => {
  fake.script(OWN, 'GetAccessKeyInfo', [faults.accessDenied]);

  expect((await askJson(FOREIGN_KEY)).keys).toEqual([expect.objectContaining({ is: 'foreign-key' })]);
});

describe('where the account that the id names does not let anybody look, as AWS does of a key of another account', () => {
  beforeEach(() => {
    fake.setLive(MEMBER, { accessKeys: [] });
    fake.always(MEMBER, 'GetAccessKeyLastUsed', faults.accessDenied);
  });

  test('the key is found in the account that STS names', async () => {
    fake.setLive(OWN, { accessKeys: [{ ...OLD, UserName: 'moved' }] });

    expect((await askJson(OLD_KEY)).keys).toEqual([expect.objectContaining({ account_id: OWN, user: 'moved' })]);
  });

  test('it is foreign if STS says so', async () => {
    fake.setLive(FOREIGN, { accessKeys: [OLD] });

    expect((await askJson(OLD_KEY)).keys).toEqual([
      expect.objectContaining({ is: 'foreign-key', account_id: FOREIGN }),
    ]);
  });

  test('there is none if STS knows none, and not that the account has none', async () => {
    expect((await askJson(OLD_KEY)).keys).toEqual([{ key_id: OLD_KEY, is: 'no-key', failures: [] }]);
  });

  test('nobody knows if STS does not say either, and the account is told', async () => {
    fake.always('*', 'GetAccessKeyInfo', faults.accessDenied);
    const { code, keys } = await askJson(OLD_KEY);

    expect(keys).toEqual([expect.objectContaining({ is: 'not-known', account_name: 'member' })]);
    expect(code).toBe(3);
  });
});

test('an account that has no such key is not asked again if STS names it', async () => {
  fake.script(MEMBER, 'GetAccessKeyLastUsed', [faults.noSuchEntity]);

  expect((await askJson(OLD_KEY)).keys).toEqual([expect.objectContaining({ is: 'no-key', account_id: MEMBER })]);
  expect(fake.count('GetAccessKeyLastUsed')).toBe(1);
});

test('an answer of STS without an account does not mean that there is no such key', async () => {
  fake.always('*', 'GetAccessKeyInfo', { kind: 'without', member: 'Account' });
  const { code, keys } = await askJson(FOREIGN_KEY);

  expect(keys).toEqual([
    expect.objectContaining({ is: 'not-known', failures: ['service: STS answered without the account of a key'] }),
  ]);
  expect(code).toBe(3);
});

test('a key that was deleted while it was looked at is none', async () => {
  fake.script(MEMBER, 'ListAccessKeys', [faults.noSuchEntity]);

  expect((await askJson(OLD_KEY)).keys).toEqual([expect.objectContaining({ is: 'no-key', account_id: MEMBER })]);
});
