/**
 * Who lives in a synthetic account: each kind of user that a report can show, and its share of the users in percent.
 *
 * Data only. The order counts for small accounts: the first users are one of each, from the top. The days keep clear of the
 * limits that checks have by default (45 and 90 days), so that a persona is the same story whatever is drawn.
 */
import type { CredentialPlan } from './credential-plan.ts';
import type { NameStyle } from './user-names.ts';

export interface Persona extends CredentialPlan {
  readonly id: string;
  readonly share: number;
  readonly name: NameStyle;
  /** The IAM path, `/` where there is none. */
  readonly path?: string;
}

const YOUNG_KEY = { active: true, rotated: [2, 80], used: [0, 1] } as const;
const USED_PASSWORD = { changed: [2, 80], used: [0, 14] } as const;

export const PERSONAS: readonly Persona[] = [
  // The tidy majority and its best known opposites.
  { id: 'console-with-mfa', share: 18, name: 'person', created: [100, 1800], mfa: true, password: USED_PASSWORD },
  { id: 'machine-young-key', share: 12, name: 'service', created: [100, 1800], keys: [YOUNG_KEY] },
  { id: 'console-without-mfa', share: 5, name: 'person', created: [30, 900], password: USED_PASSWORD },
  {
    id: 'machine-key-never-rotated',
    share: 8,
    name: 'service',
    created: [500, 2600],
    keys: [{ active: true, rotated: 'at setup', used: [0, 3] }],
  },
  {
    id: 'console-long-unused',
    share: 5,
    name: 'person',
    created: [200, 1800],
    mfa: true,
    password: { changed: [50, 85], used: [50, 190] },
  },
  {
    id: 'machine-key-used-in-s3',
    share: 5,
    name: 'service',
    created: [100, 1500],
    keys: [{ active: true, rotated: [100, 600], used: [0, 3], service: 's3' }],
  },
  {
    id: 'console-never-signed-in',
    share: 3,
    name: 'e-mail',
    created: [50, 80],
    password: { changed: 'at setup', used: 'never' },
  },
  {
    id: 'machine-key-inactive',
    share: 4,
    name: 'service',
    created: [900, 2000],
    keys: [{ active: false, rotated: [200, 800], used: [40, 180] }],
  },
  {
    id: 'console-password-expired',
    share: 3,
    name: 'person',
    created: [500, 1500],
    mfa: true,
    password: { changed: [100, 400], used: [95, 300] },
  },
  {
    id: 'signing-certificate-active',
    share: 1,
    name: 'service',
    created: [1000, 2600],
    certificates: [{ active: true, rotated: [400, 900] }],
  },
  { id: 'name-with-comma', share: 1, name: 'comma', created: [100, 900], mfa: true, password: USED_PASSWORD },
  { id: 'nothing', share: 3, name: 'person', created: [50, 2000] },

  // People.
  { id: 'console-e-mail-name', share: 4, name: 'e-mail', created: [100, 900], mfa: true, password: USED_PASSWORD },
  {
    id: 'console-in-team-path',
    share: 4,
    name: 'person',
    path: '/team/a/',
    created: [100, 900],
    mfa: true,
    password: USED_PASSWORD,
  },
  { id: 'name-with-every-sign', share: 1, name: 'every sign', created: [100, 900], mfa: true, password: USED_PASSWORD },
  {
    id: 'console-password-disabled',
    share: 3,
    name: 'person',
    created: [600, 1800],
    password: { changed: 'disabled', used: [60, 500] },
  },
  {
    id: 'console-and-key',
    share: 3,
    name: 'person',
    created: [200, 1500],
    mfa: true,
    password: USED_PASSWORD,
    keys: [YOUNG_KEY],
  },
  {
    id: 'key-made-at-setup',
    share: 2,
    name: 'person',
    created: [50, 900],
    mfa: true,
    password: USED_PASSWORD,
    keys: [{ active: true, rotated: 'at setup', used: 'never' }],
  },
  {
    id: 'created-today',
    share: 1,
    name: 'person',
    created: [0.1, 0.8],
    password: { changed: 'at setup', used: 'never' },
    keys: [{ active: true, rotated: 'at setup', used: 'never' }],
  },

  // Machines.
  { id: 'machine-in-path', share: 3, name: 'service', path: '/service/ci/', created: [100, 900], keys: [YOUNG_KEY] },
  {
    id: 'machine-key-never-used',
    share: 3,
    name: 'service',
    created: [500, 900],
    keys: [{ active: true, rotated: [100, 400], used: 'never' }],
  },
  {
    id: 'two-active-keys',
    share: 2,
    name: 'service',
    created: [800, 1500],
    keys: [
      { active: true, rotated: [300, 700], used: [0, 3] },
      { active: true, rotated: [20, 80], used: [0, 3] },
    ],
  },
  {
    id: 'rotation-unfinished-new-unused',
    share: 1,
    name: 'service',
    created: [500, 1500],
    keys: [
      { active: true, rotated: [100, 400], used: [0, 3] },
      { active: true, rotated: [20, 80], used: 'never' },
    ],
  },
  {
    id: 'rotation-unfinished-old-unused',
    share: 1,
    name: 'service',
    created: [800, 1500],
    keys: [
      { active: true, rotated: [300, 700], used: [85, 200] },
      { active: true, rotated: [20, 80], used: [0, 3] },
    ],
  },
  {
    id: 'rotation-finished',
    share: 2,
    name: 'service',
    created: [800, 1500],
    keys: [
      { active: false, rotated: [300, 700], used: [10, 25] },
      { active: true, rotated: [30, 80], used: [0, 1] },
    ],
  },
  {
    id: 'machine-keys-beyond-two',
    share: 0.2,
    name: 'service',
    created: [800, 1500],
    keys: [YOUNG_KEY, YOUNG_KEY],
    keysBeyondTwo: 1,
  },
  // MFA that guards the key by policy, without a password.
  { id: 'machine-with-mfa', share: 0.8, name: 'service', created: [100, 900], mfa: true, keys: [YOUNG_KEY] },
  {
    id: 'signing-certificate-inactive',
    share: 1,
    name: 'service',
    created: [1000, 2600],
    keys: [YOUNG_KEY],
    certificates: [
      { active: false, rotated: [500, 900] },
      { active: true, rotated: [30, 400] },
    ],
  },
];
