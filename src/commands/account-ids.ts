/** The ids of accounts of AWS, before anything else was read of them. */
import { type AwsAccount, namedAccountId } from '../model/account.ts';
import { createIdentitySources } from '../sources/aws/caller-identity.ts';
import type { Asked, Asking, AskingOutside } from './asking.ts';

/** The role says it; otherwise AWS is asked. */
export function createAccountIds(
  { access, ask }: Asking,
  outside: AskingOutside,
): (account: AwsAccount) => Promise<Asked<string>> {
  const sourceOf = createIdentitySources(access, outside.environment, outside);
  return async (account) => {
    const named = namedAccountId(account);
    if (named !== undefined) return { ok: true, value: named };
    return ask(async (signal) => (await sourceOf(account).ask(signal)).accountId);
  };
}

/** Of the accounts whose ids are known. */
export function namesById(
  accounts: readonly { readonly account: AwsAccount; readonly id: Asked<string> }[],
): ReadonlyMap<string, string> {
  return new Map(accounts.flatMap(({ account, id }) => (id.ok ? [[id.value, account.name] as const] : [])));
}
