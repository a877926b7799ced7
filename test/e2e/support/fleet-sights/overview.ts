/** What Overview shows of a fleet, All chosen. */
import { SEVERITIES } from '../../../../src/model/finding.ts';
import { rangeOf, type Sight } from '../board-sights.ts';
import {
  activeKeysIn,
  exemptIn,
  findingsIn,
  openBy,
  openFindingsIn,
  openIn,
  type OwnedFinding,
  usersIn,
  worstFindings,
} from '../fleet-counts.ts';
import {
  CHECKS,
  type CheckId,
  DAY,
  EXEMPTION,
  type Fleet,
  type FleetAccount,
  generatedAt,
  isRead,
  wasRead,
} from '../fleet.ts';
import { type Expectations, firstOf, inRows } from './expected.ts';
import { graph, type Lines, recorded } from './lines.ts';
import { isAway, type Situation } from './situation.ts';
import { count, findingCounts, isFresh, statusLine } from './status-line.ts';

export const ROWS = 100;
const TOP = 10;
const RANGE = rangeOf('overview');

export function ownerOf({ owner }: FleetAccount): string {
  return owner === '' ? 'no owner' : owner;
}

export function findingRow({ severity, title, account, user, key, days = -1, limit }: OwnedFinding) {
  return {
    Severity: `${SEVERITIES.indexOf(severity) + 1} ${severity}`,
    Finding: title,
    Account: account.name,
    Owner: ownerOf(account),
    User: user,
    Key: key || '–',
    For: days,
    // Without one the cell has no value at all.
    Limit: Number.isNaN(limit) ? undefined : limit,
  };
}

/** How many of each severity. */
export function counts(fleet: Fleet, time: number) {
  const [critical = 0, warning = 0, info = 0] = SEVERITIES.map((severity) => openIn(fleet, time, { severity }));
  return { rank: critical * 1e10 + warning * 1e5 + info, row: { Critical: critical, Warning: warning, Info: info } };
}

/** The worst first; those that are alike by name. */
export function ranked<Item>(
  items: readonly Item[],
  rankOf: (item: Item) => number,
  nameOf: (item: Item) => string,
): Item[] {
  return [...items].sort((one, other) => rankOf(other) - rankOf(one) || (nameOf(one) < nameOf(other) ? -1 : 1));
}

function accountsTable(fleet: Fleet, situation: Situation) {
  const { time, seen } = situation;
  const rankOf = (account: FleetAccount) => counts([account], seen).rank;
  const all = ranked(
    fleet.filter((account) => wasRead(account, seen)),
    rankOf,
    ({ name }) => name,
  );
  return (shown: Sight) =>
    firstOf(all, ROWS, rankOf, ({ name }) => inRows(shown, 'Account', name)).map((account) => ({
      Account: account.name,
      'Account ID': account.id,
      Owner: ownerOf(account),
      ...counts([account], seen).row,
      Users: usersIn([account], seen).length,
      'Report age': time - generatedAt(account, seen),
      Report: Number(isFresh(account, situation)),
    }));
}

function ownersTable(fleet: Fleet, seen: number) {
  const owners = [...new Set(fleet.map(ownerOf))].map((owner) => ({
    owner,
    ...counts(
      fleet.filter((account) => ownerOf(account) === owner),
      seen,
    ),
  }));
  return ranked(
    owners,
    ({ rank }) => rank,
    ({ owner }) => owner,
  ).map(({ owner, row }) => ({ Owner: owner, ...row }));
}

function checksTable(fleet: Fleet, seen: number) {
  const rows = Object.entries(CHECKS).map(([id, { title, severity, limit, cis, securityHub }]) => ({
    Check: title,
    Severity: severity,
    Open: openIn(fleet, seen, { check: id as CheckId }),
    Exempt: exemptIn(fleet, seen, id as CheckId),
    Unknown: 0,
    Limit: limit,
    CIS: cis,
    'Security Hub': securityHub,
  }));
  return ranked(
    rows,
    ({ Open }) => Open,
    ({ Check }) => Check,
  );
}

/** Of accounts that were read at both ends. */
function newAndFixed(fleet: Fleet, { time, seen }: Situation): Sight {
  const start = time - RANGE;
  const atBothEnds = fleet.filter((account) => wasRead(account, start));
  if (atBothEnds.length === 0) return 'no history that far back';
  const nameOf = ({ account, user, key, check }: OwnedFinding) => [account.name, user, key, check].join();
  const [before, now] = [openFindingsIn(atBothEnds, start), openFindingsIn(atBothEnds, seen)];
  const without = (some: OwnedFinding[], others: OwnedFinding[]) => {
    const names = new Set(others.map(nameOf));
    return some.filter((finding) => !names.has(nameOf(finding)));
  };
  const of = (owner: string, some: OwnedFinding[], sign: string) => {
    const number = some.filter(({ account }) => ownerOf(account) === owner).length;
    return number === 0 ? '0' : `${sign}${number}`;
  };
  return [...new Set(atBothEnds.map(ownerOf))].sort().map((owner) => ({
    Owner: owner,
    New: of(owner, without(now, before), '+'),
    Fixed: of(owner, without(before, now), '-'),
  }));
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}

