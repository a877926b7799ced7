/** Settings of an account as a whole. Source: IAM API reference, GetAccountPasswordPolicy and GetAccountSummary. */
import { HOUR } from '../time.ts';
import type { FactDeclaration } from './fact.ts';

export const accountSettingsFact = {
  id: 'account-settings',
  what: 'the password policy of the account and its quotas',
  interval: 4 * HOUR,
  enabled: false,
  permissions: ['iam:GetAccountPasswordPolicy', 'iam:GetAccountSummary'],
  operations: ['GetAccountPasswordPolicy', 'GetAccountSummary'],
} as const satisfies FactDeclaration;

export interface AccountSettings {
  /** Absent: the account has none, and AWS's own minimum applies. */
  readonly passwordPolicy?: PasswordPolicy;
  /** By AWS's name of what is limited: `Users`, `Groups`, `AccessKeysPerUser`. */
  readonly quotas: ReadonlyMap<string, Quota>;
}

export const CHARACTER_CLASSES = ['uppercase', 'lowercase', 'numbers', 'symbols'] as const;
export type CharacterClass = (typeof CHARACTER_CLASSES)[number];

export interface PasswordPolicy {
  readonly minimumLength?: number;
  /** Absent: passwords do not expire. */
  readonly maxAgeDays?: number;
  /** How many earlier passwords a user cannot take again. Absent: the policy does not care. */
  readonly reusePrevention?: number;
  readonly requires: Readonly<Record<CharacterClass, boolean>>;
}

export interface Quota {
  /** Absent for a quota per user or per policy, of which AWS counts nothing. */
  readonly used?: number;
  readonly limit: number;
}
