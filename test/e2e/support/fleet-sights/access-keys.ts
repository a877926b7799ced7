/** What Access keys shows of a fleet, All chosen. */
import type { AccessKey } from '../../../../src/model/facts/credential-report.ts';
import { activeKeysByQuarter, activeKeysIn, openIn, type OwnedUser, usersIn } from '../fleet-counts.ts';
import { CHECKS, daysSince, type Fleet, generatedAt } from '../fleet.ts';
import type { Expectations } from './expected.ts';
import { graph, recorded } from './lines.ts';
import { ownerOf, ROWS, shownOf } from './overview.ts';
import type { Situation } from './situation.ts';
import { count, statusLine } from './status-line.ts';

const BANDS = [
  'age unknown',
  'up to 90 days',
  '91 to 180 days',
  '181 to 270 days',
  '271 to 360 days',
  'more than 360 days',
];

interface OwnedKey extends AccessKey {
  readonly owned: OwnedUser;
}

/** The oldest active one first. */
function keysIn(fleet: Fleet, seen: number): OwnedKey[] {
  const keys = usersIn(fleet, seen).flatMap((owned) => owned.user.accessKeys.map((key) => ({ ...key, owned })));
  const madeAt = ({ lastRotated = 0 }: OwnedKey) => lastRotated;
  return keys.sort(
    (one, other) =>
      Number(other.active) - Number(one.active) ||
      madeAt(one) - madeAt(other) ||
      one.owned.account.index - other.owned.account.index,
  );
}

function keyRow(key: OwnedKey, seen: number) {
  const { owned, active, lastRotated = NaN, lastUsed, lastUsedService, lastUsedRegion } = key;
  const { account } = owned;
  const latest = typeof lastUsed === 'number' ? Math.max(lastUsed, lastRotated) : lastRotated;
  const old = owned.findings.some(({ check, exempt }) => check === 'access-key-not-rotated' && exempt !== true);
  return {
    User: owned.name,
    Account: account.name,
    Owner: ownerOf(account),
    Key: '1',
    State: Number(active),
    Age: daysSince(lastRotated, Math.min(seen, account.lostAt)),
    'Age limit': old ? CHECKS['access-key-not-rotated'].limit : NaN,
    'Last used': typeof lastUsed === 'number' ? lastUsed * 1000 : -1,
    Idle: daysSince(latest, generatedAt(account, seen)),
    'Idle limit': NaN,
    'Used with':
      lastUsedService === undefined ? undefined : [lastUsedService, lastUsedRegion].filter(Boolean).join(', '),
  };
}

function keysByService(fleet: Fleet, seen: number): Record<string, number> {
  const services = keysIn(fleet, seen).flatMap(({ lastUsedService }) => lastUsedService ?? []);
  return Object.fromEntries(
    [...new Set(services)].map((service) => [service, services.filter((one) => one === service).length]),
  );
}

export function accessKeysOf(fleet: Fleet, situation: Situation): Expectations {
  const { seen } = situation;
  const ages = activeKeysIn(fleet, seen);
  const bands = activeKeysByQuarter(fleet, seen);
  const lines = BANDS.map(
    (band, quarters) => [band, recorded((at) => activeKeysByQuarter(fleet, at).get(quarters))] as const,
  );
  return {
    ...statusLine(fleet, situation),
    'Active keys': count(ages.length),
    'Oldest active key': { 'over its limit': `${Math.max(...ages)} days` },
    'Active, never used': 'none',
    'Not rotated': count(openIn(fleet, seen, { check: 'access-key-not-rotated' })),
    Unused: 'check is off',
    'Two active keys': 'check is off',
    'Access keys, the oldest active one first': keysIn(fleet, seen)
      .slice(0, ROWS)
      .map((key) => keyRow(key, seen)),
    'Active keys by age': graph('access-keys', 'Active keys by age', situation, Object.fromEntries(lines)),
    'Active keys by age now': Object.fromEntries(BANDS.map((band, quarters) => [band, bands.get(quarters) ?? 0])),
    'Where keys were last used': keysByService(fleet, seen),
  };
}

export function accessKeysTitles(fleet: Fleet, { seen }: Situation) {
  return { shown_keys: shownOf(keysIn(fleet, seen).length) };
}
