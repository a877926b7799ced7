/** The id of an account of AWS, before anything else was read of it. */
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
