import { ListVirtualMFADevicesCommand, type AssignmentStatusType } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import type { GivenVirtualMfaDevice } from '../../support/fake-aws/live-data.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { iamClientOf } from './iam-client.ts';

const ACCOUNT = '111111111111';
const serial = (name: string) => `arn:aws:iam::${ACCOUNT}:mfa/${name}`;

function startFake(virtualMfaDevices: readonly GivenVirtualMfaDevice[]): Promise<FakeAws> {
  return startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT, csv: 'user', virtualMfaDevices }] });
}

async function devicesOf(fake: FakeAws, status?: AssignmentStatusType) {
  const command = new ListVirtualMFADevicesCommand({ AssignmentStatus: status });
  return (await iamClientOf(fake, ACCOUNT).send(command)).VirtualMFADevices;
}

test("devices are a user's, root's or nobody's", async () => {
  const enabled = new Date('2025-05-05T05:05:05Z');

  const devices = await devicesOf(
    await startFake([
      { SerialNumber: serial('ann'), User: { UserName: 'ann', Path: '/team/' }, EnableDate: enabled },
      { SerialNumber: serial('root-account-mfa-device'), User: 'root' },
      { SerialNumber: serial('spare') },
    ]),
  );

  expect(devices).toStrictEqual([
    {
      SerialNumber: serial('ann'),
      EnableDate: enabled,
      User: {
        UserName: 'ann',
        Path: '/team/',
        Arn: `arn:aws:iam::${ACCOUNT}:user/team/ann`,
        UserId: expect.stringMatching(/^AIDA/),
        CreateDate: expect.any(Date),
      },
    },
    {
      SerialNumber: serial('root-account-mfa-device'),
      EnableDate: expect.any(Date),
      User: { Arn: `arn:aws:iam::${ACCOUNT}:root`, UserId: ACCOUNT, CreateDate: expect.any(Date) },
    },
    { SerialNumber: serial('spare') },
  ]);
});

test.each<[AssignmentStatusType | undefined, string[]]>([
  [undefined, ['ann', 'spare']],
  ['Any', ['ann', 'spare']],
  ['Assigned', ['ann']],
  ['Unassigned', ['spare']],
])('with the assignment status %s come %j', async (status, names) => {
  const devices = await devicesOf(
    await startFake([{ SerialNumber: serial('ann'), User: { UserName: 'ann' } }, { SerialNumber: serial('spare') }]),
    status,
  );

  expect(devices?.map((device) => device.SerialNumber)).toEqual(names.map(serial));
});

test('devices change at run time', async () => {
  const fake = await startFake([]);

  expect(await devicesOf(fake)).toEqual([]);
  fake.setLive(ACCOUNT, { virtualMfaDevices: [{ SerialNumber: serial('spare') }] });
  expect(await devicesOf(fake)).toHaveLength(1);
});
