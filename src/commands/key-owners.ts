/** Finds out whose an access key is, by its id: in which account, of which user, and whether it is the only key there. */
import type { AccessKeyId } from '../model/access-key-id.ts';
import type { UserAccessKey } from '../model/access-key.ts';
import type { AwsAccount } from '../model/account.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import type { AccessKeySource, KeyAccountSource } from '../sources/aws/access-keys.ts';
import type { Ask, Asked } from './asking.ts';

export interface KeyAccount {
  readonly account: AwsAccount;
  /** 12 digits. */
  readonly id: Asked<string>;
  /** Made when it is needed: of hundreds of accounts, few are asked. */
  readonly keys: () => AccessKeySource;
}

export interface KeyOwnersInput {
  readonly ask: Ask;
  readonly accounts: readonly KeyAccount[];
  readonly accountOf: KeyAccountSource;
}

export async function findKeyOwner(key: AccessKeyId, input: KeyOwnersInput): Promise<KeyOwner> {
  if (key.kind === 'session') return { is: 'session-key', key };
  const hinted = withId(input.accounts, key.accountHint);
  const owner = hinted === undefined ? undefined : await inAccount(key, hinted, input.ask);
  if (owner !== undefined && owner.is !== 'not-known') return owner;
  return elsewhere(key, input, hinted, owner);
}

/**
 * The id does not name the account for sure: AWS says which one it is.
 *
 * @param tried the account that the id names.
 * @param refused why nobody could look there, as of a key of another account; undefined: it has no such key.
 */
async function elsewhere(
  key: AccessKeyId,
  { ask, accounts, accountOf }: KeyOwnersInput,
  tried: KeyAccount | undefined,
  refused: KeyOwner | undefined,
): Promise<KeyOwner> {
  const named = await ask((signal) => accountOf(key.id, signal));
  if (!named.ok) return refused ?? { is: 'not-known', key, failure: named.failure };
  const accountId = named.value;
  if (accountId === undefined) {
    const looked = tried !== undefined && refused === undefined;
    return { is: 'no-key', key, accountId: looked ? key.accountHint : undefined };
  }
  const other = withId(accounts, accountId);
  if (other !== undefined) {
    const owner = other === tried ? refused : await inAccount(key, other, ask);
    return owner ?? { is: 'no-key', key, accountId };
  }
  const unasked = accounts.find(({ id }) => !id.ok);
  // It may be the one.
  if (unasked?.id.ok === false) return { is: 'not-known', key, account: unasked.account, failure: unasked.id.failure };
  return { is: 'foreign-key', key, accountId };
}

function withId(accounts: readonly KeyAccount[], accountId: string | undefined): KeyAccount | undefined {
  return accounts.find(({ id }) => id.ok && id.value === accountId);
}

/** undefined: the account has no such key. */
async function inAccount(
  key: AccessKeyId,
  { account, id, keys: keysOf }: KeyAccount,
  ask: Ask,
): Promise<KeyOwner | undefined> {
  const keys = keysOf();
  const use = await ask((signal) => keys.lastUse(key.id, signal));
  if (!use.ok) return { is: 'not-known', key, account, failure: use.failure };
  if (use.value === undefined) return undefined;
  const accountId = id.ok ? id.value : '';
  const { user, lastUsed } = use.value;
  if (user === undefined) return { is: 'root-key', key, account, accountId, lastUsed };
  const listed = await ask((signal) => keys.keysOf(user, signal));
  const owner = { is: 'user-key', key, account, accountId, user, lastUsed } as const;
  if (!listed.ok) return { ...owner, failures: [listed.failure] };
  const known = listed.value?.find((each) => each.id === key.id);
  // It was deleted in between.
  if (known === undefined) return undefined;
  const other = await otherKey(listed.value ?? [], key, keys, ask);
  return { ...owner, known: { ...known, lastUsed }, ...other };
}

/** A user has two keys at most. */
async function otherKey(
  listed: readonly UserAccessKey[],
  { id }: AccessKeyId,
  keys: AccessKeySource,
  ask: Ask,
): Promise<{ readonly other?: UserAccessKey; readonly failures: readonly RefreshFailure[] }> {
  const other = listed.find((each) => each.id !== id);
  if (other === undefined) return { failures: [] };
  const { key, failures } = await withLastUse(other, keys, ask);
  return { other: key, failures };
}

/** The key with its last use, or why that is not known. */
export async function withLastUse(
  key: UserAccessKey,
  keys: AccessKeySource,
  ask: Ask,
): Promise<{ readonly key: UserAccessKey; readonly failures: readonly RefreshFailure[] }> {
  const use = await ask((signal) => keys.lastUse(key.id, signal));
  if (!use.ok) return { key, failures: [use.failure] };
  return { key: use.value === undefined ? key : { ...key, lastUsed: use.value.lastUsed }, failures: [] };
}
