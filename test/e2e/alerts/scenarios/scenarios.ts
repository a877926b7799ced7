import type { Scenario } from '../scenario.ts';
import { accountGuardScenarios } from './account-guards.ts';
import { countScenarios } from './counts.ts';
import { crashLoopScenarios } from './crash-loop.ts';
import { eachAlertFiresScenarios } from './each-alert-fires.ts';
import { eachAlertHoldsAndEndsScenarios } from './each-alert-holds-and-ends.ts';
import { endingScenarios } from './ending.ts';
import { exemptionGuardScenarios } from './exemption-guards.ts';
import { exporterGuardScenarios } from './exporter-guards.ts';
import { factGuardScenarios } from './fact-guards.ts';
import { findingTextScenarios } from './finding-texts.ts';
import { holdingScenarios } from './holding.ts';
import { reportFromFutureScenarios } from './report-from-future.ts';
import { reportGuardScenarios } from './report-guards.ts';
import { unreadFactScenarios } from './unread-facts.ts';

/** Every scenario; test/unit/alerts names the guard that has none. */
export const scenarios: readonly Scenario[] = [
  ...eachAlertFiresScenarios,
  ...eachAlertHoldsAndEndsScenarios,
  ...holdingScenarios,
  ...unreadFactScenarios,
  ...endingScenarios,
  ...findingTextScenarios,
  ...countScenarios,
  ...exporterGuardScenarios,
  ...accountGuardScenarios,
  ...factGuardScenarios,
  ...crashLoopScenarios,
  ...reportGuardScenarios,
  ...reportFromFutureScenarios,
  ...exemptionGuardScenarios,
];
