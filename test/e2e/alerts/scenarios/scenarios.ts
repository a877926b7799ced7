import type { Scenario } from '../scenario.ts';
import { accountGuardScenarios } from './account-guards.ts';
import { countScenarios } from './counts.ts';
import { crashLoopScenarios } from './crash-loop.ts';
import { eachAlertScenarios } from './each-alert.ts';
import { endingScenarios } from './ending.ts';
import { exemptionGuardScenarios } from './exemption-guards.ts';
import { exporterGuardScenarios } from './exporter-guards.ts';
import { factGuardScenarios } from './fact-guards.ts';
import { findingTextScenarios } from './finding-texts.ts';
import { findingScenarios } from './findings.ts';
import { holdingScenarios } from './holding.ts';
import { reportGuardScenarios } from './report-guards.ts';

/** All that is told of the rules; test/unit/alerts names the alert that nothing is told of. */
export const scenarios: readonly Scenario[] = [
  ...findingScenarios,
  ...eachAlertScenarios,
  ...holdingScenarios,
  ...endingScenarios,
  ...findingTextScenarios,
  ...countScenarios,
  ...exporterGuardScenarios,
  ...accountGuardScenarios,
  ...factGuardScenarios,
  ...crashLoopScenarios,
  ...reportGuardScenarios,
  ...exemptionGuardScenarios,
];
