/**
 * Every level of metric families. This room is the only one that knows metric names; a family is data plus a pure function, and
 * knows nothing of text formats, HTTP or AWS.
 */
import { accessKeyLevel } from './families/access-key.ts';
import { activityLevel } from './families/activity.ts';
import { activityRegionLevel } from './families/activity-region.ts';
import { accountSettingsLevel } from './families/account-settings.ts';
import { checkLevel } from './families/check.ts';
import { checkCountLevel } from './families/check-count.ts';
import { exemptionLevel } from './families/exemption.ts';
import { exporterLevel } from './families/exporter.ts';
import { findingLevel } from './families/finding.ts';
import { reportLevel } from './families/report.ts';
import { rootLevel } from './families/root.ts';
import { serviceCredentialLevel } from './families/service-credential.ts';
import { signingCertificateLevel } from './families/signing-certificate.ts';
import { userLevel } from './families/user.ts';
import { userDetailsLevel } from './families/user-details.ts';
import type { Level } from './family.ts';
import type { World } from './world.ts';

/** About the accounts, in the order of the page. Their families are all gauges. */
export const accountLevels: readonly Level<World, unknown>[] = [
  reportLevel,
  accountSettingsLevel,
  userLevel,
  userDetailsLevel,
  accessKeyLevel,
  signingCertificateLevel,
  serviceCredentialLevel,
  rootLevel,
  activityLevel,
  activityRegionLevel,
  findingLevel,
  checkCountLevel,
  checkLevel,
  exemptionLevel,
];

export const levels: readonly Pick<Level<never, unknown>, 'name' | 'introduction' | 'labels' | 'families'>[] = [
  ...accountLevels,
  exporterLevel,
];

export { exporterLevel };
