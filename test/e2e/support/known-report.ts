/** A small credential report whose every number the tests know, written as AWS writes it. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
  'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,' +
  'access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,' +
  'access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const NO_KEY = 'false,N/A,N/A,N/A,N/A';
const NO_CERTIFICATES = 'false,N/A,false,N/A';

export const KNOWN_ACCOUNT = '111122223333';

/** `now` is Unix milliseconds. Root is well kept; alice has a password, no MFA; deploy has a key of 100 days, used 2 days ago. */
export function knownReport(now: number): string {
  // An hour past the full days, so that no age changes while the test runs.
  const daysAgo = (days: number) => new Date(now - days * 86_400_000 - 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const arn = `arn:aws:iam::${KNOWN_ACCOUNT}`;
  return [
    HEADER,
    `<root_account>,${arn}:root,${daysAgo(1000)},true,${daysAgo(400)},${daysAgo(900)},not_supported,true,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
    `alice@example.com,${arn}:user/people/alice@example.com,${daysAgo(300)},true,${daysAgo(5)},${daysAgo(200)},N/A,false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
    `deploy,${arn}:user/deploy,${daysAgo(120)},false,N/A,N/A,N/A,false,true,${daysAgo(100)},${daysAgo(2)},eu-central-1,s3,${NO_KEY},${NO_CERTIFICATES}`,
  ].join('\n');
}

/** A new file with this text; gives its path. */
export async function reportFile(csv: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'credential-report.csv');
  await writeFile(file, csv);
  return file;
}
