import { rootHasPassword } from '../../model/facts/credential-report.ts';
import { defineCheck, OPEN, PASS, UNKNOWN } from '../check.ts';

export const rootCredentialsPresent = defineCheck({
  id: 'root-credentials-present',
  subject: 'root',
  title: 'Root credentials present',
  severity: 'warning',
  enabled: false,
  openWhen: 'root has a password, an access key or a signing certificate, active or not',
  why: 'Under central root management a member account needs no root credentials at all, but turning it on does not remove those that exist. Off by default, because root of a standalone account or of a management account must have a password. With `organization` the exporter knows the management account and never judges it. Where the fact `root-management` shows that central management is on and this check is off, the log recommends it.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html',
  sparesManagementAccount: true,
  columns: ['password_enabled', 'access_key_N_active', 'access_key_N_last_rotated', 'cert_N_last_rotated'],
  openByOne: true,
  fix: [
    {
      text: 'From the management account: get credentials for this one task, and export them as AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.',
      command:
        'aws sts assume-root --region REGION --target-principal ACCOUNT_ID --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials',
    },
    {
      text: 'With them, see which keys there are. If a key is still used, stop, and first replace it where it is used: see `root-access-key`.',
      command: 'aws iam list-access-keys',
    },
    { text: 'Delete each of them.', command: 'aws iam delete-access-key --access-key-id KEY_ID' },
    { text: 'See which signing certificates there are.', command: 'aws iam list-signing-certificates' },
    { text: 'Delete each of them.', command: 'aws iam delete-signing-certificate --certificate-id CERTIFICATE_ID' },
    { text: 'Delete the password.', command: 'aws iam delete-login-profile' },
    { text: 'See which MFA devices are left.', command: 'aws iam list-mfa-devices' },
    { text: 'Deactivate each of them.', command: 'aws iam deactivate-mfa-device --serial-number SERIAL_NUMBER' },
  ],
  evaluate: (root) => {
    const hasPassword = rootHasPassword(root);
    if (hasPassword === true || root.accessKeys.length > 0 || root.signingCertificates.length > 0) return [OPEN];
    return [hasPassword === undefined ? UNKNOWN : PASS];
  },
});
