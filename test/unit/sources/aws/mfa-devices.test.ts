import { expect, test } from '@jest/globals';
import { createMfaDevicesSource } from '../../../../src/sources/aws/mfa-devices.ts';
import { describeFailures, describePages } from './fact-failures.ts';
import { ACCOUNT_ID, fetchFact, startFake } from './fetch-fact.ts';

const device = (name: string) => ({ SerialNumber: `arn:aws:iam::${ACCOUNT_ID}:mfa/${name}` });

test('whoever has a virtual device is told, root by the name of the report', async () => {
  await startFake({
    virtualMfaDevices: [
      { ...device('root-account-mfa-device'), User: 'root' },
      { ...device('ann'), User: { UserName: 'ann', Path: '/team/' } },
      { ...device('ann-2'), User: { UserName: 'ann' } },
      // A user may be called so, and is not root.
      { ...device('root'), User: { UserName: 'root' } },
      { ...device('left-over') },
    ],
  });

  const { value, counted } = await fetchFact(createMfaDevicesSource);

  expect(value).toEqual({ virtual: new Set(['<root_account>', 'ann', 'root']) });
  expect(counted).toEqual(['ListVirtualMFADevices success']);
});

test('a device that is assigned to nobody is not even asked for', async () => {
  const fake = await startFake({ virtualMfaDevices: [device('left-over')] });

  const { value } = await fetchFact(createMfaDevicesSource);

  expect(value).toEqual({ virtual: new Set() });
  expect(fake.requests[0]?.parameters).toMatchObject({ AssignmentStatus: 'Assigned' });
});

test('an assigned device of a user without a name fails the fact: it may be that of root', async () => {
  await startFake({ virtualMfaDevices: [{ ...device('ann'), User: { UserName: undefined as never } }] });

  const { value, failure } = await fetchFact(createMfaDevicesSource);

  expect({ value, reason: failure?.reason }).toEqual({ reason: 'service' });
});

describeFailures(createMfaDevicesSource, ['ListVirtualMFADevices']);
describePages(createMfaDevicesSource, 'ListVirtualMFADevices', {
  virtualMfaDevices: ['ann', 'bob', 'eve'].map((UserName) => ({ ...device(UserName), User: { UserName } })),
});
