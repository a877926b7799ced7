/**
 * Accounts of which everything is known beforehand: who is in them, what is wrong with whom, and what happens in their first week. What is
 * found is told here beside the facts, so that nobody has to ask a check.
 */
import type { Severity } from '../../../src/model/finding.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { accessKey, at, root, user } from '../../support/model-values.ts';

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** The exporter has read nothing yet. The next scrape, as every one two minutes later, finds all reports. */
export const FIRST_SCRAPE = at('2026-11-22T07:54:00Z');
export const TEN_MINUTES_LATER = FIRST_SCRAPE + 10 * MINUTE;
export const A_WEEK_LATER = TEN_MINUTES_LATER + 7 * DAY;
export const SCRAPE_INTERVAL = 2 * MINUTE;
export const REFRESH_INTERVAL = 4 * HOUR;

/** One account is read an hour later than the others, one is lost, though the exporter still tries, and the last one fails. */
const LATE = FIRST_SCRAPE + HOUR;
const FAILS = A_WEEK_LATER - 6 * HOUR;
export const LOST = A_WEEK_LATER - 3 * HOUR;
/** A new report shows what was done in the first days. */
const CHANGE = FIRST_SCRAPE + 3 * DAY;

function ofCheck(title: string, severity: Severity, limit: number, cis: string, securityHub: string) {
  return { title, severity, limit, cis, securityHub } as const;
}

/** The only ones that are on; by title. */
export const CHECKS = {
  'access-key-not-rotated': ofCheck('Access key not rotated', 'warning', 90, '2.12 (7.0)', 'IAM.3'),
  'console-user-without-mfa': ofCheck('Console user without MFA', 'warning', 1, '2.10 (7.0)', 'IAM.5'),
  'inactive-access-key': ofCheck('Inactive access key left behind', 'info', 30, '–', '–'),
  'root-without-mfa': ofCheck('Root without MFA', 'critical', NaN, '2.5 (7.0)', 'IAM.9'),
};
export type CheckId = keyof typeof CHECKS;

export interface FleetFinding {
  readonly check: CheckId;
  readonly key: string;
  readonly days?: number;
  /** An exemption covers it. */
  readonly exempt?: boolean;
}

export interface FleetUser {
  readonly user: User;
  readonly findings: readonly FleetFinding[];
  /** Of the active keys, in days. */
  readonly keyAges: readonly number[];
}

export interface FleetAccount {
  readonly index: number;
  readonly name: string;
  readonly id: string;
  /** Empty where there is none. */
  readonly owner: string;
  /** The units above it; absent for an account on its own, which is in no organization. */
  readonly units?: readonly string[];
  /** From when on, and until when, the exporter has a report of it. */
  readonly readFrom: number;
  readonly lostAt: number;
  /** Until when refreshes succeed. */
  readonly failsFrom: number;
}

export type Fleet = readonly FleetAccount[];

export const SHOPS = 'ou-ab12-11111111';
/** In the shops. */
export const EUROPE = 'ou-ab12-22222222';
const UNITS = [[SHOPS, EUROPE], [SHOPS], []];

const OWNERS = ['', 'identity', 'payments', 'platform', 'research'];

/** With several accounts, the last three are the ones that something happens to. */
export function fleetOf(size: number): Fleet {
  return Array.from({ length: size }, (_, index) => {
    const fromTheEnd = size === 1 ? Infinity : size - index;
    const lostAt = fromTheEnd === 2 ? LOST : Infinity;
    return {
      index,
      name: `account-${String(index).padStart(3, '0')}`,
      id: String(100_000_000_000 + index),
      owner: OWNERS[index % OWNERS.length] ?? '',
      ...(size > 1 && { units: UNITS[index % UNITS.length] ?? [] }),
      readFrom: fromTheEnd === 3 ? LATE : FIRST_SCRAPE + SCRAPE_INTERVAL,
      lostAt,
      failsFrom: fromTheEnd === 1 ? FAILS : lostAt,
    };
  });
}

/** Whether the exporter has a report of it. */
export function isRead({ readFrom, lostAt }: FleetAccount, time: number): boolean {
  return readFrom <= time && time < lostAt;
}

/** Whether it had one until that moment: boards hold what was last known. */
export function wasRead({ readFrom }: FleetAccount, time: number): boolean {
  return readFrom <= time;
}

