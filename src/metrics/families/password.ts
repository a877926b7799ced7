import { knownPasswordUse } from '../../model/facts/credential-report.ts';
import { momentOf } from '../../model/facts/moment.ts';
import { ageInDays, idleDays, neverUsed, unusedDays } from '../ages.ts';
import type { Family } from '../family.ts';
import type { UserSubject } from '../world.ts';

/** The console password of a user. A disabled password keeps the facts that the report still gives. */
export const passwordFamilies: readonly Family<UserSubject>[] = [
  {
    name: 'aws_iam_user_password_enabled',
    type: 'gauge',
    help: '1 if the user has a console password, 0 if not.',
    labels: [],
    absent: 'if the report does not say (root in reports before 2025)',
    example: 'count by (account_id) (aws_iam_user_password_enabled == 1)',
    read: ({ user: { password } }) => (password.enabled === undefined ? undefined : Number(password.enabled)),
  },
  {
    name: 'aws_iam_user_password_last_changed_timestamp_seconds',
    type: 'gauge',
    help: 'When the password was last changed, in Unix seconds.',
    labels: [],
    absent: 'without a password',
    example: 'time() - aws_iam_user_password_last_changed_timestamp_seconds',
    read: ({ user: { password } }) => password.lastChanged,
  },
  {
    name: 'aws_iam_user_password_last_used_timestamp_seconds',
    type: 'gauge',
    help: 'When the password was last used to sign in, in Unix seconds. AWS records one use in 5 minutes.',
    labels: [],
    absent: 'if it was never used, or if the report does not say',
    example: 'time() - aws_iam_user_password_last_used_timestamp_seconds{user="<root_account>"} < 86400',
    read: ({ user: { password } }) => (password.lastUsed === 'never' ? undefined : password.lastUsed),
  },
  {
    name: 'aws_iam_user_password_next_rotation_timestamp_seconds',
    type: 'gauge',
    help: 'When the password policy asks for a new password, in Unix seconds.',
    labels: [],
    absent: 'without a password, without a policy that lets passwords expire, and always for root',
    example: 'aws_iam_user_password_next_rotation_timestamp_seconds - time() < 7 * 86400',
    read: ({ user: { password } }) => password.nextRotation,
  },
  {
    name: 'aws_iam_user_password_age_days',
    type: 'gauge',
    help: 'Whole days since the password was last changed.',
    labels: [],
    absent: 'without a password',
    example: 'aws_iam_user_password_age_days > 90',
    read: ({ user: { password }, facts }, now) => ageInDays(password.lastChanged, momentOf(facts, now)),
  },
  {
    name: 'aws_iam_user_password_unused_days',
    type: 'gauge',
    help: 'Whole days since the password was last used. If it was never used: since it was last changed.',
    labels: [],
    absent: 'without a password, or if the report does not say',
    example: 'aws_iam_user_password_unused_days >= 45 and aws_iam_user_password_enabled == 1',
    read: ({ user: { password }, facts }, now) =>
      unusedDays(knownPasswordUse(password), password.lastChanged, momentOf(facts, now)),
  },
  {
    name: 'aws_iam_user_password_idle_days',
    type: 'gauge',
    help: 'Whole days from the last use or the last change of the password, whichever was later, to the report. Checks compare it with their limit.',
    labels: [],
    absent: 'without a password, and if the report leaves out when it was used or changed',
    example: 'aws_iam_user_password_idle_days >= 45',
    read: ({ user: { password }, facts }) =>
      password.enabled === true ? idleDays(password.lastUsed, password.lastChanged, facts) : undefined,
  },
  {
    name: 'aws_iam_user_password_never_used',
    type: 'gauge',
    help: '1 if the password was never used, 0 if it was. AWS has recorded this since October 2014.',
    labels: [],
    absent: 'without a password, or if the report does not say',
    example: 'aws_iam_user_password_never_used == 1',
    read: ({ user: { password } }) => neverUsed(knownPasswordUse(password)),
  },
];
