import { defineCheck, PASS } from '../check.ts';

export const rootAccessKey = defineCheck({
  id: 'root-access-key',
  subject: 'root',
  title: 'Root access key',
  severity: 'critical',
  enabled: true,
  openWhen: 'root has an access key, active or not',
  why: 'A root key can do everything in the account, no IAM policy limits it, and no task needs it. One call activates an inactive key.',
  cis: { '1.4': '1.4', '5.0': '1.3', '6.0': '2.3', '7.0': '2.4' },
  securityHub: 'IAM.4',
  controls: [
    {
      title: 'Root has no access key',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  columns: ['access_key_N_active', 'access_key_N_last_rotated'],
  openByOne: true,
  fix: [
    {
      text: 'See what used it recently. The command answers for one region: repeat it for each region that you use, or search your trail.',
      command:
        'aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=Username,AttributeValue=root',
    },
    {
      text: 'Sign in as root: console, the account name at the top right, Security credentials, Access keys: deactivate, then delete it. With root credentials the CLI can do it too.',
      command: 'aws iam delete-access-key --access-key-id KEY_ID',
    },
    { text: 'Give each program that used it a role with the few permissions that it needs.' },
  ],
  // No key is what the control asks for.
  evaluate: ({ accessKeys }) =>
    accessKeys.length === 0 ? [PASS] : accessKeys.map(({ slot }) => ({ credential: slot, status: 'open' })),
});