/** When AWS generated its report, of each account at another second, the first account's first. */
export function generatedAt({ index, readFrom, failsFrom }: FleetAccount, time: number): number {
  const until = Math.min(time, failsFrom);
  return readFrom + Math.floor((until - readFrom) / REFRESH_INTERVAL) * REFRESH_INTERVAL - 400 + index;
}

/** How many refreshes have failed: one an hour. */
export function failuresOf({ failsFrom }: FleetAccount, time: number): number {
  return time < failsFrom ? 0 : Math.floor((time - failsFrom) / HOUR) + 1;
}

/** So many days and a half before the first scrape, so that no age changes while somebody looks. */
export function daysBefore(days: number): number {
  return FIRST_SCRAPE - days * DAY - DAY / 2;
}

const made = new Map<string, readonly FleetUser[]>();

/** What the exporter knows at that time, or knew at last. */
export function usersOf(account: FleetAccount, time: number): readonly FleetUser[] {
  const passed = daysSince(daysBefore(0), Math.min(time, account.lostAt));
  const changed = time >= CHANGE;
  const which = JSON.stringify([account.id, passed, changed]);
  const users = made.get(which) ?? usersAfter(account, passed, changed);
  made.set(which, users);
  return users;
}

/** Whole days. */
export function daysSince(moment: number, time: number): number {
  return Math.floor((time - moment) / DAY);
}

function usersAfter(account: FleetAccount, passed: number, changed: boolean): readonly FleetUser[] {
  const { index } = account;
  const of = (name: string) => ({ name, arn: `arn:aws:iam::${account.id}:user/${name}` });
  const found = (is: boolean, check: CheckId, key: string, days?: number): FleetFinding[] =>
    is ? [{ check, key, ...(days !== undefined && { days }) }] : [];

  const password = { enabled: true, lastChanged: daysBefore(60), lastUsed: daysBefore(2) };
  const rootHasMfa = index % 50 !== 0;
  const benHasMfa = index % 3 !== 0;
  const built = index % 2 === 0 ? 100 + index : 10;
  // In some accounts the old key is replaced.
  const rotated = changed && index % 10 === 2 ? -3 : built;
  const keyAge = rotated + passed;
  const newcomers = changed && index % 20 === 1;
  return [
    {
      user: root({ arn: `arn:aws:iam::${account.id}:root`, mfaActive: rootHasMfa, password }),
      findings: found(!rootHasMfa, 'root-without-mfa', ''),
      keyAges: [],
    },
    {
      user: user({
        ...of('ana'),
        created: daysBefore(400),
        mfaActive: true,
        password,
        accessKeys: [accessKey({ lastRotated: daysBefore(30), lastUsed: daysBefore(1), lastUsedService: 's3' })],
      }),
      findings: [],
      keyAges: [30 + passed],
    },
    {
      user: user({ ...of('ben'), created: daysBefore(400 + index), mfaActive: benHasMfa, password }),
      findings: found(!benHasMfa, 'console-user-without-mfa', '', 400 + index + passed),
      keyAges: [],
    },
    {
      user: user({
        ...of('build'),
        created: daysBefore(700),
        accessKeys: [
          accessKey({
            lastRotated: daysBefore(rotated),
            lastUsed: daysBefore(0),
            lastUsedService: 'ec2',
            lastUsedRegion: 'eu-west-1',
          }),
        ],
      }),
      findings: found(keyAge > 90, 'access-key-not-rotated', '1', keyAge).map((finding) => ({
        ...finding,
        exempt: index === EXEMPTION.index,
      })),
      keyAges: [keyAge],
    },
    ...(index % 4 === 0
      ? [
          {
            user: user({
              ...of('old'),
              created: daysBefore(600),
              accessKeys: [accessKey({ active: false, lastRotated: daysBefore(500), lastUsed: 'never' })],
            }),
            findings: found(true, 'inactive-access-key', '1', 500 + passed),
            keyAges: [],
          },
        ]
      : []),
    ...(newcomers
      ? [
          {
            user: user({
              ...of('eve'),
              created: daysBefore(-3),
              password: { ...password, lastChanged: daysBefore(-3) },
            }),
            findings: found(passed - 3 > 1, 'console-user-without-mfa', '', passed - 3),
            keyAges: [],
          },
        ]
      : []),
  ];
}

/** Of the old key in one account. */
export const EXEMPTION = { name: 'build-of-004', index: 4, expiry: FIRST_SCRAPE - (FIRST_SCRAPE % DAY) + 40 * DAY };
