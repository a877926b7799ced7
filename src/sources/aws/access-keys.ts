/** Whose an access key is, when it was last used, and which keys its user has. */
import { GetAccessKeyLastUsedCommand, type IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { GetAccessKeyInfoCommand, STSClient } from '@aws-sdk/client-sts';
import type { AccessKeyUse, UserAccessKey } from '../../model/access-key.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { AccountAccess } from './account-access.ts';
import { isNoSuchEntity, isValidationError } from './aws-failure.ts';
import { incomplete, pagesOf } from './pages.ts';
import { orNone } from './no-such-thing.ts';
import { patiently, type Waiting } from './patience.ts';

/** What IAM says where there is nothing to say. Source: IAM API reference, AccessKeyLastUsed. */
const NOT_APPLICABLE = 'N/A';

export interface LastUse {
  /** Absent: the key is root's. */
  readonly user?: string;
  readonly lastUsed: AccessKeyUse | 'never';
}

/** Each throws RefreshFailure, or the signal's reason. */
export interface AccessKeySource {
  /** undefined: the account has no such key. */
  readonly lastUse: (id: string, signal: AbortSignal) => Promise<LastUse | undefined>;
  /** Without their last use; undefined: the account has no such user. */
  readonly keysOf: (user: string, signal: AbortSignal) => Promise<readonly UserAccessKey[] | undefined>;
}

/** Throws RefreshFailure, or the signal's reason. */
export type KeyAccountSource = (id: string, signal: AbortSignal) => Promise<string | undefined>;

/** Source: IAM API reference, GetAccessKeyLastUsed and ListAccessKeys. */
export function createAccessKeySource(client: IAMClient, waiting: Waiting): AccessKeySource {
  return {
    async lastUse(id, signal) {
      const command = new GetAccessKeyLastUsedCommand({ AccessKeyId: id });
      const answer = await orNone(
        patiently(() => client.send(command, { abortSignal: signal }), waiting, signal),
        isNoSuchEntity,
      );
      if (answer === undefined) return undefined;
      const { UserName: user, AccessKeyLastUsed: use } = answer;
      if (use === undefined) throw incomplete('an access key');
      const { LastUsedDate: date, ServiceName: service = NOT_APPLICABLE, Region: region = NOT_APPLICABLE } = use;
      return {
        ...(user !== undefined && { user }),
        lastUsed:
          date === undefined
            ? 'never'
            : { at: date.getTime() / 1000, service, ...(region !== NOT_APPLICABLE && { region }) },
      };
    },
    async keysOf(user, signal) {
      const keys: UserAccessKey[] = [];
      const pages = pagesOf((marker) => {
        const command = new ListAccessKeysCommand({ UserName: user, ...marker });
        return patiently(() => client.send(command, { abortSignal: signal }), waiting, signal);
      });
      const read = async (): Promise<readonly UserAccessKey[]> => {
        for await (const { AccessKeyMetadata: page = [] } of pages) {
          for (const { AccessKeyId: id, Status: status, CreateDate: created } of page) {
            if (id === undefined || status === undefined || created === undefined) throw incomplete('an access key');
            keys.push({ id, status, created: created.getTime() / 1000 });
          }
        }
        return keys;
      };
      return orNone(read(), isNoSuchEntity);
    },
  };
}

/**
 * Says the account of a key of any account; undefined: AWS knows no such key. Anybody who may ask at all may ask for any key.
 * Source: STS API reference, GetAccessKeyInfo.
 */
export function createKeyAccountSource({ settings, equip }: AccountAccess, waiting: Waiting): KeyAccountSource {
  const client = new STSClient(settings);
  equip(client);
  return async (id, signal) => {
    const command = new GetAccessKeyInfoCommand({ AccessKeyId: id });
    const answer = await orNone(
      patiently(() => client.send(command, { abortSignal: signal }), waiting, signal),
      isValidationError,
    );
    if (answer === undefined) return undefined;
    if (answer.Account === undefined) throw new RefreshFailure('service', 'STS answered without the account of a key');
    return answer.Account;
  };
}
