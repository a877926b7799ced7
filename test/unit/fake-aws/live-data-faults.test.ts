/** Each operation on live data, denied and throttled. */
import {
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  ListServiceSpecificCredentialsCommand,
  ListVirtualMFADevicesCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { Operation } from '../../support/fake-aws/protocol.ts';
import { sessionCredentials } from '../../support/fake-aws/role-session.ts';
import { iamClient, iamClientOf } from './iam-client.ts';

const OWN = '000000000001';
const MEMBER = '111111111111';
const accounts = [OWN, MEMBER].map((accountId) => ({ accountId, csv: 'user', passwordPolicy: {} }));

// The SDK multiplies its waits between attempts with it: the retries are those of the default, the waits nothing.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const operations: [Operation, resource: string, (client: IAMClient) => Promise<object>][] = [
  ['GetAccountPasswordPolicy', '*', (client) => client.send(new GetAccountPasswordPolicyCommand({}))],
  ['GetAccountSummary', '*', (client) => client.send(new GetAccountSummaryCommand({}))],
  ['GetAccountAuthorizationDetails', '*', (client) => client.send(new GetAccountAuthorizationDetailsCommand({}))],
  [
    'ListVirtualMFADevices',
    `arn:aws:iam::${MEMBER}:mfa/`,
    (client) => client.send(new ListVirtualMFADevicesCommand({})),
  ],
  [
    'ListServiceSpecificCredentials',
    '*',
    (client) => client.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true })),
  ],
];

describe.each(operations)('%s', (operation, resource, send) => {
  test('denied, names the caller, the action and the resource, in the account that is denied it only', async () => {
    const fake = await startFakeAwsForTest({ accounts });
    fake.always(MEMBER, operation, faults.accessDenied);

    await expect(send(iamClientOf(fake, MEMBER))).rejects.toMatchObject({
      name: 'AccessDenied',
      Code: 'AccessDenied',
      message:
        `User: arn:aws:sts::${MEMBER}:assumed-role/caller/session is not authorized to perform: iam:${operation} ` +
        `on resource: ${resource} because no identity-based policy allows the iam:${operation} action`,
      $metadata: { httpStatusCode: 403, attempts: 1 },
    });
    await expect(send(iamClient(fake))).resolves.toBeDefined();
    expect(fake.count(operation, MEMBER)).toBe(1);
  });

  test('throttled, is tried again by the SDK, and fails if that does not end', async () => {
    const fake = await startFakeAwsForTest({ accounts });
    fake.script(MEMBER, operation, [faults.throttling, faults.throttling]);
    const client = iamClientOf(fake, MEMBER);

    await expect(send(client)).resolves.toMatchObject({ $metadata: { attempts: 3 } });
    fake.always('*', operation, faults.throttling);
    await expect(send(client)).rejects.toMatchObject({
      name: 'Throttling',
      $metadata: { httpStatusCode: 400, attempts: 3 },
    });
  });

  test('takes no session without its token', async () => {
    const fake = await startFakeAwsForTest({ accounts });
    const { accessKeyId, secretAccessKey } = sessionCredentials(MEMBER);

    await expect(send(iamClient(fake, { credentials: { accessKeyId, secretAccessKey } }))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });
});

test('a user who calls with a key of their own is named too', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.always('*', '*', faults.accessDenied);

  await expect(iamClient(fake).send(new GetAccountSummaryCommand({}))).rejects.toMatchObject({
    message: expect.stringMatching(/^User: arn:aws:iam::000000000001:user\/caller is not authorized to perform: iam:/),
  });
});
