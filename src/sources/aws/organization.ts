/** The list of accounts of an organization. Source: Organizations API reference, ListAccounts. */
import { type Account, ListAccountsCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  type Organization,
  ORGANIZATION_ACCOUNT_STATES,
  type OrganizationAccount,
  type OrganizationAccountState,
} from '../../model/facts/organization.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { askOrganization } from './ask-organization.ts';
import type { Waiting } from './patience.ts';
import { tokenPages } from './token-pages.ts';
import { createUnitsQuestion } from './organization-units.ts';

/** `arn:aws:organizations::111111111111:account/o-abc/222222222222`: the account in front is the management account. */
const ACCOUNT_ARN =
  /^arn:[a-z-]+:organizations::(?<management>\d{12}):account\/(?<organization>o-[a-z0-9]+)\/(?<account>\d{12})$/;
/** `o-abc/r-ab12/ou-ab12-11111111/222222222222/` */
const PATH = /^o-[a-z0-9]+\/((?:(?:r|ou)-[a-z0-9-]+\/)+)\d{12}\/?$/;

/**
 * @param needsUnits whether somebody wants to know in which units the accounts are: where the list does not say it, each account is asked for.
 */
export type ListOrganization = (needsUnits: boolean, signal: AbortSignal) => Promise<Organization>;

/** Throws RefreshFailure unless every page came. */
export function createOrganizationList(client: OrganizationsClient, waiting: Waiting): ListOrganization {
  const unitsOf = createUnitsQuestion(client, waiting);

  async function* listed(signal: AbortSignal): AsyncGenerator<Account> {
    const ask = async (NextToken: string | undefined) => {
      const send = () => client.send(new ListAccountsCommand({ NextToken }), { abortSignal: signal });
      try {
        return await askOrganization('organizations:ListAccounts', send, waiting, signal);
      } catch (error) {
        throw withAdvice(error);
      }
    };
    const pages = tokenPages(ask, ({ Accounts, NextToken }) => ({
      token: NextToken,
      saysNothing: Accounts === undefined,
    }));
    for await (const { Accounts = [] } of pages) yield* Accounts;
  }

  return async (needsUnits, signal) => {
    const accounts = new Map<string, OrganizationAccount>();
    const owners = new Set<string>();
    // One that is opened or closed meanwhile may come on two pages.
    for await (const account of listed(signal)) {
      const { read, owner } = readAccount(account);
      accounts.set(read.id, read);
      owners.add(owner);
    }
    const [owner, other] = owners;
    if (owner === undefined || other !== undefined) {
      throw new RefreshFailure('service', 'Organizations answered with no account, or with those of two organizations');
    }
    const [id = '', managementAccountId = ''] = owner.split(' ');
    const known = [...accounts.values()];
    if (!needsUnits || known.every(({ units }) => units !== undefined)) {
      return { id, managementAccountId, accounts: known };
    }
    const withUnits: OrganizationAccount[] = [];
    const asked = unitsOf();
    for (const account of known)
      withUnits.push({ ...account, units: account.units ?? (await asked(account.id, signal)) });
    return { id, managementAccountId, accounts: withUnits };
  };
}

/** Organizations does not say who may ask for the list. */
const WHO_MAY_ASK =
  'the accounts of an organization are listed for its management account, for a delegated administrator, or for an account that its delegation policy names: let the exporter run in one, or write a role of one under organization.roleArn';

function withAdvice(error: unknown): unknown {
  if (!(error instanceof RefreshFailure) || !['access_denied', 'configuration'].includes(error.reason)) return error;
  return new RefreshFailure(error.reason, `${error.message}; ${WHO_MAY_ASK}`, { cause: error });
}

function readAccount(account: Account): { readonly read: OrganizationAccount; readonly owner: string } {
  const { Id: id, Arn: arn = '', Name: name = '', JoinedTimestamp: joined, Paths: [path] = [] } = account;
  const parts = ACCOUNT_ARN.exec(arn)?.groups;
  const state = stateOf(account);
  if (id === undefined || parts?.account !== id || state === undefined) {
    throw new RefreshFailure('service', 'Organizations named an account without saying all of it');
  }
  const units =
    path === undefined
      ? undefined
      : PATH.exec(path)?.[1]
          ?.split('/')
          .filter((unit) => unit !== '');
  return {
    owner: `${parts.organization} ${parts.management}`,
    read: {
      id,
      name,
      state,
      ...(joined !== undefined && { joined: joined.getTime() / 1000 }),
      ...(units !== undefined && { units }),
    },
  };
}

/** `Status`, which knows fewer, where `State` is absent or one that nobody knows yet. undefined: nobody knows either. */
function stateOf({ State, Status }: Account): OrganizationAccountState | undefined {
  const stateNamed = (text: string | undefined) => ORGANIZATION_ACCOUNT_STATES.find((known) => known === text);
  return stateNamed(State) ?? stateNamed(Status);
}
