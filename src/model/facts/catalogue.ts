/** Every fact, in the order in which people read them. The credential report is the anchor: account id and users come from it. */
import { type AccountSettings, accountSettingsFact } from './account-settings.ts';
import { type Activity, activityFact } from './activity.ts';
import { type CredentialReport, credentialReportFact } from './credential-report.ts';
import type { Fact } from './fact.ts';
import { type RootManagement, rootManagementFact } from './root-management.ts';
import {
  type MfaDevices,
  mfaDevicesFact,
  type ServiceCredentials,
  serviceCredentialsFact,
  type UserPolicies,
  userPoliciesFact,
  type UserTags,
  userTagsFact,
} from './user-details.ts';

export const FACTS = [
  credentialReportFact,
  accountSettingsFact,
  rootManagementFact,
  userTagsFact,
  mfaDevicesFact,
  serviceCredentialsFact,
  userPoliciesFact,
  activityFact,
] as const;

/** The value of each fact, by its id. */
export interface FactValues {
  'credential-report': CredentialReport;
  'account-settings': AccountSettings;
  'root-management': RootManagement;
  'user-details.tags': UserTags;
  'user-details.mfa': MfaDevices;
  'user-details.serviceCredentials': ServiceCredentials;
  'user-details.policies': UserPolicies;
  activity: Activity;
}

export type FactName = (typeof FACTS)[number]['id'] & keyof FactValues;

/** Those that were read so far. */
export type Facts = { readonly [Name in FactName]?: Fact<FactValues[Name]> };
