/**
 * Every metric family, by level. This room is the only one that knows metric names; a family is data plus a pure function, and
 * knows nothing of text formats, HTTP or AWS.
 */
import type { AccessKey, SigningCertificate, User } from '../model/credential-report.ts';
import type { ExporterState } from '../model/exporter-state.ts';
import type { CheckCount, Finding } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { accessKeyFamilies } from './families/access-key.ts';
import { type HeldCheck, checkFamilies } from './families/check.ts';
import { checkCountFamilies } from './families/check-count.ts';
import { exemptionFamilies, type HeldExemption } from './families/exemption.ts';
import { exporterFamilies } from './families/exporter.ts';
import { factRefreshFamilies } from './families/fact-refresh.ts';
import { findingFamilies } from './families/finding.ts';
import { passwordFamilies } from './families/password.ts';
import { reportFamilies } from './families/report.ts';
import { rootFamilies } from './families/root.ts';
import { signingCertificateFamilies } from './families/signing-certificate.ts';
import { userFamilies } from './families/user.ts';
import type { Level } from './family.ts';

export const reportLevel: Level<Snapshot> = { name: 'report', identity: ['account_id'], families: reportFamilies };

export const userLevel: Level<User> = {
  name: 'user',
  identity: ['account_id', 'user'],
  families: [...userFamilies, ...passwordFamilies],
};

export const accessKeyLevel: Level<AccessKey> = {
  name: 'key',
  identity: ['account_id', 'user', 'key'],
  families: accessKeyFamilies,
};

export const signingCertificateLevel: Level<SigningCertificate> = {
  name: 'certificate',
  identity: ['account_id', 'user', 'certificate'],
  families: signingCertificateFamilies,
};

export const rootLevel: Level<User> = { name: 'root', identity: ['account_id'], families: rootFamilies };

export const findingLevel: Level<Finding> = {
  name: 'finding',
  identity: ['account_id', 'account_name', 'owner', 'user', 'key', 'check', 'severity'],
  families: findingFamilies,
};

export const checkCountLevel: Level<CheckCount> = {
  name: 'check count',
  identity: ['account_id', 'account_name', 'owner', 'check', 'severity'],
  families: checkCountFamilies,
};

export const checkLevel: Level<HeldCheck> = { name: 'check', identity: ['check'], families: checkFamilies };

export const exemptionLevel: Level<HeldExemption> = {
  name: 'exemption',
  identity: ['exemption'],
  families: exemptionFamilies,
};

export const exporterLevel: Level<ExporterState> = {
  name: 'exporter',
  identity: [],
  families: [...factRefreshFamilies, ...exporterFamilies],
};

export const levels = [
  reportLevel,
  userLevel,
  accessKeyLevel,
  signingCertificateLevel,
  rootLevel,
  findingLevel,
  checkCountLevel,
  checkLevel,
  exemptionLevel,
  exporterLevel,
] as const;
