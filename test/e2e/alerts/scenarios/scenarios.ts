import type { Scenario } from '../scenario.ts';
import { accountGuardScenarios } from './account-guards.ts';
import { accountLeftScenarios } from './account-left.ts';
import { activityGuardScenarios } from './activity-guards.ts';
import { activitySourceScenarios } from './activity-sources.ts';
import { clockOffsetScenarios } from './clock-offset.ts';
import { countScenarios } from './counts.ts';
import { crashLoopScenarios } from './crash-loop.ts';
import { eachAlertFiresScenarios } from './each-alert-fires.ts';
import { eachAlertHoldsAndEndsScenarios } from './each-alert-holds-and-ends.ts';
import { endingScenarios } from './ending.ts';
import { exemptionGuardScenarios } from './exemption-guards.ts';
import { exporterGuardScenarios } from './exporter-guards.ts';
import { factGuardScenarios } from './fact-guards.ts';
import { factsKeptScenarios } from './facts-kept.ts';
import { findingTextScenarios } from './finding-texts.ts';
import { guardWaitScenarios } from './guards-wait.ts';
import { holdingScenarios } from './holding.ts';
import { replacedLabelScenarios } from './replaced-labels.ts';
import { otherLabelsScenarios } from './other-labels.ts';
import { reportFromFutureScenarios } from './report-from-future.ts';
import { reportGuardScenarios } from './report-guards.ts';
import { rootEventScenarios } from './root-events.ts';
import { shardGuardScenarios } from './shard-guards.ts';
import { shardScenarios } from './shards.ts';
import { trendScenarios } from './trends.ts';
import { unreadableScenarios } from './unreadable.ts';
import { unreadFactScenarios } from './unread-facts.ts';

/** Every scenario; test/unit/alerts names the guard that has none. */
export const scenarios: readonly Scenario[] = [
  ...eachAlertFiresScenarios,
  ...eachAlertHoldsAndEndsScenarios,
  ...holdingScenarios,
  ...unreadFactScenarios,
  ...rootEventScenarios,
  ...unreadableScenarios,
  ...factsKeptScenarios,
  ...accountLeftScenarios,
  ...shardScenarios,
  ...otherLabelsScenarios,
  ...endingScenarios,
  ...findingTextScenarios,
  ...countScenarios,
  ...exporterGuardScenarios,
  ...shardGuardScenarios,
  ...replacedLabelScenarios,
  ...clockOffsetScenarios,
  ...accountGuardScenarios,
  ...factGuardScenarios,
  ...crashLoopScenarios,
  ...reportGuardScenarios,
  ...reportFromFutureScenarios,
  ...activityGuardScenarios,
  ...activitySourceScenarios,
  ...exemptionGuardScenarios,
  ...guardWaitScenarios,
  ...trendScenarios,
];
