import { credentialsByUser, type ServiceCredential } from '../../model/facts/user-details.ts';
import { momentOf } from '../../model/facts/moment.ts';
import { ageInDays } from '../ages.ts';
import type { Family, Level } from '../family.ts';
import { knownOf, shownUsersOf, USER_LABELS, type UserSubject, type World } from '../world.ts';

const FACT = 'user-details.serviceCredentials';

export interface ServiceCredentialSubject extends UserSubject {
  readonly credential: ServiceCredential;
}

/** One service-specific credential of a user. One that is inactive or has expired keeps its facts. */
export const serviceCredentialFamilies: readonly Family<ServiceCredentialSubject>[] = [
  {
    name: 'aws_iam_service_credential_active',
    type: 'gauge',
    help: '1 if the service-specific credential is active, 0 if it is inactive or has expired.',
    labels: [],
    absent: 'never for a credential',
    example: 'count by (account_id, credential_service) (aws_iam_service_credential_active == 1)',
    read: ({ credential }) => Number(credential.status === 'Active'),
  },
  {
    name: 'aws_iam_service_credential_created_timestamp_seconds',
    type: 'gauge',
    help: 'When the service-specific credential was created, in Unix seconds.',
    labels: [],
    absent: 'never for a credential',
    example: 'time() - aws_iam_service_credential_created_timestamp_seconds',
    read: ({ credential }) => credential.created,
  },
  {
    name: 'aws_iam_service_credential_age_days',
    type: 'gauge',
    help: 'Whole days since the service-specific credential was created.',
    labels: [],
    absent: 'never for a credential',
    example: 'aws_iam_service_credential_age_days > 90 and aws_iam_service_credential_active == 1',
    read: ({ credential, facts }, now) => ageInDays(credential.created, momentOf(facts, now, [FACT])),
  },
  {
    name: 'aws_iam_service_credential_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When the service-specific credential expires or has expired, in Unix seconds.',
    labels: [],
    absent: 'for a credential that does not expire',
    example: 'aws_iam_service_credential_expiry_timestamp_seconds - time() < 7 * 86400',
    read: ({ credential }) => credential.expiry,
  },
];

export const serviceCredentialLevel: Level<World, ServiceCredentialSubject> = {
  name: 'service credential',
  introduction:
    'One series per service-specific credential of a user of the report, such as an API key for Amazon Bedrock: the fact `user-details.serviceCredentials`, which the exporter reads once the configuration [turns it on](configuration.md#configuration-file). `slot` counts from `1`, the oldest, within user and service: a position, not an identity. A credential moves up when an older one is deleted. A user who is newer than the fact has none.',
  labels: [
    ...USER_LABELS,
    // Prometheus setups give `service` a meaning of their own.
    { name: 'credential_service', of: ({ credential }) => credential.service },
    { name: 'slot', of: ({ credential }) => credential.slot },
  ],
  families: serviceCredentialFamilies,
  *select(world) {
    for (const account of world.assessment.accounts) {
      const ofUsers = credentialsByUser(account.facts.facts[FACT]?.value ?? []);
      if (ofUsers.size === 0) continue;
      for (const subject of shownUsersOf(account, world)) {
        if (knownOf(subject, FACT) === undefined) continue;
        for (const credential of ofUsers.get(subject.user.name) ?? []) yield { ...subject, credential };
      }
    }
  },
};
