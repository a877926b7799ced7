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
    'a service-specific credential of a user, such as an API key for Amazon Bedrock, is active and older than `maxAgeDays` (one finding per user, for the oldest)',
  why: 'Like an access key it works from anywhere and without a second factor until somebody deactivates it, though for one service only. The credential report does not show it, so that it is easily forgotten.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_service-specific-creds.html',
  columns: ['user_creation_time'],
  needs: ['user-details.serviceCredentials'],
  fix: [
    {
      text: 'Find the credential by its date.',
      command: 'aws iam list-service-specific-credentials --user-name USER',
    },
    {
      text: 'Create a second one, and give it to the programs that use the first one. A user can have two for each service: if there are two already, delete an unused one first. For Amazon Bedrock `--credential-age-days` lets it expire by itself.',
      command: 'aws iam create-service-specific-credential --user-name USER --service-name SERVICE',
    },
    {
      text: 'Deactivate the old one. If a program still needs it, you can activate it again.',
      command:
        'aws iam update-service-specific-credential --user-name USER --service-specific-credential-id CREDENTIAL_ID --status Inactive',
    },
    {
      text: 'Delete it after some days. A role is better than a new credential, if the program can use one: its credentials expire by themselves.',
      command:
        'aws iam delete-service-specific-credential --user-name USER --service-specific-credential-id CREDENTIAL_ID',
    },
  ],
  limit: days('maxAgeDays', 90, 'How old an active service-specific credential may get'),
  evaluate: (user, { maxAgeDays }, { now, reportTime, earliest, facts }) =>
    judgeServiceCredentials(
      user,
      facts['user-details.serviceCredentials'],
      { reportTime, earliest },
      ({ status, created }, expired) => {
        if (expired || status !== 'Active') return undefined;
        const days = wholeDaysBetween(created, now);
        return { status: days > maxAgeDays ? 'open' : 'pass', days };
      },
    ),
});
