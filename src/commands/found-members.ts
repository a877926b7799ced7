/** Who is in and who is out, of the configuration and of the organization, as `accounts` and `evidence` ask for it. */
import type { Config } from '../config/config.ts';
import { type Account, namedAccountId } from '../model/account.ts';
import type { Member, Members } from '../model/members.ts';
import { withoutOrganization } from '../refresh/members.ts';
import type { StandingsInput } from './account-standings.ts';
import { type AskingOutside, createAsking } from './asking.ts';
import { failureLines } from './failure-lines.ts';
import { findAccounts } from './find-accounts.ts';
import type { LastReport } from './last-reports.ts';

export interface FoundMembers extends Omit<StandingsInput, 'accounts'> {
  readonly members: Members;
  readonly notes: readonly string[];
  readonly unmatched: readonly string[];
}

/** @returns undefined: they could not be found, and standard error has why. */
export async function findMembers(outside: AskingOutside, config: Config): Promise<FoundMembers | undefined> {
  const asking = createAsking(outside, config);
  if (config.organization === undefined) {
    const byName = config.accounts.find((account) => account.source === 'aws' && account.roleName !== undefined);
    const own = byName?.source === 'aws' ? await asking.ask(() => asking.access.caller(byName)) : undefined;
    const members = withoutOrganization(config.accounts);
    return { members, notes: [], unmatched: [], ...(own?.ok === true && { ownAccountId: own.value.accountId }) };
  }
  const found = await findAccounts(asking, outside, config, config.organization);
  if (found.ok) return found;
  await asking.printProblems(failureLines('organization', found.failure));
  return undefined;
}

/** The account with its id, as far as anybody knows it. */
export function withId({ account, accountId }: Member, report?: Pick<LastReport, 'accountId'>): Account {
  const id = accountId ?? namedAccountId(account) ?? report?.accountId;
  return id === undefined ? account : { ...account, accountId: id };
}
