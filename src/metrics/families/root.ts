import { isRoot, rootHasPassword } from '../../model/facts/credential-report.ts';
import type { Family, Level } from '../family.ts';
import { shownUsers, type UserSubject, type World } from '../world.ts';

/** The root user of an account. */
export const rootFamilies: readonly Family<UserSubject>[] = [
  {
    name: 'aws_iam_root_credentials_present',
    type: 'gauge',
    help: '1 if root has a password, an access key or a signing certificate, active or inactive. 0 if it has none of them.',
    labels: [],
    absent:
      'without a row for root; also if root has no key and no certificate and the report does not say whether it has a password (before 2025, except in AWS GovCloud and China, where root has no password)',
    example: 'aws_iam_root_credentials_present == 1',
    read: ({ user: root }) => {
      const hasOther = root.accessKeys.length > 0 || root.signingCertificates.length > 0;
      const hasPassword = rootHasPassword(root);
      return hasOther ? 1 : hasPassword === undefined ? undefined : Number(hasPassword);
    },
  },
];

export const rootLevel: Level<World, UserSubject> = {
  name: 'root',
  introduction: 'One series per account that has a row for root.',
  labels: [{ name: 'account_id', of: ({ accountId }) => accountId }],
  families: rootFamilies,
  *select(world) {
    for (const subject of shownUsers(world)) if (isRoot(subject.user)) yield subject;
  },
};
