/**
 * Each check's alert: fires after a quarter of an hour, and does not without a finding or when it is for boards only. The same for
 * the one that counts where no user is named. Their texts are in test/golden/alert-texts.txt.
 */
import { exporterWith, fires, nothing, POD_1, PRODUCTION, type Scenario } from '../scenario.ts';
import { alertLabels, countAlertLabels, counts, finding, type OpenFinding, openFindings } from './open-finding.ts';

const HOUR = '1x60';

export const eachAlertFiresScenarios: readonly Scenario[] = openFindings.flatMap((one) => [
  firesByName(one),
  firesAsCount(one),
  staysQuiet(one),
  isForBoards(one),
]);

function firesByName(one: OpenFinding): Scenario {
  const { alert } = one;
  return {
    name: `${alert} fires`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, HOUR),
      ...counts(one, POD_1, { open: HOUR, exempt: '0x60', unknown: '0x60' }),
      ...finding(one, POD_1, HOUR),
    },
    expect: [nothing(alert, '14m'), fires(alert, '15m', alertLabels(one))],
  };
}

function firesAsCount(one: OpenFinding): Scenario {
  const { alert } = one;
  return {
    name: `${alert} counts where no user is named`,
    series: { ...exporterWith(POD_1, PRODUCTION, HOUR), ...counts(one, POD_1, { open: '3x60' }) },
    expect: [nothing(alert, '14m'), fires(alert, '15m', countAlertLabels(one))],
  };
}

/** All users pass, or are exempt, or AWS does not tell: no series says that there is a finding. */
function staysQuiet(one: OpenFinding): Scenario {
  return {
    name: `${one.alert} does not fire for who passes, is exempt or unknown`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, HOUR),
      ...counts(one, POD_1, { open: '0x60', exempt: HOUR, unknown: HOUR }),
    },
    expect: [nothing(one.alert, '30m')],
  };
}

function isForBoards(one: OpenFinding): Scenario {
  const lowered = { ...one, severity: 'info' };
  return {
    name: `${one.alert} does not fire once the policy lowers the check to info`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, HOUR),
      ...counts(lowered, POD_1, { open: HOUR, exempt: '0x60', unknown: '0x60' }),
      ...finding(one, POD_1, HOUR, 'info'),
    },
    expect: [nothing(one.alert, '30m')],
  };
}
