import { IAMClient } from '@aws-sdk/client-iam';
import type { AwsAccount } from '../../model/account.ts';
import { createAccountAccess, type AccountAccessInput } from './account-access.ts';

/** Makes the IAM client of each account. */
export function createAccountClients(input: AccountAccessInput): (account: AwsAccount) => IAMClient {
  const access = createAccountAccess(input);
  return (account) => {
    const { settings, equip } = access.to(account);
    const client = new IAMClient(settings);
    equip(client);
    return client;
  };
}
