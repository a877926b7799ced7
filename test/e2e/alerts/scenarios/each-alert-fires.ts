/**
 * Each check's alert: fires after a quarter of an hour, and does not without a finding or when it is for boards only. The same for
 * the one that counts where no user is named. Their texts are in test/golden/alert-texts.txt.
 */
import { type Expectation, exporterWith, fires, nothing, POD_1, type Scenario } from '../scenario.ts';
import {
  alertLabels,
  countAlertLabels,
  counts,
  finding,
  type OpenFindingApart,
  openFindingsApart,
} from './open-finding.ts';

const HOUR = '1x60';

export const eachAlertFiresScenarios: readonly Scenario[] = [
  ofEach(
    'fires',
    (one) => ({
      ...counts(one, POD_1, { open: HOUR, exempt: '0x60', unknown: '0x60' }, one.account),
      ...finding(one, POD_1, HOUR),
    }),
    (one) => [nothing(one.alert, '14m'), fires(one.alert, '15m', alertLabels(one))],
  ),
  ofEach(
    'counts where no user is named',
    (one) => counts(one, POD_1, { open: '3x60' }, one.account),
    (one) => [nothing(one.alert, '14m'), fires(one.alert, '15m', countAlertLabels(one, one.account))],
  ),
  // All users pass, or are exempt, or AWS does not tell: no series says that there is a finding.
  ofEach(
    'does not fire for who passes, is exempt or unknown',
    (one) => counts(one, POD_1, { open: '0x60', exempt: HOUR, unknown: HOUR }, one.account),
    (one) => [nothing(one.alert, '30m')],
  ),
  ofEach(
    'does not fire once the policy lowers the check to info',
    (one) => ({
      ...counts({ ...one, severity: 'info' }, POD_1, { open: HOUR, exempt: '0x60', unknown: '0x60' }, one.account),
      ...finding(one, POD_1, HOUR, 'info'),
    }),
    (one) => [nothing(one.alert, '30m')],
  ),
];

function ofEach(
  what: string,
  series: (one: OpenFindingApart) => Scenario['series'],
  expect: (one: OpenFindingApart) => readonly Expectation[],
): Scenario {
  return {
    name: `each alert of a check ${what}`,
    series: Object.assign(
      {},
      ...openFindingsApart.map((one) => ({ ...exporterWith(POD_1, one.account, HOUR), ...series(one) })),
    ) as Scenario['series'],
    expect: openFindingsApart.flatMap(expect),
  };
}
