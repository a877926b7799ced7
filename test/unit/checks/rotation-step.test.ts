import { describe, expect, it } from '@jest/globals';
import { rotationStep } from '../../../src/checks/rotation-step.ts';
import type { UserAccessKey } from '../../../src/model/access-key.ts';

const NOW = 1_795_000_000;
const DAY = 86_400;

function key(id: string, daysOld: number, more: Partial<UserAccessKey> = {}): UserAccessKey {
  return { id, status: 'Active', created: NOW - daysOld * DAY, lastUsed: 'never', ...more };
}

function unknownUse(id: string, daysOld: number, status: UserAccessKey['status'] = 'Active'): UserAccessKey {
  return { id, status, created: NOW - daysOld * DAY };
}

function used(daysAgo: number): Pick<UserAccessKey, 'lastUsed'> {
  return { lastUsed: { at: NOW - daysAgo * DAY, service: 's3' } };
}

const INACTIVE = { status: 'Inactive' } as const;

const NOT_ROTATED = { check: 'access-key-not-rotated', age: { days: 400, limit: 90 } };
const UNUSED = { check: 'access-key-unused', age: { days: 50, limit: 45 } };
const LEFT_BEHIND = { check: 'inactive-access-key', age: { days: 40, limit: 30 } };

type Findings = Parameters<typeof rotationStep>[2];

function step(asked: UserAccessKey, other: UserAccessKey | undefined, findings: Findings) {
  return rotationStep(asked, other, findings, NOW);
}

describe('the only key of a user', () => {
  it('needs no step where the policy finds nothing about it', () => {
    expect(step(key('A', 10), undefined, [])).toEqual({ step: 'none' });
    expect(step(key('A', 10), undefined, [{ check: 'console-user-without-mfa', age: undefined }])).toEqual({
      step: 'none',
    });
  });

  it('needs a second one where it is too old and in use', () => {
    expect(step(key('A', 400, used(1)), undefined, [NOT_ROTATED])).toEqual({ step: 'create-second' });
  });

  it('is deactivated where nobody uses it, however old', () => {
    expect(step(key('A', 400, used(45)), undefined, [NOT_ROTATED, UNUSED])).toEqual({ step: 'deactivate' });
    expect(step(key('A', 400), undefined, [UNUSED])).toEqual({ step: 'deactivate' });
  });

  it('is not deactivated where it was used since the report', () => {
    expect(step(key('A', 400, used(44)), undefined, [UNUSED])).toEqual({ step: 'none' });
    expect(step(key('A', 400, used(0)), undefined, [NOT_ROTATED, UNUSED])).toEqual({ step: 'create-second' });
  });

  it('is not deactivated where nobody knows whether it is used', () => {
    expect(step(unknownUse('A', 400), undefined, [UNUSED])).toEqual({ step: 'unknown' });
  });

  it('has no step that is known where the policy could not be applied', () => {
    expect(step(key('A', 400), undefined, undefined)).toEqual({ step: 'unknown' });
  });
});

describe('a key beside one that does not work', () => {
  it.each(['Inactive', 'Expired'] as const)('waits until the other one, which is %s, makes room', (status) => {
    const other = key('B', 500, { status });
    expect(step(key('A', 400, used(1)), other, [NOT_ROTATED])).toEqual({ step: 'finish-other', other });
  });
});

describe('two keys that work', () => {
  const newer = key('B', 100, used(1));

  it('the older one is deactivated once it was quiet for two weeks and the newer one is used', () => {
    expect(step(key('A', 400, used(14)), newer, [NOT_ROTATED])).toEqual({ step: 'deactivate' });
    expect(step(key('A', 400), newer, undefined)).toEqual({ step: 'deactivate' });
  });

  it('programs move while the older one was used within two weeks, even if before the newer one was made', () => {
    expect(step(key('A', 400, used(13)), newer, [NOT_ROTATED])).toEqual({ step: 'move-programs', newer });
    const young = key('B', 1, used(0));
    expect(step(key('A', 400, used(2)), young, [NOT_ROTATED])).toEqual({ step: 'move-programs', newer: young });
  });

  it('programs move while the newer one was never used: nobody has its place yet', () => {
    const unusedNewer = key('B', 100);
    expect(step(key('A', 400, used(20)), unusedNewer, [NOT_ROTATED])).toEqual({
      step: 'move-programs',
      newer: unusedNewer,
    });
    expect(step(key('A', 400, used(60)), unusedNewer, [UNUSED])).toEqual({ step: 'deactivate' });
  });

  it('the newer one leads to the older one', () => {
    const older = key('A', 400, used(9));
    expect(step(newer, older, [])).toEqual({ step: 'move-to-this', older });
  });

  it('neither is older where both were made in the same second', () => {
    expect(step(key('A', 100), key('B', 100), [UNUSED])).toEqual({ step: 'unknown' });
    expect(step(key('B', 100), key('A', 100), [UNUSED])).toEqual({ step: 'unknown' });
  });

  it('nothing is said where the use of either is not known', () => {
    expect(step(unknownUse('A', 400), newer, [NOT_ROTATED])).toEqual({ step: 'unknown' });
    expect(step(key('A', 400, used(60)), unknownUse('B', 100), [UNUSED])).toEqual({ step: 'unknown' });
  });
});

describe('a key that does not work', () => {
  it('is to stop for where it is inactive and the newer one was never used', () => {
    const newer = key('B', 10);
    expect(step(key('A', 400, INACTIVE), newer, [LEFT_BEHIND])).toEqual({ step: 'nobody-moved', newer });
  });

  it('is nothing to stop for where the unused one is the older', () => {
    expect(step(key('A', 400, INACTIVE), key('B', 500), [LEFT_BEHIND])).toEqual({ step: 'delete' });
  });

  it('cannot be activated again where it has expired', () => {
    expect(step(key('A', 400, { status: 'Expired' }), key('B', 10), [])).toEqual({ step: 'delete' });
  });

  it('is deleted where it was not used for long', () => {
    expect(step(key('A', 400, { ...INACTIVE, ...used(31) }), key('B', 10, used(1)), [LEFT_BEHIND])).toEqual({
      step: 'delete',
    });
  });

  it('waits where it was used a short time ago', () => {
    expect(step(key('A', 400, { ...INACTIVE, ...used(2) }), undefined, [])).toEqual({ step: 'wait' });
    expect(step(key('A', 400, { ...INACTIVE, ...used(2) }), undefined, [LEFT_BEHIND])).toEqual({ step: 'wait' });
    expect(step(key('A', 400, { status: 'Expired', ...used(2) }), undefined, [])).toEqual({ step: 'wait' });
  });

  it('is not deleted where its use, or that of the newer one, is not known', () => {
    expect(step(unknownUse('A', 400, 'Inactive'), undefined, [LEFT_BEHIND])).toEqual({ step: 'unknown' });
    expect(step(key('A', 400, INACTIVE), unknownUse('B', 10), [LEFT_BEHIND])).toEqual({ step: 'unknown' });
    expect(step(key('A', 400, INACTIVE), undefined, undefined)).toEqual({ step: 'unknown' });
  });
});
