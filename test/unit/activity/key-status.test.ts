import { expect, test } from '@jest/globals';
import { readEvent } from '../../../src/activity/read-event.ts';
import { iamCall, LONG_TERM_KEY } from '../../support/cloudtrail-records.ts';

const statusOf = (name: string, parameters: Record<string, unknown> | null) => {
  const read = readEvent(iamCall(name, parameters));
  return read.ok ? read.event.keyStatus : 'refused';
};

test('an event says which state a key was to get', () => {
  expect(statusOf('UpdateAccessKey', { accessKeyId: LONG_TERM_KEY, status: 'Inactive' })).toBe('Inactive');
  expect(statusOf('UpdateAccessKey', { accessKeyId: LONG_TERM_KEY, status: 'Active' })).toBe('Active');
});

test('no other text, and no other event, says one', () => {
  expect(statusOf('UpdateAccessKey', { accessKeyId: LONG_TERM_KEY, status: 'secret' })).toBeUndefined();
  expect(statusOf('UpdateAccessKey', null)).toBeUndefined();
  expect(statusOf('UpdateSigningCertificate', { status: 'Inactive' })).toBeUndefined();
});
