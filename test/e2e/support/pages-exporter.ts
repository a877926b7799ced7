/** An exporter whose pages have something of everything: many users, a hostile account, and one that cannot be read. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { syntheticReport } from '../../../scripts/synthetic-report/synthetic-report.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { csvReport, csvRow, OLD_KEY_IN_USE } from '../../unit/report/csv-rows.ts';
import { type Exporter, startExporter } from './exporter-process.ts';

export const HOSTILE = '<img src=x onerror=alert(1)>/%+?#ü';
/** In a report no name has a slash or a quote. */
export const HOSTILE_USERS = ['<img src=x onerror=alert(1)>%+?#ü', '__proto__', '..', 'a+b@x', "a'b&d"] as const;
export const HOSTILE_ID = '444455556666';

export async function pagesExporter(): Promise<Exporter> {
  const folder = await temporaryFolder();
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  };
  const now = Date.now() / 1000;
  const arn = `arn:aws:iam::${HOSTILE_ID}`;
  const users = HOSTILE_USERS.map((user) => csvRow({ ...OLD_KEY_IN_USE, user, arn: `${arn}:user/${user}` }));
  const root = csvRow({ user: '<root_account>', arn: `${arn}:root`, password_enabled: 'true', mfa_active: 'false' });
  const big = syntheticReport({ users: 600, seed: 1, now, accountId: '111122223333', root: 'neglected' });
  const exporter = await startExporter({
    config: {
      accounts: [
        { name: 'production', owner: 'payments', reportFile: await write('production.csv', big) },
        { name: HOSTILE, owner: HOSTILE, reportFile: await write('hostile.csv', csvReport([root, ...users])) },
        { name: 'missing', owner: 'platform', reportFile: path.join(folder, 'missing.csv') },
      ],
      exemptions: [
        {
          name: 'break-glass',
          users: ['.*'],
          checks: ['root-without-mfa'],
          reason: 'SEC-42, key in the safe',
          expires: new Date((now + 60 * 86_400) * 1000).toISOString().slice(0, 10),
        },
      ],
    },
  });
  await exporter.metrics(/aws_iam_credential_report_users\{account_id="444455556666".*\} 6/);
  await exporter.metrics(/aws_iam_credential_report_users\{account_id="111122223333".*\} 601/);
  return exporter;
}

/** Every page, by what it is. */
export const PAGES: readonly (readonly [what: string, address: string])[] = [
  ['accounts', '/'],
  ['findings', '/findings'],
  ['findings that are exempt', '/findings?status=open&status=exempt&sort=-user'],
  ['a wrong filter', '/findings?severity=bad&user=alice'],
  ['an account', '/accounts/production'],
  ['a hostile account', `/accounts/${encodeURIComponent(HOSTILE)}`],
  ['a user', `/accounts/${encodeURIComponent(HOSTILE)}/users/${encodeURIComponent(HOSTILE_USERS[0])}`],
  ['root', '/accounts/production/users/%3Croot_account%3E'],
  ['an account that cannot be read', '/accounts/missing'],
  ['no account', '/accounts/nobody'],
  ['checks', '/checks'],
  ['a check', '/checks/access-key-not-rotated'],
  ['exemptions', '/exemptions'],
  ['the configuration', '/config'],
  ['a key', '/keys?id=AKIARTL4Q4SUIAAAAAAA'],
  ['no key', '/keys?id=nothing'],
];
