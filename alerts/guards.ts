/** Alerts about the numbers themselves, by what they watch. */
import { accountGuards, accountRecordings } from './account-guards.ts';
import { activityGuards } from './activity-guards.ts';
import { exemptionGuards, exemptionRecordings } from './exemption-guards.ts';
import { exporterGuards, exporterRecordings } from './exporter-guards.ts';
import { reportGuards, reportRecordings } from './report-guards.ts';
import { guardsWaited } from './guard-wait.ts';
import type { AlertingRule, RecordingRule } from './rule.ts';

export const guardRecordings: readonly RecordingRule[] = [
  ...accountRecordings,
  ...reportRecordings,
  ...exporterRecordings,
  ...exemptionRecordings,
];

const all = [...exporterGuards, ...accountGuards, ...reportGuards, ...activityGuards, ...exemptionGuards];

/** Which of them hold, and for how long. */
export const guardConditions: readonly RecordingRule[] = [...all.map(({ condition }) => condition), guardsWaited];

export const guards: readonly AlertingRule[] = all.map(({ alert }) => alert);
