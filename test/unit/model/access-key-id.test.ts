import { describe, expect, it } from '@jest/globals';
import { readAccessKeyId } from '../../../src/model/access-key-id.ts';

describe('the id of an access key', () => {
  it('tells the account and what kind of key it is', () => {
    expect(readAccessKeyId('AKIABTXV5AHDQAEXAMPL')).toEqual({
      id: 'AKIABTXV5AHDQAEXAMPL',
      kind: 'long-term',
      accountHint: '111111111111',
    });
    expect(readAccessKeyId('ASIABTXV5AHDQAEXAMPL')).toMatchObject({ kind: 'session', accountHint: '111111111111' });
  });

  it('names an account that has nothing to do with it where it was made before 2019', () => {
    expect(readAccessKeyId('AKIAIOSFODNN7EXAMPLE')?.accountHint).toBe('581039954779');
  });

  it('keeps the zeros in front of an account', () => {
    expect(readAccessKeyId('AKIAAAAAAABDAAEXAMPL')?.accountHint).toBe('000000000070');
  });

  it('names no account where 40 bits are more than 12 digits', () => {
    expect(readAccessKeyId(`AKIA${'7'.repeat(16)}`)?.accountHint).toBeUndefined();
  });

  it('names no account where a digit is not one of base32', () => {
    expect(readAccessKeyId('AKIAI44QH8DHBEXAMPLE')).toEqual({
      id: 'AKIAI44QH8DHBEXAMPLE',
      kind: 'long-term',
      accountHint: undefined,
    });
  });

  it.each([
    ['the secret of a key', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['the id of a user', 'AIDACKCEVSQ6C2EXAMPLE'],
    ['the id of a role', 'AROADBQP57FF2AEXAMPLE'],
    ['small letters', 'akiaiosfodnn7example'],
    ['an id that is cut off', 'AKIAIOSFODNN7'],
    ['more on the line', 'AKIAIOSFODNN7EXAMPLE,prod'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(readAccessKeyId(text)).toBeUndefined();
  });
});
