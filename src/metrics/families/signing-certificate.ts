import type { SigningCertificate } from '../../model/facts/credential-report.ts';
import { momentOf } from '../../model/facts/moment.ts';
import { ageInDays } from '../ages.ts';
import type { Family, Level } from '../family.ts';
import { shownUsers, USER_LABELS, type UserSubject, type World } from '../world.ts';

export interface SigningCertificateSubject extends UserSubject {
  readonly certificate: SigningCertificate;
}

/** One X.509 signing certificate. A slot without one has no series. */
export const signingCertificateFamilies: readonly Family<SigningCertificateSubject>[] = [
  {
    name: 'aws_iam_signing_certificate_active',
    type: 'gauge',
    help: '1 if the signing certificate is active, 0 if it is inactive.',
    labels: [],
    absent: 'if the report does not say; an empty slot has no series in any family',
    example: 'aws_iam_signing_certificate_active == 1',
    read: ({ certificate: { active } }) => (active === undefined ? undefined : Number(active)),
  },
  {
    name: 'aws_iam_signing_certificate_last_rotated_timestamp_seconds',
    type: 'gauge',
    help: 'When the signing certificate was created or last changed, in Unix seconds.',
    labels: [],
    absent: 'if the report does not say',
    example: 'time() - aws_iam_signing_certificate_last_rotated_timestamp_seconds',
    read: ({ certificate }) => certificate.lastRotated,
  },
  {
    name: 'aws_iam_signing_certificate_age_days',
    type: 'gauge',
    help: 'Whole days since the signing certificate was created or last changed.',
    labels: [],
    absent: 'if the report does not say',
    example: 'aws_iam_signing_certificate_age_days > 365',
    read: ({ certificate, facts }, now) => ageInDays(certificate.lastRotated, momentOf(facts, now)),
  },
];

export const signingCertificateLevel: Level<World, SigningCertificateSubject> = {
  name: 'certificate',
  introduction: 'One series per X.509 signing certificate. `certificate` is the slot in the report, `1` or `2`.',
  labels: [...USER_LABELS, { name: 'certificate', of: ({ certificate }) => certificate.slot }],
  families: signingCertificateFamilies,
  *select(world) {
    for (const subject of shownUsers(world)) {
      for (const certificate of subject.user.signingCertificates) yield { ...subject, certificate };
    }
  },
};
