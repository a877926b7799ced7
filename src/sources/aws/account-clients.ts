import { IAMClient } from '@aws-sdk/client-iam';
import type { AwsAccount } from '../../model/account.ts';
import { type AccountAccessInput, type AllAccess, createAccountAccess } from './account-access.ts';

/** Makes the IAM client of each account. */
export function createAccountClients(input: AccountAccessInput): (account: AwsAccount) => IAMClient {
  return clientsOf(createAccountAccess(input));
}

export function clientsOf({ to }: Pick<AllAccess, 'to'>): (account: AwsAccount) => IAMClient {
  return (account) => {
    const { settings, equip } = to(account);
    const client = new IAMClient(settings);
    equip(client);
    return client;
  };
}
