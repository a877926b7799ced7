import type { User } from '../../model/facts/credential-report.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { days, defineCheck } from '../check.ts';
import { type Idle, idleSince, judgeIdle } from '../idle.ts';

export const dormantUser = defineCheck({
  id: 'dormant-user',
  subject: 'user',
  title: 'Dormant user',
  severity: 'info',
  enabled: false,
  openWhen: 'a user has a password or an access key, active or not, and none was in use for `maxUnusedDays` or longer',
  why: 'The person has left or the machine is gone, and the user with its groups and policies has stayed.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html',
  columns: [
    'password_enabled',
    'password_last_used',
    'password_last_changed',
    'access_key_N_last_rotated',
    'access_key_N_last_used_date',
  ],
  fix: [
    { text: 'Ask the owner, and see what the user may do.', command: 'aws iam list-groups-for-user --user-name USER' },
    { text: 'Delete its password.', command: 'aws iam delete-login-profile --user-name USER' },
    {
      text: 'Deactivate its keys. You can activate them again.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    {
      text: 'Delete the user after some weeks. AWS wants you to remove its keys, certificates, devices, policies and groups first.',
      command: 'aws iam delete-user --user-name USER',
    },
  ],
  limit: days('maxUnusedDays', 90, 'From how many days without any use on a user is a finding'),
  evaluate: (user, { maxUnusedDays }, { reportTime }) => {
    const idles = idleCredentials(user, reportTime);
    if (idles.length === 0) return [];
    const known = idles.flatMap(({ days }) => days ?? []);
    const certain = idles.every(({ certain }) => certain);
    return [judgeIdle({ days: known.length > 0 ? Math.min(...known) : undefined, certain }, maxUnusedDays)];
  },
});

function idleCredentials({ password, accessKeys }: User, reportTime: UnixSeconds): Idle[] {
  const keys = accessKeys.map(({ lastUsed, lastRotated }) => idleSince(lastUsed, lastRotated, reportTime));
  if (password.enabled === false) {
    // A sign-in stays one, although the password is gone since.
    const signedIn = keys.length > 0 && typeof password.lastUsed === 'number';
    return signedIn ? [...keys, idleSince(password.lastUsed, password.lastUsed, reportTime)] : keys;
  }
  // Of a password that may not be there, nothing is known: a recent change of it excuses nobody.
  if (password.enabled === undefined) return [...keys, { days: undefined, certain: false }];
  return [...keys, idleSince(password.lastUsed, password.lastChanged, reportTime)];
}
