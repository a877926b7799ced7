/** By whose credentials an account is asked about its organization. */
import type { Config } from '../config/config.ts';
import { type AwsAccount, hasRole, namedAccountId } from '../model/account.ts';
import type { clientsOf } from '../sources/aws/account-clients.ts';

export interface OrganizationClientsInput {
  readonly clientOf: ReturnType<typeof clientsOf>;
  /** As it is configured now. */
  readonly watched: () => Pick<Config, 'organization'>;
}

type IamClient = ReturnType<OrganizationClientsInput['clientOf']>;

/**
 * In the account whose role lists the organization, that role asks: it may ask the organization already, and the role by which the account is
 * read is the same in every account.
 *
 * @returns to be called at each look. Its parameter is the client by which the account is read.
 */
export function clientsForOrganization({
  clientOf,
  watched,
}: OrganizationClientsInput): (account: AwsAccount, own: IamClient) => () => IamClient {
  let last: { readonly reader: AwsAccount; readonly client: IamClient } | undefined;
  return (account, own) => () => {
    const { reader } = watched().organization ?? {};
    if (reader === undefined || !hasRole(reader) || namedAccountId(reader) !== namedAccountId(account)) return own;
    if (last?.reader !== reader) last = { reader, client: clientOf(reader) };
    return last.client;
  };
}
