/** What Account shows of the first account of a fleet. */
import type { Severity } from '../../../../src/model/finding.ts';
import { kindOf } from '../../../../src/model/facts/credential-report.ts';
import { rangeOf } from '../board-sights.ts';
import { type OwnedUser, usersIn, worstFindings } from '../fleet-counts.ts';
import { CHECKS, daysSince, type FleetAccount, generatedAt, REFRESH_INTERVAL } from '../fleet.ts';
import type { Expectations } from './expected.ts';
import { graph, scraped } from './lines.ts';
import { findingRow, linesOfChecks, ownerOf, shownOf } from './overview.ts';
import type { Situation } from './situation.ts';
import { findingCounts, statusLine } from './status-line.ts';

const ALL = ['critical', 'warning', 'info'] as const;
const NOT_READ = 'not read: the fact account-settings is off, or the exporter could not read it';

/** Those with a critical finding first, then by the number of findings. */
export function rankedUsers(account: FleetAccount, seen: number): OwnedUser[] {
  const weight = { critical: 1e10, warning: 1e5, info: 1 };
  const rankOf = ({ findings }: OwnedUser) =>
    findings.reduce((sum, { check, exempt }) => sum + (exempt === true ? 0 : weight[CHECKS[check].severity]), 0) || -1;
  return usersIn([account], seen).sort((one, other) => rankOf(other) - rankOf(one) || (one.name < other.name ? -1 : 1));
}

export function openOf({ findings }: OwnedUser, severities: readonly Severity[] = ALL): number {
  return findings.filter(({ check, exempt }) => exempt !== true && severities.includes(CHECKS[check].severity)).length;
}

function userRow(account: FleetAccount, seen: number, owned: OwnedUser) {
  const { user } = owned;
  const { password, mfaActive, accessKeys } = user;
  const days = (moment: number | undefined) => (moment === undefined ? NaN : daysSince(moment, seen));
  const lastUsed = typeof password.lastUsed === 'number' ? password.lastUsed : undefined;
  return {
    User: user.name,
    Kind: kindOf(user),
    'Open findings': openOf(owned),
    MFA: Number(mfaActive),
    Password: Number(password.enabled),
    'Without MFA': Number(password.enabled === true && !mfaActive),
    'Password age': days(password.lastChanged),
    'Not used for': days(lastUsed),
    'Active keys': accessKeys.length === 0 ? NaN : accessKeys.filter(({ active }) => active).length,
    Created: user.created * 1000,
  };
}

export function accountOf(account: FleetAccount, situation: Situation): Expectations {
  const { time, seen } = situation;
  const [root] = usersIn([account], seen);
  const draw = (panel: string, lines: Parameters<typeof graph>[3]) => graph('account', panel, situation, lines);
  return {
    ...statusLine([account], situation),
    ...findingCounts([account], situation, rangeOf('account')),
    'Findings about root': { 'root-without-mfa': root?.user.mfaActive === true ? 'none' : 'critical' },
    'MFA of root': root?.user.mfaActive === true ? 'on' : 'no MFA',
    'MFA device of root': 'not read',
    'Credentials of root': 'present',
    'Open findings of the account, the worst first': worstFindings([account], seen, ALL).map(findingRow),
    'Open findings of the account by check': draw('Open findings of the account by check', linesOfChecks([account])),
    'Users in the report': draw('Users in the report', {
      [account.name]: scraped(
        (scrape) => usersIn([account], scrape).length,
        (scrape) => scrape >= account.readFrom,
      ),
    }),
    'Users, the worst first': rankedUsers(account, seen).map((user) => userRow(account, seen, user)),
    'Password policy': NOT_READ,
    'Quotas, the fullest first': NOT_READ,
    'Credential report': [
      {
        Account: account.name,
        'Account ID': account.id,
        Owner: ownerOf(account),
        Partition: 'aws',
        Source: 'aws',
        Generated: generatedAt(account, seen) * 1000,
        Age: time - generatedAt(account, seen),
        'Renewed every': REFRESH_INTERVAL,
        Users: usersIn([account], seen).length,
        'Rows skipped': 0,
      },
    ],
  };
}

export function accountTitles(account: FleetAccount, { seen }: Situation) {
  return {
    shown_findings: shownOf(worstFindings([account], seen, ALL).length),
    shown_users: shownOf(usersIn([account], seen).length),
  };
}
