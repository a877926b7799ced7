import {
  GetAccountAuthorizationDetailsCommand,
  ListServiceSpecificCredentialsCommand,
  ListVirtualMFADevicesCommand,
  paginateGetAccountAuthorizationDetails,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import type { PagingOptions } from '../../support/fake-aws/paging.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { iamClient } from './iam-client.ts';

/** An account with so many users, each with a device and a credential. */
function startFake(count: number, paging: PagingOptions = {}): Promise<FakeAws> {
  const names = Array.from({ length: count }, (_, index) => `user-${index}`);
  const account = {
    accountId: '111111111111',
    csv: 'user',
    paging,
    users: names.map((UserName) => ({ UserName })),
    virtualMfaDevices: names.map((UserName) => ({ SerialNumber: UserName, User: { UserName } })),
    serviceSpecificCredentials: names.map((UserName) => ({ UserName, ServiceName: 'codecommit.amazonaws.com' })),
  };
  return startFakeAwsForTest({ accounts: [account] });
}

interface PageRequest {
  MaxItems?: number;
  Marker?: string | undefined;
}

interface ReceivedPage {
  names: (string | undefined)[] | undefined;
  IsTruncated?: boolean | undefined;
  Marker?: string | undefined;
}

type AskForPage = (client: IAMClient, request: PageRequest) => Promise<ReceivedPage>;

const askForUsers: AskForPage = async (client, request) => {
  const answer = await client.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], ...request }));
  return { ...answer, names: answer.UserDetailList?.map((user) => user.UserName) };
};

const askForDevices: AskForPage = async (client, request) => {
  const answer = await client.send(new ListVirtualMFADevicesCommand(request));
  return { ...answer, names: answer.VirtualMFADevices?.map((device) => device.SerialNumber) };
};

const askForCredentials: AskForPage = async (client, request) => {
  const answer = await client.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, ...request }));
  return { ...answer, names: answer.ServiceSpecificCredentials?.map((credential) => credential.UserName) };
};

/** Follows the markers to the end. */
async function pagesOf(fake: FakeAws, ask: AskForPage, request: PageRequest = {}): Promise<ReceivedPage[]> {
  const client = iamClient(fake);
  const pages = [await ask(client, request)];
  while (pages.at(-1)?.IsTruncated === true)
    pages.push(await ask(client, { ...request, Marker: pages.at(-1)?.Marker }));
  return pages;
}

function sizesOf(pages: readonly ReceivedPage[]): number[] {
  return pages.map(({ names }) => names?.length ?? NaN);
}

test.each([
  ['GetAccountAuthorizationDetails', askForUsers],
  ['ListVirtualMFADevices', askForDevices],
  ['ListServiceSpecificCredentials', askForCredentials],
])('the pages of %s are everything in order, and only the last has no marker', async (operation, ask) => {
  const fake = await startFake(5, { pageSize: 2 });

  const pages = await pagesOf(fake, ask);

  expect(pages.flatMap(({ names }) => names)).toEqual(['user-0', 'user-1', 'user-2', 'user-3', 'user-4']);
  expect(sizesOf(pages)).toEqual([2, 2, 1]);
  expect(pages.map(({ Marker }) => typeof Marker)).toEqual(['string', 'string', 'undefined']);
  expect(fake.requests.map((request) => request.operation)).toEqual([operation, operation, operation]);
});

test.each<[string, number, PagingOptions, PageRequest, number[]]>([
  ['as many as AWS sends unasked', 250, {}, {}, [100, 100, 50]],
  ['as many as asked for', 5, {}, { MaxItems: 3 }, [3, 2]],
  ['all, if they fit exactly', 1000, {}, { MaxItems: 1000 }, [1000]],
  ['fewer than asked for, if so set', 5, { pageSize: 2 }, { MaxItems: 3 }, [2, 2, 1]],
  ['none, and then the rest', 5, { shortPages: [0] }, {}, [0, 5]],
  ['short ones, even none, among others', 5, { pageSize: 3, shortPages: [1, 0, 0] }, {}, [1, 0, 0, 3, 1]],
  ['an empty one after the last item', 2, { shortPages: [2, 0] }, {}, [2, 0]],
  ['one empty one where there is nothing', 0, {}, {}, [0]],
])('a page holds %s', async (_, count, paging, request, sizes) => {
  const pages = await pagesOf(await startFake(count, paging), askForUsers, request);

  expect(sizesOf(pages)).toEqual(sizes);
  expect(new Set(pages.flatMap(({ names }) => names)).size).toBe(count);
});

test("the SDK's own paginator goes past an empty page", async () => {
  const fake = await startFake(3, { shortPages: [0, 2, 0] });
  const sizes: (number | undefined)[] = [];

  for await (const page of paginateGetAccountAuthorizationDetails({ client: iamClient(fake) }, { Filter: ['User'] })) {
    sizes.push(page.UserDetailList?.length);
  }

  expect(sizes).toEqual([0, 2, 0, 1]);
});

test('a marker that AWS did not give, or gave for another operation, is a ValidationError', async () => {
  const fake = await startFake(3, { pageSize: 1 });
  const client = iamClient(fake);
  const { Marker: ofUsers } = await askForUsers(client, {});
  const invalid = {
    name: 'ValidationError',
    Code: 'ValidationError',
    message: 'Invalid Marker.',
    $metadata: { httpStatusCode: 400, attempts: 1 },
  };

  await expect(askForDevices(client, { Marker: ofUsers })).rejects.toMatchObject(invalid);
  for (const Marker of ['user-1', `${ofUsers ?? ''}=`, '1']) {
    await expect(askForUsers(client, { Marker })).rejects.toMatchObject(invalid);
  }
});

test.each([
  [0, 'greater than or equal to 1'],
  [1001, 'less than or equal to 1000'],
])('MaxItems %d is a ValidationError', async (MaxItems, constraint) => {
  const fake = await startFake(1);

  await expect(askForUsers(iamClient(fake), { MaxItems })).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining(constraint),
  });
});
