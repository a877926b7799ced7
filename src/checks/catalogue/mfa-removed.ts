import { type Activity, lookedUntil } from '../../model/facts/activity.ts';
import type { User } from '../../model/facts/credential-report.ts';
import type { Fact } from '../../model/facts/fact.ts';
import { type Context, defineCheck, PASS, UNKNOWN } from '../check.ts';
import { judgeEvents, newestOf, WITHIN_HOURS } from '../judgements/events.ts';

/** Who changes to another phone removes one device and enables the other, in either order. */
const EXCHANGE = 30 * 60;

export const mfaRemoved = defineCheck({
  id: 'mfa-removed',
  subject: 'user',
  title: 'MFA device of a user removed',
  severity: 'warning',
  enabled: true,
  openWhen:
    'somebody removed an MFA device of a user who has a password within `withinHours`, and nobody enabled one for the user from 30 minutes before until now. The check waits for 30 minutes',
  why: 'Without the device a stolen password is enough. An intruder who can change IAM removes it to come back by the console.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html',
  columns: ['user_creation_time', 'password_enabled', 'mfa_active'],
  needs: ['activity'],
  fix: [
    {
      text: 'See who removed it.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --region us-east-1 --event DeactivateMFADevice --event EnableMFADevice --since 2d',
    },
    { text: 'Ask the user and the person who removed it. The user registers a device again.' },
    {
      text: 'If nobody meant it: delete the password of the user, and look into the user or role that removed the device.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (user, { withinHours }, context) => {
    const { activity } = context.facts;
    const outcome = judgeEvents(user, activity, { kinds: ['mfa_removed'], withinHours });
    if (outcome.since === undefined) return [outcome];
    if (hasMfaSince(user, outcome.since, context)) return [PASS];
    const until = lookedUntil(activity.value, ['mfa_removed', 'mfa_enabled']);
    if (until === undefined) return [UNKNOWN];
    if (isExchanged(user, outcome.since, activity) || until < outcome.since + EXCHANGE) return [PASS];
    if (user.password.enabled === false) return [];
    return [user.password.enabled === undefined ? UNKNOWN : outcome];
  },
});

/** Another device may be left. */
function hasMfaSince({ mfaActive }: User, removed: number, { reportTime }: Pick<Context, 'reportTime'>): boolean {
  return mfaActive === true && reportTime > removed;
}

function isExchanged(user: User, removed: number, activity: Fact<Activity>): boolean {
  const enabled = newestOf(user, activity, { kinds: ['mfa_enabled'] });
  return enabled !== undefined && enabled >= removed - EXCHANGE;
}
