/** Accounts in which every panel of every dashboard has something to show. */
import { syntheticReport } from '../../../scripts/synthetic-report/synthetic-report.ts';
import type { LiveData } from '../../support/fake-aws/live-data.ts';
import { environmentOf } from './aws-exporter.ts';
import type { ExporterOptions } from './exporter-process.ts';
import { startFake } from './fake-aws.ts';
import { boardEvents } from './board-events.ts';
import { boardOrganization, type UNITS } from './board-organization.ts';
import { ALL_ON, on } from './further-facts.ts';
import { reportFile } from './known-report.ts';

/** Has one of each credential, and a name that a regular expression would read as something else. */
export const BUSY_USER = 'ana+ops@example.com';

const DAY = 86_400_000;

/** Without a finding. */
export const TIDY_USER = 'tidy';
/** Without a credential. */
export const BARE_USER = 'bare';

/** `now` is Unix milliseconds. */
function busyUser(accountId: string, partition: string, now: number): string {
  const ago = (days: number) => daysAgo(now, days);
  const password = `true,${ago(60)},${ago(200)},${ago(-20)},false`;
  const keys = `true,${ago(300)},${ago(1)},eu-central-1,s3,true,${ago(100)},${ago(2)},us-east-1,ec2`;
  return `${BUSY_USER},arn:${partition}:iam::${accountId}:user/ops/${BUSY_USER},${ago(400)},${password},${keys},true,${ago(350)},true,${ago(20)}`;
}

export interface BoardExporter {
  readonly options: ExporterOptions;
  /** How many there are. */
  readonly accounts: number;
  /** Series of which each account has one, once all of its facts are read. */
  readonly onePerAccount: readonly string[];
}

const REPORT = 'aws_iam_credential_report_users';
const OF_ACCOUNTS = [
  'aws_iam_password_policy_present',
  'aws_iam_event_last_seen_timestamp_seconds{event="root_sign_in"}',
];
const OF_USERS = [
  'aws_iam_user_owner_info',
  'aws_iam_user_quarantined',
  'aws_iam_mfa_device_info{mfa_kind="virtual"}',
  'aws_iam_service_credential_active{credential_service="bedrock.amazonaws.com"}',
];

export interface BoardAccount {
  readonly name: string;
  readonly accountId: string;
  readonly partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  readonly owner?: string;
  /** Only accounts of an organization are in one. */
  readonly unit?: keyof typeof UNITS;
}

export const ONE: readonly BoardAccount[] = [{ name: 'default', accountId: '111122223333', partition: 'aws' }];

/** They are all that an organization has, but for one that is not read; the last one is in no unit. */
export const THREE: readonly BoardAccount[] = [
  { name: 'production', accountId: '111122223333', partition: 'aws', owner: 'payments', unit: 'europe' },
  { name: 'china', accountId: '444455556666', partition: 'aws-cn', owner: 'platform', unit: 'labs' },
  { name: 'government', accountId: '777788889999', partition: 'aws-us-gov' },
];

/** What AWS knows of the busy user and of the account beyond the report; `behind` before the second credential of a service. */
function furtherFacts(now: number, behind: boolean): LiveData {
  const credential = (ServiceName: string, days: number, ExpirationDate?: Date) => ({
    UserName: BUSY_USER,
    ServiceName,
    CreateDate: new Date(now - days * DAY),
    ...(ExpirationDate !== undefined && { ExpirationDate }),
  });
  return {
    passwordPolicy: {
      MinimumPasswordLength: 8,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 5,
      RequireNumbers: true,
    },
    accountSummary: { Users: 41, Roles: 7 },
    users: [
      {
        UserName: BUSY_USER,
        Path: '/ops/',
        Tags: [{ Key: 'owner', Value: 'operations' }],
        AttachedManagedPolicies: [
          { PolicyName: 'AWSCompromisedKeyQuarantineV3', PolicyArn: 'arn:aws:iam::aws:policy/Q' },
        ],
      },
    ],
    virtualMfaDevices: [BUSY_USER].map((UserName) => ({ SerialNumber: 'arn:aws:iam::1:mfa/busy', User: { UserName } })),
    serviceSpecificCredentials: [
      credential('bedrock.amazonaws.com', 40, new Date(now + 30 * DAY)),
      ...(behind ? [] : [credential('codecommit.amazonaws.com', 200)]),
    ],
  };
}

