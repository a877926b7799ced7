/** The smallest reports that a test can do with: root and a few users who have nothing but a name. */
const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,' +
  'mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,' +
  'access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,' +
  'access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,' +
  'cert_2_last_rotated';

const NOTHING = 'false,N/A,N/A,N/A,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A';

export function reportCsv(accountId: string, users: readonly string[] = []): string {
  const root = `<root_account>,arn:aws:iam::${accountId}:root,2020-01-01T00:00:00Z,${NOTHING}`;
  const rows = users.map((user) => `${user},arn:aws:iam::${accountId}:user/${user},2020-01-01T00:00:00Z,${NOTHING}`);
  return [HEADER, root, ...rows].join('\n');
}
