import { describe, expect, it } from '@jest/globals';
import { rotationStep } from '../../../src/checks/rotation-step.ts';
import type { UserAccessKey } from '../../../src/model/access-key.ts';

const NOW = 1_795_000_000;
const DAY = 86_400;

function key(id: string, daysOld: number, more: Partial<UserAccessKey> = {}): UserAccessKey {
  return { id, status: 'Active', created: NOW - daysOld * DAY, lastUsed: 'never', ...more };
}

function used(daysAgo: number): Pick<UserAccessKey, 'lastUsed'> {
  return { lastUsed: { at: NOW - daysAgo * DAY, service: 's3' } };
}

const NOT_ROTATED = [{ check: 'access-key-not-rotated' }];
const UNUSED = [{ check: 'access-key-unused' }];
const LEFT_BEHIND = [{ check: 'inactive-access-key' }];

describe('the next step of a rotation', () => {
  it('is none for a key within its limits', () => {
    expect(rotationStep(key('A', 10), undefined, [])).toEqual({ step: 'none' });
  });

  it('is none for a finding about something else', () => {
    expect(rotationStep(key('A', 10), undefined, [{ check: 'console-user-without-mfa' }])).toEqual({ step: 'none' });
  });

  it('is a second key where the only one is too old and in use', () => {
    expect(rotationStep(key('A', 400, used(1)), undefined, NOT_ROTATED)).toEqual({ step: 'create-second' });
  });

  it('is to deactivate a key that nobody uses, however old', () => {
    expect(rotationStep(key('A', 400), undefined, [...NOT_ROTATED, ...UNUSED])).toEqual({ step: 'deactivate' });
  });

  it('is to delete the other key first where it takes the slot and does not work', () => {
    const other = key('B', 500, { status: 'Inactive' });
    expect(rotationStep(key('A', 400, used(1)), other, NOT_ROTATED)).toEqual({ step: 'delete-other', other });
  });

  it('does not count an expired key as one that works', () => {
    const other = key('B', 1, { status: 'Expired' });
    expect(rotationStep(key('A', 400, used(1)), other, NOT_ROTATED)).toEqual({ step: 'delete-other', other });
  });

  it('is to move the programs where the older of two was used after the newer one was made', () => {
    const newer = key('B', 10);
    expect(rotationStep(key('A', 400, used(9)), newer, NOT_ROTATED)).toEqual({ step: 'move-programs', newer });
  });

  it('is to deactivate the older of two that was not used since the newer one was made', () => {
    expect(rotationStep(key('A', 400, used(11)), key('B', 10), NOT_ROTATED)).toEqual({ step: 'deactivate' });
    expect(rotationStep(key('A', 400), key('B', 10), NOT_ROTATED)).toEqual({ step: 'deactivate' });
  });

  it('of the newer of two leads to the older one', () => {
    const older = key('A', 400, used(9));
    expect(rotationStep(key('B', 10), older, [])).toEqual({ step: 'move-to-this', older });
  });

  it('is to stop where a key is inactive and the newer one was never used', () => {
    const newer = key('B', 10);
    expect(rotationStep(key('A', 400, { status: 'Inactive' }), newer, LEFT_BEHIND)).toEqual({
      step: 'nobody-moved',
      newer,
    });
  });

  it('is to delete a key that was inactive for long, or has expired', () => {
    expect(rotationStep(key('A', 400, { status: 'Inactive' }), key('B', 10, used(1)), LEFT_BEHIND)).toEqual({
      step: 'delete',
    });
    expect(rotationStep(key('A', 400, { status: 'Expired' }), undefined, [])).toEqual({ step: 'delete' });
  });

  it('is to wait after a key was deactivated', () => {
    expect(rotationStep(key('A', 400, { status: 'Inactive' }), undefined, [])).toEqual({ step: 'wait' });
  });

  it('is not known where it depends on a use that is not', () => {
    const unknown: UserAccessKey = { id: 'A', status: 'Active', created: NOW - 400 * DAY };
    expect(rotationStep(unknown, key('B', 10), NOT_ROTATED)).toEqual({ step: 'unknown' });
    expect(rotationStep(key('B', 500, { status: 'Inactive' }), unknown, LEFT_BEHIND)).toEqual({ step: 'unknown' });
  });

  it('is not known where the policy could not be applied, unless the keys say it by themselves', () => {
    expect(rotationStep(key('A', 400), undefined, undefined)).toEqual({ step: 'unknown' });
    expect(rotationStep(key('A', 400, { status: 'Inactive' }), undefined, undefined)).toEqual({ step: 'unknown' });
    expect(rotationStep(key('A', 400, used(11)), key('B', 10), undefined)).toEqual({ step: 'deactivate' });
    expect(rotationStep(key('A', 400, { status: 'Expired' }), undefined, undefined)).toEqual({ step: 'delete' });
  });

  it('does not need the use of a newer key that does not work either', () => {
    const newer = key('B', 10, { status: 'Inactive' });
    expect(rotationStep(key('A', 400, { status: 'Inactive' }), newer, LEFT_BEHIND)).toEqual({ step: 'delete' });
  });
});
