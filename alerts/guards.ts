/** Alerts about the numbers themselves, by what they watch. */
import { accountGuards, accountRecordings } from './account-guards.ts';
import { exemptionGuards, exemptionRecordings } from './exemption-guards.ts';
import { exporterGuards, exporterRecordings } from './exporter-guards.ts';
import { reportGuards, reportRecordings } from './report-guards.ts';
import type { AlertingRule, RecordingRule } from './rule.ts';

export const guardRecordings: readonly RecordingRule[] = [
  ...accountRecordings,
  ...reportRecordings,
  ...exporterRecordings,
  ...exemptionRecordings,
];

export const guards: readonly AlertingRule[] = [
  ...exporterGuards,
  ...accountGuards,
  ...reportGuards,
  ...exemptionGuards,
];
