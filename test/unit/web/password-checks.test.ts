/** bcrypt: which hashes go with which passwords, one at a time, and how many wait. */
import { describe, expect, test } from '@jest/globals';
import bcrypt from 'bcrypt';
import { type Compare, compareWithBcrypt, createPasswordChecks } from '../../../src/web/password-checks.ts';

const COST = 4;

describe('a hash', () => {
  test.each(['2a', '2b', '2y'])('$%s$ goes with its password and no other', async (version) => {
    const hash = bcrypt.hashSync('correct horse', COST).replace('2b', version);

    expect(await compareWithBcrypt(Buffer.from('correct horse'), hash)).toBe(true);
    expect(await compareWithBcrypt(Buffer.from('correct horsf'), hash)).toBe(false);
    expect(await compareWithBcrypt(Buffer.from(''), hash)).toBe(false);
  });

  // A published test vector of bcrypt.
  test('that another program made goes with its password', async () => {
    const ofOpenBsd = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';
    expect(await compareWithBcrypt(Buffer.from('U*U'), ofOpenBsd)).toBe(true);
    expect(await compareWithBcrypt(Buffer.from('U*U'), ofOpenBsd.replace('2a', '2y'))).toBe(true);
  });

  test.each(['2a', '2y'])('$%s$ reads 72 bytes of a password, also of one that is longer than 254', async (version) => {
    const hash = bcrypt.hashSync('x'.repeat(72), COST).replace('2b', version);

    expect(await compareWithBcrypt(Buffer.from('x'.repeat(300)), hash)).toBe(true);
    expect(await compareWithBcrypt(Buffer.from('x'.repeat(71)), hash)).toBe(false);
  });

  test('goes with a password of any bytes', async () => {
    const password = Buffer.from('ff00fe', 'hex');
    expect(await compareWithBcrypt(password, bcrypt.hashSync(password, COST))).toBe(true);
    expect(await compareWithBcrypt(Buffer.from('ff', 'hex'), bcrypt.hashSync(password, COST))).toBe(false);
  });
});

describe('the queue', () => {
  interface Waiting {
    readonly password: string;
    readonly end: (matches: boolean) => void;
  }

  function queue() {
    const started: Waiting[] = [];
    const compare: Compare = (password) =>
      new Promise((resolve) => started.push({ password: password.toString(), end: resolve }));
    const check = createPasswordChecks(compare);
    const ask = (password: string, from = password, isGone = () => false) =>
      check({ password: Buffer.from(password), hash: 'h', from, isGone });
    return { started, ask };
  }
  const turn = () => new Promise(setImmediate);

  test('lets one at a time through, in order', async () => {
    const { started, ask } = queue();
    const answers = [ask('a'), ask('b')];
    await turn();
    expect(started.map(({ password }) => password)).toEqual(['a']);
    started[0]?.end(true);
    await turn();
    expect(started.map(({ password }) => password)).toEqual(['a', 'b']);
    started[1]?.end(false);
    expect(await Promise.all(answers)).toEqual([true, false]);
  });

  test('lets clients take turns, and takes the addresses of one host for one client', async () => {
    const { started, ask } = queue();
    const ofOne = [1, 2, 3, 4, 5].map((guess) => ask(`guess ${guess}`, `2001:db8::${guess}`));
    void ask('right', '2001:db8:0:1::1');
    expect(await ofOne[4]).toBeUndefined();
    for (let next = 0; next < 5; next += 1) {
      await turn();
      started[next]?.end(false);
    }
    expect(started.map(({ password }) => password)).toEqual(['guess 1', 'right', 'guess 2', 'guess 3', 'guess 4']);
  });

  test('holds four of one address and 32 in all, and turns the others away at once', async () => {
    const { started, ask } = queue();
    const ofOne = Array.from({ length: 5 }, () => ask('guess', '10.0.0.1'));
    expect(await ofOne[4]).toBeUndefined();
    for (let other = 0; other < 28; other += 1) void ask('x', `10.0.1.${other}`);
    expect(await ask('right', '10.0.2.1')).toBeUndefined();

    await turn();
    started[0]?.end(false);
    await turn();
    const late = ask('right', '10.0.2.1');
    for (let next = 1; next <= 32; next += 1) {
      const asked = started[next];
      asked?.end(asked.password === 'right');
      await turn();
    }
    expect(await late).toBe(true);
  });

  test('passes over a client that has left', async () => {
    const { started, ask } = queue();
    const first = ask('a');
    const gone = ask('b', 'b', () => true);
    await turn();
    started[0]?.end(true);
    expect(await Promise.all([first, gone])).toEqual([true, undefined]);
    expect(started).toHaveLength(1);
  });

  test('goes on after a fault', async () => {
    let isBroken = true;
    const check = createPasswordChecks(() => (isBroken ? Promise.reject(new Error('broken')) : Promise.resolve(true)));
    const ask = () => check({ password: Buffer.from('a'), hash: 'h', from: 'a', isGone: () => false });
    await expect(ask()).rejects.toThrow('broken');
    isBroken = false;
    expect(await ask()).toBe(true);
  });
});
