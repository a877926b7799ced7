/** What User shows of the one who has a key of the first account of a fleet. */
import { usersIn } from '../fleet-counts.ts';
import { CHECKS, daysBefore, daysSince, type FleetAccount, generatedAt } from '../fleet.ts';
import { worstFindings } from '../fleet-counts.ts';
import { openOf, rankedUsers } from './account.ts';
import { kindOf } from '../../../../src/model/facts/credential-report.ts';
import type { Expectations } from './expected.ts';
import { graph, scraped } from './lines.ts';
import { findingRow, shownOf } from './overview.ts';
import type { Situation } from './situation.ts';
import { statusLine } from './status-line.ts';

/** Has an old key, and no password. */
export const BUILD = 'build';

export function userOf(account: FleetAccount, situation: Situation): Expectations {
  const { seen } = situation;
  const keyAt = (time: number) => usersIn([account], time).find(({ name }) => name === BUILD)?.keyAges[0] ?? NaN;
  const age = keyAt(seen);
  const open = worstFindings([account], seen, ['warning']).filter(({ user }) => user === BUILD);
  const used = daysBefore(0);
  const drawn = (panel: string, valueAt: (scrape: number) => number) =>
    graph('user', panel, situation, {
      'access key 1': scraped(valueAt, (scrape) => scrape >= account.readFrom),
    });
  return {
    ...statusLine([account], situation),
    'Choose a user of the account, the worst first': rankedUsers(account, seen).map((owned) => ({
      User: owned.name,
      Kind: kindOf(owned.user),
      Critical: openOf(owned, ['critical']),
      Warning: openOf(owned, ['warning']),
      Info: openOf(owned, ['info']),
    })),
    'Open findings': String(open.length),
    Kind: 'machine',
    MFA: 'no MFA',
    'Password without MFA': 'no',
    'Active access keys': '1',
    'Oldest active access key': { 'over its limit': `${age} days` },
    'Quarantined by AWS': 'not read',
    'MFA device': 'not read',
    'Active service credentials': 'not read',
    'Owner of the user': 'not read',
    'Open findings of the user, the worst first': open.map(findingRow),
    'Age of the credentials': drawn('Age of the credentials', keyAt),
    'Days without use': drawn('Days without use', (time) => daysSince(used, time)),
    'Password and MFA': [
      {
        Password: 0,
        MFA: 0,
        Changed: NaN,
        Age: NaN,
        'Last used': NaN,
        Idle: NaN,
        'Idle limit': NaN,
        'Has to change by': NaN,
        'User created': daysBefore(700) * 1000,
      },
    ],
    'Access keys of the user': [
      {
        Key: '1',
        State: 1,
        Created: daysBefore(100) * 1000,
        Age: age,
        'Age limit': CHECKS['access-key-not-rotated'].limit,
        'Last used': used * 1000,
        Idle: daysSince(used, generatedAt(account, seen)),
        'Idle limit': NaN,
        'Used with': 'ec2, eu-west-1',
      },
    ],
    'Service-specific credentials':
      'not read: the fact user-details.serviceCredentials is off, or the exporter could not read it',
    'Signing certificates': 'no signing certificate',
  };
}

export function userTitles(account: FleetAccount, { seen }: Situation) {
  return { shown_users: shownOf(usersIn([account], seen).length) };
}