function shares(fleet: Fleet, seen: number) {
  const humans = usersIn(fleet, seen).filter(({ user, name }) => user.password.enabled && name !== '<root_account>');
  const keys = activeKeysIn(fleet, seen).length;
  const tooOld = findingsIn(fleet, seen).filter(({ check }) => check === 'access-key-not-rotated').length;
  const read = fleet.filter((account) => wasRead(account, seen));
  const clean = read.filter((account) => openIn([account], seen, { check: 'root-without-mfa' }) === 0);
  return {
    'Console users with MFA': share(humans.filter(({ user }) => user.mfaActive).length, humans.length),
    'Keys within the limit': share(keys - tooOld, keys),
    'Accounts with a clean root': share(clean.length, read.length),
  };
}

/** Of accounts by name, the first ten. */
function worstAccounts(fleet: Fleet, seen: number, wasSeen: (name: string) => boolean): FleetAccount[] {
  const rankOf = (account: FleetAccount) => openIn([account], seen);
  const all = ranked(
    fleet.filter((account) => wasRead(account, seen)),
    rankOf,
    ({ name }) => name,
  );
  return firstOf(all, TOP, rankOf, ({ name }) => wasSeen(name));
}

/** The rules hold what is known of an account while it is lost, and while the exporter is away. */
function byAccount(fleet: Fleet, by: (account: FleetAccount) => string): Lines {
  return Object.fromEntries(
    [...new Set(fleet.map(by))].map((name) => [
      name,
      recorded((at) => {
        const named = fleet.filter((account) => by(account) === name && wasRead(account, at));
        return named.length === 0 ? undefined : openIn(named, at);
      }),
    ]),
  );
}

function trends(fleet: Fleet, situation: Situation): Expectations {
  const { seen } = situation;
  const draw = (panel: string, lines: Lines) => graph('overview', panel, situation, lines);
  const bySeverity = SEVERITIES.map(
    (severity) => [severity, recorded((at) => openIn(fleet, at, { severity }))] as const,
  );
  return {
    'Open findings by severity': draw('Open findings by severity', Object.fromEntries(bySeverity)),
    'Open findings by check': draw('Open findings by check', linesOfChecks(fleet)),
    'Open findings by account': (shown) => {
      const ten = worstAccounts(fleet, seen, (name) => name in (shown as object));
      return draw(
        'Open findings by account',
        byAccount(ten, ({ name }) => name),
      );
    },
    'Open findings by owner': draw('Open findings by owner', byAccount(fleet, ownerOf)),
    'Open findings by account now': (shown) =>
      Object.fromEntries(
        openBy(
          worstAccounts(fleet, seen, (name) => name in (shown as object)),
          seen,
          ({ name }) => name,
        ),
      ),
  };
}

export function linesOfChecks(fleet: Fleet): Lines {
  const checks = Object.keys(CHECKS) as CheckId[];
  return Object.fromEntries(checks.map((check) => [check, recorded((at) => openIn(fleet, at, { check }))]));
}

export function overviewOf(fleet: Fleet, situation: Situation): Expectations {
  const { time, seen } = situation;
  const withReport = fleet.filter((account) => isRead(account, seen));
  const failing = fleet.filter(({ failsFrom }) => failsFrom <= seen);
  return {
    ...statusLine(fleet, situation),
    'Accounts without a report': count(isAway(situation) ? fleet.length : fleet.length - withReport.length),
    'Accounts that fail': isAway(situation) ? 'no data' : count(failing.length),
    ...findingCounts(fleet, situation, RANGE),
    'Critical and warning findings, the worst first': worstFindings(fleet, seen, ['critical', 'warning'])
      .slice(0, ROWS)
      .map(findingRow),
    'New and fixed over the time range': newAndFixed(fleet, situation),
    ...shares(fleet, seen),
    'Checks, the most findings first': checksTable(fleet, seen),
    'Exemptions, the next to expire first': [
      {
        Exemption: EXEMPTION.name,
        Job: 'iam-credential-exporter',
        'Last day': (EXEMPTION.expiry - DAY / 2) * 1000,
        'Days left': Math.floor((EXEMPTION.expiry - time) / DAY),
        Findings: exemptIn(fleet, seen),
      },
    ],
    'Accounts, the worst first': accountsTable(fleet, situation),
    'Owners, the worst first': ownersTable(
      fleet.filter((account) => wasRead(account, seen)),
      seen,
    ),
    ...trends(fleet, situation),
  };
}

export function overviewTitles(fleet: Fleet, { seen }: Situation) {
  const findings = worstFindings(fleet, seen, ['critical', 'warning']).length;
  const accounts = fleet.filter((account) => wasRead(account, seen)).length;
  return { shown_findings: shownOf(findings), shown_accounts: shownOf(accounts) };
}

/** `100 of 7,587` */
export function shownOf(rows: number): string {
  return `${Math.min(rows, ROWS).toLocaleString('en-US')} of ${rows.toLocaleString('en-US')}`;
}
