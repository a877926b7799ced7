import { ROOT_USER_NAME, rootHasPassword } from '../../model/facts/credential-report.ts';
import { defineCheck, OPEN, PASS } from '../check.ts';

export const rootWithoutHardwareMfa = defineCheck({
  id: 'root-without-hardware-mfa',
  subject: 'root',
  title: 'Root without hardware MFA',
  severity: 'warning',
  enabled: false,
  openWhen: 'root has a password and MFA, and a virtual MFA device (an app on a phone)',
  why: 'Malware or a backup of the phone can copy the secret of an app, and a phishing page can ask for its code. Neither works with a security key. Off by default, because each account with a root password then needs devices of its own.',
  cis: { '1.4': '1.6', '5.0': '1.5', '6.0': '2.5', '7.0': '2.6' },
  securityHub: 'IAM.6',
  controls: [
    {
      title: 'Root has a hardware MFA device',
      difference: 'AWS lists only virtual devices: a root with MFA that is not among them passes',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html',
  columns: ['password_enabled', 'mfa_active'],
  needs: ['user-details.mfa'],
  fix: [
    {
      text: 'See the virtual device: the ARN of its user ends in `:root`.',
      command: "aws iam list-virtual-mfa-devices --assignment-status Assigned --query 'VirtualMFADevices[].User.Arn'",
    },
    {
      text: 'Sign in as root: console, the account name at the top right, Security credentials, Assign MFA device. Register two security keys or hardware tokens, kept in two places.',
    },
    { text: 'Sign in once with each of them, then remove the virtual device on the same page.' },
    {
      text: 'In a member account of an organization it is better to delete the password: with central root access you delete root credentials from the management account.',
    },
  ],
  evaluate: (root, _values, { facts }) => {
    // Without MFA, or without a password, it is the matter of other checks.
    if (!root.mfaActive || rootHasPassword(root) === false) return [];
    return [facts['user-details.mfa'].value.virtual.has(ROOT_USER_NAME) ? OPEN : PASS];
  },
});
