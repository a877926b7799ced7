import { defineCheck } from '../check.ts';
import { judgeSigningCertificates } from '../signing-certificates.ts';

export const signingCertificateActive = defineCheck({
  id: 'signing-certificate-active',
  subject: 'user',
  title: 'Active signing certificate',
  severity: 'info',
  enabled: true,
  openWhen: 'a user has an active X.509 signing certificate',
  why: 'Signing certificates are for SOAP interfaces that few still use. An active one is a credential that nobody looks after.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSigningCertificate.html',
  columns: ['cert_N_active'],
  openByOne: true,
  fix: [
    { text: 'Find the certificate.', command: 'aws iam list-signing-certificates --user-name USER' },
    {
      text: 'Deactivate it. You can activate it again.',
      command: 'aws iam update-signing-certificate --user-name USER --certificate-id CERTIFICATE_ID --status Inactive',
    },
    {
      text: 'Delete it after some days.',
      command: 'aws iam delete-signing-certificate --user-name USER --certificate-id CERTIFICATE_ID',
    },
  ],
  evaluate: judgeSigningCertificates,
});
