import { defineCheck } from '../check.ts';
import { judgeSigningCertificates } from '../signing-certificates.ts';

export const rootSigningCertificate = defineCheck({
  id: 'root-signing-certificate',
  subject: 'root',
  title: 'Root signing certificate',
  severity: 'critical',
  enabled: true,
  openWhen: 'root has an active X.509 signing certificate',
  why: 'It signs requests as root, without a second factor, and no task needs one today.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  columns: ['cert_N_active'],
  openByOne: true,
  fix: [
    { text: 'Sign in as root: console, the account name at the top right, Security credentials, X.509 certificates.' },
    { text: 'Deactivate it, and delete it after some days.' },
  ],
  evaluate: judgeSigningCertificates,
});
