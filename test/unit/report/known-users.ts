/** The users of the hand-made reports in test/fixtures/reports, as the model says them. */
import type { User } from '../../../src/model/facts/credential-report.ts';
import { accessKey, at, root, signingCertificate, user } from '../../support/model-values.ts';

export const ROOT = root({
  created: at('2021-06-01T08:00:00Z'),
  mfaActive: true,
  password: { enabled: true, lastUsed: at('2026-02-14T10:30:00Z'), lastChanged: at('2021-06-01T08:05:00Z') },
});

/** Signs in with a password that expires. */
export const ALICE = user({
  mfaActive: true,
  password: {
    enabled: true,
    lastUsed: at('2026-10-30T07:45:10Z'),
    lastChanged: at('2026-09-01T06:00:00Z'),
    nextRotation: at('2026-11-30T06:00:00Z'),
  },
});

/** Has never signed in. */
export const BOB = user({
  name: 'bob',
  created: at('2025-11-20T13:00:00Z'),
  password: { enabled: true, lastUsed: 'never', lastChanged: at('2025-11-20T13:00:05Z') },
});

/** Uses a key, in a region. */
export const DEPLOY = user({
  name: 'deploy',
  accessKeys: [
    accessKey({
      lastRotated: at('2025-01-15T12:00:00Z'),
      lastUsed: at('2026-11-01T03:15:00Z'),
      lastUsedRegion: 'eu-central-1',
      lastUsedService: 'ec2',
    }),
  ],
});

/** Both slots of both kinds: an inactive key that was used in S3, a key never used, certificates active and not. */
export const ARCHIVE = user({
  name: 'archive',
  accessKeys: [
    accessKey({
      active: false,
      lastRotated: at('2024-03-05T09:13:00Z'),
      lastUsed: at('2025-02-01T22:00:00Z'),
      lastUsedService: 's3',
    }),
    accessKey({ slot: '2', lastRotated: at('2026-08-08T08:08:08Z'), lastUsed: 'never' }),
  ],
  signingCertificates: [
    signingCertificate({ lastRotated: at('2024-04-01T00:00:00Z') }),
    signingCertificate({ slot: '2', active: false, lastRotated: at('2024-05-01T00:00:00Z') }),
  ],
});

/** Had a password once. */
export const LEAVER = user({ name: 'leaver', password: { enabled: false, lastUsed: at('2025-12-24T16:00:00Z') } });

export const NOBODY = user({ name: 'nobody' });

/** The same user in another partition or under a path. */
export function withArn(one: User, arn: string, path = '/'): User {
  return { ...one, arn, path };
}
