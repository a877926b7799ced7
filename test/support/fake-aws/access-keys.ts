/** The access keys of an account, as IAM and STS know them by their ids. */
import type { FakeAccount } from './account.ts';
import { CREATED } from './iam-user.ts';
import type { GivenAccessKey } from './live-data.ts';
import type { QueryCall } from './operations.ts';
import { pageOf } from './paging.ts';
import { isWireError, type Success, type WireError } from './protocol.ts';
import { validationError, type QueryRequest } from './query-protocol.ts';

const NOT_USED = { ServiceName: 'N/A', Region: 'N/A' };

export function getAccessKeyLastUsed(account: FakeAccount, { parameters }: QueryRequest): Success | WireError {
  const { AccessKeyId: id = '' } = parameters;
  const key = keyOf(account, id);
  if (key === undefined) return noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  return {
    operation: 'GetAccessKeyLastUsed',
    result: { UserName: key.UserName, AccessKeyLastUsed: key.lastUsed ?? NOT_USED },
  };
}

export function listAccessKeys(account: FakeAccount, request: QueryRequest): Success | WireError {
  const { UserName: user = '' } = request.parameters;
  const keys = (account.live.accessKeys ?? []).filter(({ UserName }) => UserName === user);
  const page = pageOf(keys, request, account.options.paging);
  if (isWireError(page)) return page;
  const AccessKeyMetadata = page.items.map(({ AccessKeyId, UserName, Status = 'Active', CreateDate = CREATED }) => ({
    UserName,
    AccessKeyId,
    Status,
    CreateDate,
  }));
  return { operation: 'ListAccessKeys', result: { AccessKeyMetadata, ...page.continuation } };
}

/** Of any account, whoever asks. */
export function getAccessKeyInfo({ request, accounts }: QueryCall): Success | WireError {
  const { AccessKeyId: id = '' } = request.parameters;
  const owner = accounts.find((account) => keyOf(account, id) !== undefined);
  if (owner === undefined) return validationError('Access key ID is not valid');
  return { operation: 'GetAccessKeyInfo', result: { Account: owner.options.accountId } };
}

function keyOf(account: FakeAccount, id: string): GivenAccessKey | undefined {
  return account.live.accessKeys?.find(({ AccessKeyId }) => AccessKeyId === id);
}

function noSuchEntity(message: string): WireError {
  return { code: 'NoSuchEntity', status: 404, message };
}
