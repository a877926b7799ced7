import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFilters } from '../../../src/config/filters.ts';
import { accountAddress, findingsAddress, listAddress, nameOf, userAddress } from '../../../src/pages/addresses.ts';
import { defaultPolicy } from '../../support/policy.ts';

/** The names in a path, as a browser sends it and express decodes it. */
function namesIn(address: string): (string | undefined)[] {
  const { pathname } = new URL(address, 'http://exporter.example');
  const [, account, user] = /^\/accounts\/([^/]*)(?:\/users\/([^/]*))?$/.exec(pathname) ?? [];
  return [account, user].map((segment) => (segment === undefined ? undefined : nameOf(decodeURIComponent(segment))));
}

const name = fc.string({ unit: 'grapheme', minLength: 1 });

describe('a name with any character leads to its page', () => {
  test.each([
    'a/b',
    '100%',
    'a+b',
    'what?',
    'a#b',
    '.',
    '..',
    '~',
    '~..',
    '%2e%2e',
    '__proto__',
    '<img src=x>',
    'Zoë 雪',
    ' ',
  ])('%s', (each) => {
    expect(namesIn(accountAddress(each))).toEqual([each, undefined]);
    expect(namesIn(userAddress(each, each))).toEqual([each, each]);
  });

  test('whatever it is', () => {
    fc.assert(fc.property(name, name, (one, other) => expect(namesIn(userAddress(one, other))).toEqual([one, other])));
  });

  test('half a character has no address of its own, and breaks no page', () => {
    expect(namesIn(accountAddress('a\ud800'))).toEqual(['a\ufffd', undefined]);
  });
});

test('a link to findings has a filter that chooses the name', () => {
  fc.assert(
    fc.property(name, (each) => {
      const account = new URLSearchParams(findingsAddress({ account: each }).split('?')[1]).getAll('account');
      const read = readFilters(
        { accounts: account, owners: [], users: [], checks: [], severities: [] },
        defaultPolicy(),
      );
      expect(read.ok && read.selection.accounts.map(({ test: chooses }) => chooses(each))).toEqual([true]);
    }),
  );
});

describe('the address of a list', () => {
  const values = new Map([
    ['account', ['a', 'b&c']],
    ['sort', ['user']],
    ['page', ['3']],
  ]);

  test.each([
    [{}, '/findings?account=a&account=b%26c&sort=user'],
    [{ page: 2 }, '/findings?account=a&account=b%26c&sort=user&page=2'],
    [{ order: { by: 'days', descending: true } }, '/findings?account=a&account=b%26c&sort=-days'],
  ])('%o', (change, address) => {
    expect(listAddress('/findings', values, change)).toBe(address);
  });

  test('without anything chosen it is the path', () => {
    expect(listAddress('/findings', new Map(), { page: 1 })).toBe('/findings');
  });
});
