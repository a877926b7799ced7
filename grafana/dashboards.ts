/**
 * The dashboards, one file each. What a panel says lives in panels/, what a colour means in thresholds.ts; the JSON in the Helm chart
 * is made from here. Knows the exporter by the names of its metrics and severities alone.
 */
import { accessKeys } from './access-keys.ts';
import { account } from './account.ts';
import { activity } from './activity.ts';
import type { Dashboard } from './board.ts';
import { exporterHealth } from './exporter-health.ts';
import type { BoardName } from './links.ts';
import { overview } from './overview.ts';
import { user } from './user.ts';

export const DASHBOARDS: Readonly<Record<BoardName, Dashboard>> = {
  overview: overview(),
  account: account(),
  user: user(),
  'access-keys': accessKeys(),
  activity: activity(),
  'exporter-health': exporterHealth(),
};
