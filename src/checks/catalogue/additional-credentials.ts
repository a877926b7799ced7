import { defineCheck, OPEN } from '../check.ts';

export const additionalCredentials = defineCheck({
  id: 'additional-credentials',
  subject: 'user',
  title: 'Credentials beyond the report',
  severity: 'info',
  enabled: true,
  openWhen: 'AWS says that a user has more keys or certificates than the two of each that the report shows',
  why: 'No check sees a credential that the report does not show: a third key may be old, or unused, or both.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html',
  columns: ['additional_credentials_info'],
  fix: [
    { text: 'See every key of the user.', command: 'aws iam list-access-keys --user-name USER' },
    { text: 'See every certificate.', command: 'aws iam list-signing-certificates --user-name USER' },
    {
      text: 'Delete those that nobody needs, until two of each are left at most.',
      command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID',
    },
  ],
  // Most reports have no such column, so its absence tells nothing, and nobody could act on it.
  evaluate: ({ additionalCredentials }) => (additionalCredentials === undefined ? [] : [OPEN]),
});
