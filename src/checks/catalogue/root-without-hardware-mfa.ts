import { ROOT_USER_NAME, rootHasPassword } from '../../model/facts/credential-report.ts';
import { defineCheck, OPEN, PASS } from '../check.ts';

export const rootWithoutHardwareMfa = defineCheck({
  id: 'root-without-hardware-mfa',
  subject: 'root',
  title: 'Root without hardware MFA',
  severity: 'warning',
  enabled: false,
  openWhen: 'root can sign in and its MFA device is virtual, an app on a phone',
  why: 'The secret of an app can be copied, with the phone or from its backup. A key or a passkey cannot, and withstands phishing. Off, as it costs a device for each account that keeps its root password.',
  cis: { '1.4': '1.6', '5.0': '1.5', '6.0': '2.5', '7.0': '2.6' },
  securityHub: 'IAM.6',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html',
  columns: ['password_enabled', 'mfa_active'],
  needs: ['user-details.mfa'],
  fix: [
    {
      text: 'See the virtual device: its user is root.',
      command: "aws iam list-virtual-mfa-devices --assignment-status Assigned --query 'VirtualMFADevices[].User.Arn'",
    },
    {
      text: 'Sign in as root: console, the account name at the top right, Security credentials, Assign MFA device. Register two passkeys or security keys, kept in two places.',
    },
    { text: 'Sign in with each of them once, then remove the virtual device there.' },
    {
      text: 'In a member account of an organization, better take the password away: central root access deletes root credentials from the management account.',
    },
  ],
  evaluate: (root, _values, { facts }) => {
    // Without MFA, or without a password, it is the matter of other checks.
    if (!root.mfaActive || rootHasPassword(root) === false) return [];
    return [facts['user-details.mfa'].value.virtual.has(ROOT_USER_NAME) ? OPEN : PASS];
  },
});
