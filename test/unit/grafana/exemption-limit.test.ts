/** An exemption turns orange on the board when its alert fires. */
import { expect, it } from '@jest/globals';
import type { ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { exemptionGuards } from '../../../alerts/exemption-guards.ts';
import { COLOURS } from '../../../grafana/thresholds.ts';
import { panelOf } from '../../support/grafana/boards.ts';
import { override, visibleColumns } from '../../support/grafana/table-columns.ts';

it('is orange for as many days as the alert fires before', () => {
  const guard = exemptionGuards.find(({ alert }) => alert.alert === 'AwsIamExemptionExpiring');
  const days = Number(/ - time\(\) < (\d+) \* 86400\b/.exec(guard?.condition.expr ?? '')?.[1]);
  const panel = panelOf('overview', 'Exemptions, the next to expire first');
  const field = visibleColumns(panel).find(({ title }) => title === 'Days left')?.field ?? '';
  const thresholds = override(panel, field)?.find(({ id }) => id === 'thresholds')?.value as ThresholdsConfig;
  const coloured = (color: string) => thresholds.steps.filter((step) => step.color === color).map(({ value }) => value);
  expect(days).toBeGreaterThan(0);
  expect(coloured(COLOURS.ok)).toEqual([days]);
  expect(coloured(COLOURS.warning)).toEqual([expect.any(Number)]);
  expect(Math.max(...coloured(COLOURS.warning).map(Number))).toBeLessThan(-365);
});
