import { rootHasPassword } from '../../model/facts/credential-report.ts';
import { defineCheck, OPEN, PASS } from '../check.ts';

export const rootWithoutMfa = defineCheck({
  id: 'root-without-mfa',
  subject: 'root',
  title: 'Root without MFA',
  severity: 'critical',
  enabled: true,
  openWhen:
    'root has a password and no MFA device; in reports before 2025, which do not say whether it has a password, when it has no MFA device (except in AWS GovCloud and in China)',
  why: 'Root can do everything in the account, and anybody who can read its mailbox can reset its password. Only a second factor prevents that.',
  cis: { '1.4': '1.5', '5.0': '1.4', '6.0': '2.4', '7.0': '2.5' },
  securityHub: 'IAM.9',
  controls: [
    {
      title: 'Root has an MFA device',
      difference:
        'Root without a password is not judged, as nobody can sign in with it: CIS says the same from version 6.0 on, and older versions and Security Hub, read strictly, ask for a device all the same',
    },
    {
      title: 'Root has a hardware MFA device',
      difference:
        'Root without a password is not judged, as nobody can sign in with it: the control, read strictly, asks for a device all the same',
      numbers: { cis: { '1.4': '1.6', '5.0': '1.5', '6.0': '2.5', '7.0': '2.6' }, securityHub: 'IAM.6' },
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html',
  columns: ['password_enabled', 'mfa_active'],
  fix: [
    {
      text: 'Sign in as root: console, the account name at the top right, Security credentials, Assign MFA device. Register two, kept in two places.',
    },
    {
      text: 'See that it is there: the answer is 1.',
      command: 'aws iam get-account-summary --query SummaryMap.AccountMFAEnabled',
    },
    {
      text: 'In a member account of an organization it is better to delete the password: with central root access you delete root credentials from the management account.',
    },
  ],
  evaluate: (root) => {
    if (root.mfaActive) return [PASS];
    return rootHasPassword(root) === false ? [] : [OPEN];
  },
});