/**
 * An exporter of these accounts, with every fact. `behind` is for one that has neither the newest reports nor the newest configuration:
 * keys were last used with another service, the busy user has no second active key yet and the first one is younger, and each account
 * and owner but the first has another name. Of what it counts there is less, so that the other one's numbers are to be seen.
 */
export async function boardExporter(
  accounts: readonly BoardAccount[],
  now: number,
  { behind = false, perUser = true } = {},
): Promise<BoardExporter> {
  const fake = await startFake({
    ...(isOrganization(accounts) && { organization: boardOrganization(accounts) }),
    accounts: accounts.map((account, index) => {
      const { accountId, partition } = account;
      const users = { users: 40, seed: index + 1, now: now / 1000, root: 'neglected' as const };
      const report = `${syntheticReport({ ...users, accountId, partition })}\n${busyUser(accountId, partition, now)}`;
      const csv = behind ? asBefore(report, now) : report;
      return {
        accountId,
        csv,
        generatedTime: now,
        ...furtherFacts(now, behind),
        events: boardEvents(account, BUSY_USER, now),
      };
    }),
  });
  return {
    options: {
      env: environmentOf(fake),
      config: { ...configOf(accounts, now, behind), metrics: { perUser }, facts: { ...ALL_ON, activity: on } },
    },
    accounts: accounts.length,
    onePerAccount: [REPORT, ...OF_ACCOUNTS, ...(perUser ? OF_USERS : [])],
  };
}

function isOrganization(accounts: readonly BoardAccount[]): boolean {
  return accounts.some(({ unit }) => unit !== undefined);
}

function configOf(accounts: readonly BoardAccount[], now: number, behind: boolean): object {
  return {
    ...(isOrganization(accounts) && { organization: { roleName: 'iam-credential-exporter' } }),
    accounts: accounts.map(({ name, accountId, partition, owner }, index) => {
      const before = behind && index > 0 ? 'former-' : '';
      return {
        name: `${before}${name}`,
        roleArn: `arn:${partition}:iam::${accountId}:role/iam-credential-exporter`,
        ...(owner !== undefined && { owner: `${before}${owner}` }),
      };
    }),
    exemptions: ['access-key-not-rotated', 'access-key-unused', 'password-unused'].map((check, index) => ({
      name: `${check}-of-the-busy-user`,
      users: ['ana.ops@example.com'],
      checks: [check],
      reason: 'a test',
      expires: new Date(now + (30 + index) * DAY).toISOString().slice(0, 10),
    })),
  };
}

/** The report in which less had happened. */
function asBefore(report: string, now: number): string {
  const lines = report.replaceAll(',s3,', ',sts,').split('\n');
  const busy = lines.pop() ?? '';
  const key = (active: boolean, days: number) => `${active},${daysAgo(now, days)}`;
  return [...lines, busy.replace(key(true, 300), key(true, 290)).replace(key(true, 100), key(false, 100))].join('\n');
}

function daysAgo(now: number, days: number): string {
  return new Date(now - days * DAY - 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** An exporter of one account, of which it has only the report, and that no check finds fault with: a well-kept root, a user with MFA and young credentials, and one who has none. */
export async function tidyExporter(now: number): Promise<BoardExporter> {
  const ago = (days: number) => new Date(now - days * DAY).toISOString().replace(/\.\d+Z$/, 'Z');
  const arn = `arn:aws:iam::111122223333:user/${TIDY_USER}`;
  const password = `true,${ago(1.5)},${ago(20.5)},N/A,true`;
  const key = `true,${ago(10.5)},${ago(0.5)},eu-central-1,ec2,false,N/A,N/A,N/A,N/A`;
  const user = `${TIDY_USER},${arn},${ago(100.5)},${password},${key},false,N/A,false,N/A`;
  const bare = `${BARE_USER},arn:aws:iam::111122223333:user/${BARE_USER},${ago(30.5)},false,N/A,N/A,N/A,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
  const root = syntheticReport({ users: 0, seed: 1, now: now / 1000, root: 'well-kept', passwordsExpire: false });
  const file = await reportFile(`${root}\n${user}\n${bare}`);
  return {
    options: { config: { accounts: [{ name: 'tidy', reportFile: file, staleAfter: '7d' }] } },
    accounts: 1,
    onePerAccount: [REPORT],
  };
}
