/** The users of the soak: few kinds, of each of which it is known beforehand what the exporter must find. */
import { csvLine } from '../synthetic-report/csv-line.ts';
import { COLUMNS } from '../synthetic-report/report-row.ts';

export type Kind = keyof typeof KINDS;

const DAY = 86_400;
const NO_KEY = ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
const NO_PASSWORD = ['false', 'N/A', 'N/A', 'N/A'];
const NO_CERTIFICATES = ['false', 'N/A', 'false', 'N/A'];

interface KindOfUser {
  /** From password_enabled on, without the certificates; moments are in days before the soak. */
  readonly cells: (daysAgo: (days: number) => string) => string[];
  /** Key and check of each finding. */
  readonly findings: readonly (readonly [key: string, check: string])[];
}

// Every moment is far from the limits of the checks: an hour or a midnight that passes changes no finding.
const KINDS = {
  tidy: {
    cells: (ago) => ['true', ago(1), ago(10), 'N/A', 'true', ...NO_KEY, ...NO_KEY],
    findings: [],
  },
  'without-mfa': {
    cells: (ago) => ['true', ago(1), ago(10), 'N/A', 'false', ...NO_KEY, ...NO_KEY],
    findings: [['', 'console-user-without-mfa']],
  },
  'old-key': {
    cells: (ago) => [...NO_PASSWORD, 'false', 'true', ago(150), ago(1), 'eu-central-1', 's3', ...NO_KEY],
    findings: [['1', 'access-key-not-rotated']],
  },
  'unused-key': {
    cells: (ago) => [...NO_PASSWORD, 'false', 'true', ago(70), ago(60), 'eu-central-1', 's3', ...NO_KEY],
    findings: [['1', 'access-key-unused']],
  },
  'unused-password': {
    cells: (ago) => ['true', ago(60), ago(70), 'N/A', 'true', ...NO_KEY, ...NO_KEY],
    findings: [['', 'password-unused']],
  },
} satisfies Record<string, KindOfUser>;

export const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** As `judge.ts` and `page.ts` name a finding. */
export function findingName(user: string, key: string, check: string): string {
  return `${user} ${key} ${check}`;
}

export function findingsOf(user: string, kind: Kind): string[] {
  return KINDS[kind].findings.map(([key, check]) => findingName(user, key, check));
}

/** Root has no MFA in any account. */
export const ROOT_FINDING = findingName('<root_account>', '', 'root-without-mfa');

/** A report as AWS writes it: `\n` between the lines, none at the end. `start` is the Unix second that days count back from. */
export function reportText(accountId: string, users: ReadonlyMap<string, Kind>, start: number): string {
  const daysAgo = (days: number): string =>
    `${new Date((start - days * DAY - 7_200) * 1000).toISOString().slice(0, 19)}Z`;
  const arn = `arn:aws:iam::${accountId}:`;
  const root = ['true', daysAgo(400), daysAgo(900), 'not_supported', 'false', ...NO_KEY, ...NO_KEY, ...NO_CERTIFICATES];
  const rows = [...users].map(([user, kind]) => [
    user,
    `${arn}user/${user}`,
    daysAgo(200),
    ...KINDS[kind].cells(daysAgo),
    ...NO_CERTIFICATES,
  ]);
  return [COLUMNS, ['<root_account>', `${arn}root`, daysAgo(1000), ...root], ...rows].map(csvLine).join('\n');
}
