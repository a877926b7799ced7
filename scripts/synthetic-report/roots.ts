/** The root users that a synthetic account can have. Data only. */
import type { CredentialPlan } from './credential-plan.ts';

export const ROOTS = {
  /** MFA, no key, not used for most of a year. */
  'well-kept': { created: [2000, 3000], mfa: true, password: { changed: [300, 900], used: [200, 280] } },
  /** As above, but somebody signed in today. */
  'used-today': { created: [2000, 3000], mfa: true, password: { changed: [300, 900], used: [0.1, 0.8] } },
  /** Everything that an auditor fears. */
  neglected: {
    created: [2000, 3000],
    password: { changed: [1000, 1900], used: [0.1, 0.8] },
    keys: [{ active: true, rotated: [1000, 1900], used: [100, 300] }],
    certificates: [{ active: true, rotated: [1000, 1900] }],
  },
  /** A member account whose root credentials the organization has removed. */
  'without-credentials': { created: [100, 900] },
} as const satisfies Record<string, CredentialPlan>;

export type RootKind = keyof typeof ROOTS;
