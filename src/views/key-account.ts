/** What the exporter can say of the id of an access key without asking AWS. */
import { type AccessKeyId, readAccessKeyId } from '../model/access-key-id.ts';
import { accountRows } from './accounts.ts';
import type { Held } from './held.ts';

export interface KeyAccount {
  readonly key: AccessKeyId;
  /** The name of the account that the id says, where the exporter or another shard reads it. */
  readonly accountName?: string;
  /** Whether this exporter has a page of the account. */
  readonly isRead: boolean;
}

/** undefined: the text is not the id of an access key of a user, of root or of a session. */
export function keyAccount(held: Held, text: string): KeyAccount | undefined {
  const key = readAccessKeyId(text.trim());
  if (key === undefined) return undefined;
  const isMeant = ({ accountId }: { readonly accountId?: string }) =>
    accountId !== undefined && accountId === key.accountHint;
  const own = accountRows(held).find(isMeant)?.name;
  const name = own ?? held.state.members.find(isMeant)?.accountName;
  return { key, isRead: own !== undefined, ...(name !== undefined && { accountName: name }) };
}
