import { isRootCentral } from '../../model/facts/root-management.ts';
import { defineCheck, OPEN, PASS } from '../check.ts';

export const rootManagementNotCentral = defineCheck({
  id: 'root-management-not-central',
  subject: 'account',
  title: 'Root not managed centrally',
  severity: 'info',
  enabled: true,
  openWhen: 'the organization does not manage the root credentials of its member accounts centrally',
  why: 'Without it each member account has a root of its own, whose password, MFA device and keys somebody has to guard. With it those credentials can be deleted and nobody can recover them, and new accounts come without any. The finding is of the account that AWS answers: the management account, or the delegated administrator of IAM.',
  cis: { '7.0': '2.1.1' },
  controls: [
    {
      title: 'The organization manages root of its member accounts centrally',
      difference:
        'The check looks only at RootCredentialsManagement: an organization passes where root sessions (RootSessions) are off',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html',
  columns: ['user'],
  needs: ['root-management'],
  fix: [
    {
      text: 'In the management account: see what is on. RootCredentialsManagement is missing.',
      command: 'aws iam list-organizations-features',
    },
    {
      text: 'Let IAM into the organization, which needs all features of Organizations.',
      command: 'aws organizations enable-aws-service-access --service-principal iam.amazonaws.com',
    },
    {
      text: 'Turn it on. Root credentials that exist stay.',
      command: 'aws iam enable-organizations-root-credentials-management',
    },
    {
      text: 'Allow tasks that only root can do, for minutes and from the management account.',
      command: 'aws iam enable-organizations-root-sessions',
    },
    { text: 'Enable `root-credentials-present`, which finds the member accounts that still have credentials of root.' },
  ],
  evaluate: (_report, _values, { facts }) => {
    const isCentral = isRootCentral(facts['root-management'].value);
    if (isCentral === undefined) return [];
    return [isCentral ? PASS : OPEN];
  },
});
