import { defineCheck, OPEN, PASS } from '../check.ts';
import { judgeServiceCredentials } from '../judgements/user-details.ts';

export const serviceCredentialExpiredLeft = defineCheck({
  id: 'service-credential-expired-left',
  subject: 'user',
  title: 'Expired service-specific credential left behind',
  severity: 'info',
  enabled: true,
  openWhen: 'a service-specific credential of a user has expired and is still there',
  why: 'It no longer works, but it takes one of the two places that a user has for each service. A program that still tries to use it fails.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_service-specific-creds.html',
  columns: ['user_creation_time'],
  needs: ['user-details.serviceCredentials'],
  fix: [
    {
      text: 'Find it: its `ExpirationDate` is in the past.',
      command: 'aws iam list-service-specific-credentials --user-name USER',
    },
    {
      text: 'Delete it.',
      command:
        'aws iam delete-service-specific-credential --user-name USER --service-specific-credential-id CREDENTIAL_ID',
    },
  ],
  evaluate: (user, _values, { reportTime, earliest, facts }) =>
    judgeServiceCredentials(
      user,
      facts['user-details.serviceCredentials'],
      { reportTime, earliest },
      (_credential, expired) => (expired ? OPEN : PASS),
    ),
});
