/** What Overview shows of the units of a fleet, and Exporter health of its organization. */
import { openIn } from '../fleet-counts.ts';
import { EUROPE, type Fleet, SHOPS, wasRead } from '../fleet.ts';
import { OUTSIDE } from '../fleet-pages.ts';
import type { Expectations } from './expected.ts';
import { graph, type Lines, recorded } from './lines.ts';
import { counts, ranked } from './overview.ts';
import { isAway, type Situation } from './situation.ts';

const UNITS = [SHOPS, EUROPE];

function below(fleet: Fleet, unit: string, time: number): Fleet {
  return fleet.filter((account) => account.units?.includes(unit) === true && wasRead(account, time));
}

function isOrganization(fleet: Fleet): boolean {
  return fleet.some(({ units }) => units !== undefined);
}

export function unitsOf(fleet: Fleet, situation: Situation): Expectations {
  const { seen } = situation;
  const of = UNITS.map((unit) => ({ unit, accounts: below(fleet, unit, seen) }));
  const rows = of.map(({ unit, accounts }) => ({ unit, accounts: accounts.length, ...counts(accounts, seen) }));
  const lines: Lines = Object.fromEntries(
    UNITS.map((unit) => [unit, recorded((at) => openIn(below(fleet, unit, at), at))]),
  );
  const panel = 'Open findings by organizational unit';
  return {
    [panel]: graph('overview', panel, situation, isOrganization(fleet) ? lines : {}),
    'Organizational units, the worst first': isOrganization(fleet)
      ? ranked(
          rows,
          ({ rank }) => rank,
          ({ unit }) => unit,
        ).map(({ unit, accounts, row }) => ({ OU: unit, Accounts: accounts, ...row }))
      : 'no organizational unit of these accounts is known',
  };
}

export function organizationOf(fleet: Fleet, situation: Situation): Expectations {
  const states = 'Accounts of the organization by state';
  const unread = 'Accounts that are not read, by reason';
  if (isAway(situation)) return { [states]: { 'no data': 0 }, [unread]: 'no data: Prometheus scrapes no exporter' };
  const none = 'the configuration has no organization';
  if (!isOrganization(fleet)) return { [states]: { [none]: 0 }, [unread]: none };
  const { accountId, accountName, reason } = OUTSIDE;
  return {
    [states]: { member: fleet.length, [reason]: 1 },
    [unread]: [{ Account: accountName, 'Account ID': accountId, Reason: reason }],
  };
}
