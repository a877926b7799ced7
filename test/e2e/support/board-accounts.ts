/** Accounts in which every panel of every dashboard has something to show. */
import { syntheticReport } from '../../../scripts/synthetic-report/synthetic-report.ts';
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

interface BoardAccount {
  readonly name: string;
  readonly accountId: string;
  readonly partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  readonly owner?: string;
}

export const ONE: readonly BoardAccount[] = [{ name: 'default', accountId: '111122223333', partition: 'aws' }];

export const THREE: readonly BoardAccount[] = [
  { name: 'production', accountId: '111122223333', partition: 'aws', owner: 'payments' },
  { name: 'china', accountId: '444455556666', partition: 'aws-cn', owner: 'platform' },
  { name: 'government', accountId: '777788889999', partition: 'aws-us-gov' },
];

/**
 * A configuration of these accounts. `behind` is for an exporter that has neither the newest reports nor the newest configuration: keys
 * were last used with another service, the busy user has no second active key yet and the first one is younger, and each account and
 * owner but the first has another name. Of what it counts there is less, so that the other one's numbers are to be seen.
 */
export async function boardConfig(accounts: readonly BoardAccount[], now: number, behind = false): Promise<object> {
  const withReports = accounts.map(async ({ name, accountId, partition, owner }, index) => {
    const users = { users: 40, seed: index + 1, now: now / 1000, root: 'neglected' as const };
    const report = `${syntheticReport({ ...users, accountId, partition })}\n${busyUser(accountId, partition, now)}`;
    const file = await reportFile(behind ? asBefore(report, now) : report);
    const before = behind && index > 0 ? 'former-' : '';
    return {
      name: `${before}${name}`,
      reportFile: file,
      staleAfter: '7d',
      ...(owner !== undefined && { owner: `${before}${owner}` }),
    };
  });
  return {
    accounts: await Promise.all(withReports),
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

/** One account that no check finds fault with: a well-kept root, a user with MFA and young credentials, and one who has none. */
export async function tidyConfig(now: number): Promise<object> {
  const ago = (days: number) => new Date(now - days * DAY).toISOString().replace(/\.\d+Z$/, 'Z');
  const arn = `arn:aws:iam::111122223333:user/${TIDY_USER}`;
  const password = `true,${ago(1.5)},${ago(20.5)},N/A,true`;
  const key = `true,${ago(10.5)},${ago(0.5)},eu-central-1,ec2,false,N/A,N/A,N/A,N/A`;
  const user = `${TIDY_USER},${arn},${ago(100.5)},${password},${key},false,N/A,false,N/A`;
  const bare = `${BARE_USER},arn:aws:iam::111122223333:user/${BARE_USER},${ago(30.5)},false,N/A,N/A,N/A,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
  const root = syntheticReport({ users: 0, seed: 1, now: now / 1000, root: 'well-kept', passwordsExpire: false });
  return { accounts: [{ name: 'tidy', reportFile: await reportFile(`${root}\n${user}\n${bare}`), staleAfter: '7d' }] };
}
