import { kindOf } from '../../model/facts/credential-report.ts';
import type { Family, Level } from '../family.ts';
import { shownUsers, USER_LABELS, type UserSubject, type World } from '../world.ts';
import { passwordFamilies } from './password.ts';

/** Who a user is, and its MFA. */
export const userFamilies: readonly Family<UserSubject>[] = [
  {
    name: 'aws_iam_user_info',
    type: 'gauge',
    help: 'Always 1. kind is root, human (has a password), machine (has only access keys, active or not) or none (has neither).',
    labels: ['arn', 'path', 'kind'],
    absent: 'never',
    example: 'count by (account_id, kind) (aws_iam_user_info)',
    read: ({ user }) => [{ labels: [user.arn, user.path, kindOf(user)], value: 1 }],
  },
  {
    name: 'aws_iam_user_created_timestamp_seconds',
    type: 'gauge',
    help: 'When the user was created, in Unix seconds.',
    labels: [],
    absent: 'never',
    example: 'time() - aws_iam_user_created_timestamp_seconds < 86400',
    read: ({ user }) => user.created,
  },
  {
    name: 'aws_iam_user_mfa_active',
    type: 'gauge',
    help: '1 if the user has an MFA device, 0 if not.',
    labels: [],
    absent: 'if the report does not say',
    example: 'aws_iam_user_mfa_active == 0 and aws_iam_user_password_enabled == 1',
    read: ({ user: { mfaActive } }) => (mfaActive === undefined ? undefined : Number(mfaActive)),
  },
  {
    name: 'aws_iam_user_mfa_disabled',
    type: 'gauge',
    help: '1 if the user can sign in with a password and has no MFA device. 0 if the user has an MFA device, or has no password.',
    labels: [],
    absent:
      'if the report does not say whether the user has a password (root in reports before 2025), or an MFA device',
    example: 'aws_iam_user_mfa_disabled == 1',
    read: ({ user: { password, mfaActive } }) => {
      const isKnown = password.enabled !== undefined && (!password.enabled || mfaActive !== undefined);
      return isKnown ? Number(password.enabled && mfaActive === false) : undefined;
    },
  },
];

export const userLevel: Level<World, UserSubject> = {
  name: 'user',
  introduction: 'One series per user, root included. Root is `user="<root_account>"`.',
  labels: USER_LABELS,
  families: [...userFamilies, ...passwordFamilies],
  select: shownUsers,
};
