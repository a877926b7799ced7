import { defineCheck, OPEN, PASS, UNKNOWN } from '../check.ts';

export const rootCredentialsPresent = defineCheck({
  id: 'root-credentials-present',
  title: 'Root credentials present',
  severity: 'warning',
  enabled: false,
  openWhen: 'root has a password, an access key or a signing certificate, active or not',
  why: 'Under central root management a member account needs no root credentials at all, and turning it on does not remove those that exist. Off, as a management account or one on its own must have a password.',
  cis: { '7.0': '2.1.1' },
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-access-management.html',
  needs: ['password_enabled', 'access_key_N_active', 'access_key_N_last_rotated', 'cert_N_last_rotated'],
  fix: [
    {
      text: 'From the management account: get credentials for the one task.',
      command:
        'aws sts assume-root --target-principal ACCOUNT_ID --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials',
    },
    { text: 'With them, delete the password.', command: 'aws iam delete-login-profile' },
    { text: 'And the keys.', command: 'aws iam delete-access-key --access-key-id KEY_ID' },
  ],
  parameters: {},
  evaluate: ({ password, accessKeys, signingCertificates }) => {
    if (password.enabled === true || accessKeys.length > 0 || signingCertificates.length > 0) return [OPEN];
    return [password.enabled === undefined ? UNKNOWN : PASS];
  },
});
