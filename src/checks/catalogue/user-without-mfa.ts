import { defineCheck, OPEN, PASS, UNKNOWN } from '../check.ts';

export const userWithoutMfa = defineCheck({
  id: 'user-without-mfa',
  subject: 'user',
  title: 'User without MFA',
  severity: 'warning',
  enabled: false,
  openWhen: 'a user has a password or an active access key, and no MFA device',
  why: 'Stricter than `console-user-without-mfa`: policies can ask for MFA from access keys too, and a user without a device cannot meet them. Off by default, because machines have no second factor.',
  securityHub: 'IAM.19',
  controls: [
    {
      title: 'Every IAM user has an MFA device',
      difference:
        'A user without a password and without an active access key is not judged: the control asks for a device of this user too',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html',
  columns: ['password_enabled', 'access_key_N_active', 'mfa_active'],
  fix: [
    {
      text: 'The user registers a device: console, your name at the top right, Security credentials, Assign MFA device.',
    },
    { text: 'See that it is there.', command: 'aws iam list-mfa-devices --user-name USER' },
    { text: 'A machine gets a role instead of a user.' },
  ],
  evaluate: ({ password, accessKeys, mfaActive }) => {
    if (mfaActive) return [PASS];
    if (password.enabled === true || accessKeys.some(({ active }) => active)) return [OPEN];
    return password.enabled === undefined ? [UNKNOWN] : [];
  },
});
