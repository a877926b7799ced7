/** How each account stands, from who is in and out and from the reports that were asked for. */
import { type Account, namedAccountId } from '../model/account.ts';
import type { AccountStanding } from '../model/account-standing.ts';
import type { Organization } from '../model/facts/organization.ts';
import type { Member, Outsider } from '../model/members.ts';
import { listedById } from '../refresh/members.ts';
import type { LastReport } from './last-reports.ts';

export interface StandingsInput {
  /** Those of the configuration. */
  readonly accounts: readonly Account[];
  /** Absent: there is none. */
  readonly organization?: Organization;
  /** Of the account of the exporter itself; absent: nobody knows. */
  readonly ownAccountId?: string;
}

export interface Standings {
  /** @param report absent: nobody asked for it, as the tags of the account decide whether it is read. */
  readonly ofMember: (member: Member, report: LastReport | undefined) => AccountStanding;
  readonly ofOutsider: (outsider: Outsider) => AccountStanding;
}

const TAGS_DECIDE = 'its tags decide, and are not known';

export function createStandings({ accounts, organization, ownAccountId }: StandingsInput): Standings {
  const found = new Map(organization?.accounts.map((account) => [account.id, account]));
  const listed = listedById({ accounts, ownAccountId });

  function inOrganization(accountId: string | undefined): Pick<AccountStanding, 'units' | 'joined'> {
    const { units, joined } = found.get(accountId ?? '') ?? {};
    return { ...(units !== undefined && { units }), ...(joined !== undefined && { joined }) };
  }

  return {
    ofMember({ account, accountId: known, isListed, ownerFrom, awaits }, report) {
      const accountId = known ?? namedAccountId(account) ?? report?.accountId;
      const role = roleOf(account, ownAccountId);
      const { generated, failure } = report ?? {};
      return {
        accountName: account.name,
        ...(accountId !== undefined && { accountId }),
        state: report?.state ?? 'failed',
        from: !isListed ? 'organization' : found.has(accountId ?? '') ? 'both' : 'configuration',
        ...(role !== undefined && { role }),
        ...(awaits === undefined && { owner: account.owner, ownerFrom }),
        ...inOrganization(accountId),
        ...(generated !== undefined && { lastReport: generated }),
        ...(report === undefined && { by: TAGS_DECIDE }),
        ...(failure !== undefined && { failure }),
      };
    },
    ofOutsider({ accountId, accountName, reason, by, rule }) {
      return {
        accountName,
        accountId,
        state: reason,
        from: listed.has(accountId) ? 'both' : 'organization',
        ...inOrganization(accountId),
        ...(by !== undefined && { by }),
        ...(rule !== undefined && { rule }),
      };
    },
  };
}

/** In its own account the exporter assumes no role that is only named. */
function roleOf(account: Account, ownAccountId: string | undefined): string | undefined {
  if (account.source === 'file') return undefined;
  const { roleArn, roleName, accountId } = account;
  return roleArn ?? (accountId !== undefined && accountId === ownAccountId ? undefined : roleName);
}
