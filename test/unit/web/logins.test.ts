/** Logins: who is let in, and how often bcrypt has to run for it. */
import { describe, expect, test } from '@jest/globals';
import { createLogins } from '../../../src/web/logins.ts';
import type { PasswordCheck } from '../../../src/web/password-checks.ts';

const hash = (name: string, cost = '10') => `$2y$${cost}$${name.padEnd(53, 'x')}`;
const USERS = new Map([
  ['alice', hash('alice')],
  ['bob', hash('bob', '12')],
]);

/** A password matches a hash that has it in it. */
function logins(busy = () => false) {
  const checked: PasswordCheck[] = [];
  const login = createLogins((check) => {
    checked.push(check);
    const password = check.password.toString();
    return Promise.resolve(busy() ? undefined : password !== '' && check.hash.includes(password));
  });
  const header = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const ask = (authorization: string | undefined, users = USERS) =>
    login({ authorization, from: '10.0.0.1', isGone: () => false }, users);
  return { checked, ask, as: (text: string, users = USERS) => ask(header(text), users), header };
}

describe('who is let in', () => {
  test.each([
    ['alice:alice', 'in'],
    ['bob:bob', 'in'],
    ['alice:bob', 'refused'],
    ['alice:', 'refused'],
    ['carol:alice', 'refused'],
    // Matches the hash that stands for nobody's.
    ['carol:.', 'refused'],
    [':alice', 'refused'],
    ['alice', 'refused'],
    ['__proto__:alice', 'refused'],
    ['constructor:alice', 'refused'],
  ])('%s: %s', async (text, outcome) => {
    expect(await logins().as(text)).toBe(outcome);
  });

  test.each([undefined, '', 'Basic', 'Basic ', 'Bearer abc', 'Basic !!!', 'Basic YWxpY2U='])(
    'nobody by the header %j, and bcrypt does not run for it',
    async (header) => {
      const { ask, checked } = logins();
      expect(await ask(header)).toBe('refused');
      expect(checked).toEqual([]);
    },
  );

  test('a password may have colons and any bytes, and the scheme any case', async () => {
    const { ask, header } = logins();
    const users = new Map([['alice', hash('a:b')]]);
    expect(await ask(header('alice:a:b').replace('Basic', 'bASIC'), users)).toBe('in');
  });
});

describe('bcrypt runs', () => {
  test('once for a right password, and once for a wrong one', async () => {
    const { as, checked } = logins();
    const outcomes = [await as('alice:alice'), await as('alice:alice'), await as('alice:no'), await as('alice:no')];
    expect(outcomes).toEqual(['in', 'in', 'refused', 'refused']);
    expect(checked).toHaveLength(2);
  });

  test('once for the same password at the same time', async () => {
    const { as, checked } = logins();
    expect(await Promise.all([as('alice:alice'), as('alice:alice')])).toEqual(['in', 'in']);
    expect(checked).toHaveLength(1);
  });

  test('for a right password no more, whatever was tried meanwhile', async () => {
    const { as, checked } = logins();
    await as('alice:alice');
    for (let guess = 0; guess < 2_000; guess += 1) await as(`alice:guess ${guess}`);
    const before = checked.length;
    expect(await as('alice:alice')).toBe('in');
    expect(checked).toHaveLength(before);
  });

  test('for an unknown user too, at the highest cost of the users', async () => {
    const { as, checked } = logins();
    await as('carol:x');
    expect(checked.map(({ hash: checkedHash }) => checkedHash.slice(0, 7))).toEqual(['$2b$12$']);
  });

  test('again once the hash of the user is another one, or the user is gone', async () => {
    const { as } = logins();
    expect(await as('alice:alice')).toBe('in');
    expect(await as('alice:alice', new Map([['alice', hash('other')]]))).toBe('refused');
    expect(await as('alice:alice', new Map([['bob', hash('bob')]]))).toBe('refused');
    expect(await as('alice:alice')).toBe('in');
  });
});

test('a check goes on until all who wait for it have left', async () => {
  const checked: PasswordCheck[] = [];
  const login = createLogins((check) => {
    checked.push(check);
    return new Promise(() => undefined);
  });
  const authorization = `Basic ${Buffer.from('alice:alice').toString('base64')}`;
  const gone = [true, false];
  gone.forEach(
    (_, index) => void login({ authorization, from: '10.0.0.1', isGone: () => gone[index] === true }, USERS),
  );
  await new Promise(setImmediate);
  expect(checked.map(({ isGone }) => isGone())).toEqual([false]);
  gone[1] = true;
  expect(checked.map(({ isGone }) => isGone())).toEqual([true]);
});

test('where too many wait nothing is remembered', async () => {
  let isBusy = true;
  const { as } = logins(() => isBusy);
  expect(await as('alice:alice')).toBe('busy');
  isBusy = false;
  expect(await as('alice:alice')).toBe('in');
  isBusy = true;
  expect([await as('alice:alice'), await as('alice:no')]).toEqual(['in', 'busy']);
});
