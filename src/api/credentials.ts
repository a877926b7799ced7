/** The credentials of a user, as the report has them. */
import { FLAG, objectType, TEXT, TIME, toObject } from '../fields/field.ts';
import type { AccessKey, LastUsed, SigningCertificate, User } from '../model/facts/credential-report.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';
import { type Held, shows } from '../views/held.ts';
import { type ApiField, shownFields } from './resource.ts';

const SLOT = { type: 'string', enum: ['1', '2'] };

export const ACCESS_KEY_FIELDS: readonly ApiField<AccessKey>[] = [
  {
    name: 'key',
    type: SLOT,
    always: true,
    help: 'Its slot in the report, which changes when the other key is deleted.',
    read: ({ slot }) => slot,
  },
  {
    name: 'active',
    type: FLAG,
    help: 'Whether it is active.',
    family: 'aws_iam_access_key_active',
    read: ({ active }) => active,
  },
  {
    name: 'last_rotated',
    type: TIME,
    help: 'When it was created or last changed.',
    family: 'aws_iam_access_key_last_rotated_timestamp_seconds',
    read: ({ lastRotated }) => timeOf(lastRotated),
  },
  {
    name: 'last_used',
    type: TEXT,
    help: 'When it was last used, or `never`. Absent: not known.',
    family: 'aws_iam_access_key_last_used_timestamp_seconds',
    read: ({ lastUsed }) => useOf(lastUsed),
  },
  {
    name: 'last_used_service',
    type: TEXT,
    help: 'The service that it was last used for.',
    family: 'aws_iam_access_key_last_used_info',
    read: ({ lastUsedService }) => lastUsedService,
  },
  {
    name: 'last_used_region',
    type: TEXT,
    help: 'The region that it was last used in. Absent for services without regions.',
    family: 'aws_iam_access_key_last_used_info',
    read: ({ lastUsedRegion }) => lastUsedRegion,
  },
];

export const CERTIFICATE_FIELDS: readonly ApiField<SigningCertificate>[] = [
  { name: 'certificate', type: SLOT, always: true, help: 'Its slot in the report.', read: ({ slot }) => slot },
  {
    name: 'active',
    type: FLAG,
    help: 'Whether it is active.',
    family: 'aws_iam_signing_certificate_active',
    read: ({ active }) => active,
  },
  {
    name: 'last_rotated',
    type: TIME,
    help: 'When it was created or last changed.',
    family: 'aws_iam_signing_certificate_last_rotated_timestamp_seconds',
    read: ({ lastRotated }) => timeOf(lastRotated),
  },
];

/** undefined: /metrics shows nothing of them. */
export interface ShownCredentials {
  readonly accessKeys: readonly object[] | undefined;
  readonly certificates: readonly object[] | undefined;
}

/** What /metrics shows of the credentials of users. */
export function shownCredentials(held: Held): (user: User) => ShownCredentials {
  const keys = shows(held, 'accessKeys') ? shownFields(ACCESS_KEY_FIELDS, held) : undefined;
  const certificates = shows(held, 'signingCertificates') ? shownFields(CERTIFICATE_FIELDS, held) : undefined;
  return ({ accessKeys, signingCertificates }) => ({
    accessKeys: keys && accessKeys.map((key) => toObject(keys, key)),
    certificates: certificates && signingCertificates.map((certificate) => toObject(certificates, certificate)),
  });
}

export const CREDENTIAL_FIELDS: readonly ApiField<ShownCredentials>[] = [
  {
    name: 'access_keys',
    type: { type: 'array', items: objectType(ACCESS_KEY_FIELDS) },
    help: 'Access keys, active or not.',
    read: ({ accessKeys }) => accessKeys,
  },
  {
    name: 'signing_certificates',
    type: { type: 'array', items: objectType(CERTIFICATE_FIELDS) },
    help: 'X.509 signing certificates, active or not.',
    read: ({ certificates }) => certificates,
  },
];

export function timeOf(moment: UnixSeconds | undefined): string | undefined {
  return moment === undefined ? undefined : isoTime(moment);
}

export function useOf(lastUsed: LastUsed | undefined): string | undefined {
  return lastUsed === 'never' ? 'never' : timeOf(lastUsed);
}
