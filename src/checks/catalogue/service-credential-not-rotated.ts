import { wholeDaysBetween } from '../../model/time.ts';
import { days, defineCheck } from '../check.ts';
import { judgeServiceCredentials } from '../judgements/user-details.ts';

export const serviceCredentialNotRotated = defineCheck({
  id: 'service-credential-not-rotated',
  subject: 'user',
  title: 'Service-specific credential not rotated',
  severity: 'warning',
  enabled: true,
  openWhen:
    'a service-specific credential of a user, such as an API key for Amazon Bedrock, is active and older than `maxAgeDays`; one finding for the oldest of them',
  why: 'It works like an access key, for one service: from anywhere, without a second factor, until somebody deactivates it. The report does not show it, and neither do the lists of access keys.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_service-specific-creds.html',
  columns: ['user_creation_time'],
  needs: ['user-details.serviceCredentials'],
  fix: [
    {
      text: 'Find it by its date.',
      command: 'aws iam list-service-specific-credentials --user-name USER',
    },
    {
      text: 'Create a second one, and give it to whatever uses the first. A user has two for each service at most. For Amazon Bedrock, `--credential-age-days` makes one that expires by itself.',
      command: 'aws iam create-service-specific-credential --user-name USER --service-name SERVICE',
    },
    {
      text: 'Deactivate the old one. That can be taken back, should something still need it.',
      command:
        'aws iam update-service-specific-credential --user-name USER --service-specific-credential-id CREDENTIAL_ID --status Inactive',
    },
    {
      text: 'Delete it after some days. Better than a new one is none: the service takes the credentials of a role as well.',
      command:
        'aws iam delete-service-specific-credential --user-name USER --service-specific-credential-id CREDENTIAL_ID',
    },
  ],
  limit: days('maxAgeDays', 90, 'How old an active service-specific credential may get'),
  evaluate: (user, { maxAgeDays }, { now, facts }) =>
    judgeServiceCredentials(user, facts['user-details.serviceCredentials'], ({ status, created }, expired) => {
      if (expired || status !== 'Active') return undefined;
      const days = wholeDaysBetween(created, now);
      return { status: days > maxAgeDays ? 'open' : 'pass', days };
    }),
});
