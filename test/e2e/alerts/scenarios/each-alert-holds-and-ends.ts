/**
 * Every check's alert, and the one that counts where no user is named: goes on as the same alert through an outage, and ends at the
 * next evaluation when nothing is open any more. Rarer turns are told of one alert in holding.ts, ending.ts and counts.ts.
 */
import {
  configured,
  exporterWith,
  fires,
  firesThroughout,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  report,
  type Scenario,
} from '../scenario.ts';
import { STAGING } from './old-key.ts';
import { alertLabels, countAlertLabels, counts, finding, type OpenFinding, openFindings } from './open-finding.ts';

/** What is open of a check, as one alert has it. */
interface Open {
  readonly name: string;
  readonly alert: string;
  readonly labels: Labels;
  /** `1x` in `values` stands for open, and `0x` for nothing open any more. */
  series(scraped: Labels, values: string): Record<string, string>;
  /** `1x` in `values` stands for what is exempt now. */
  exempt(values: string): Record<string, string>;
}

export const eachAlertHoldsAndEndsScenarios: readonly Scenario[] = openFindings
  .flatMap((one) => [named(one), counted(one)])
  .flatMap((open) => [holds(open), endsFixed(open), endsExempted(open)]);

/** Named, and counted beside it: only the name is told. */
function named(one: OpenFinding): Open {
  return {
    name: one.alert,
    alert: one.alert,
    labels: alertLabels(one),
    series: (scraped, values) => ({
      ...finding(one, scraped, values.replace(/\b0x.*/, 'stale')),
      ...counts(one, scraped, { open: values }),
    }),
    exempt: (values) => counts(one, POD_1, { exempt: values }),
  };
}

function counted(one: OpenFinding): Open {
  const three = (values: string) => values.replaceAll(/\b1x/g, '3x');
  return {
    name: `the count of ${one.alert}`,
    alert: one.alert,
    labels: countAlertLabels(one),
    series: (scraped, values) => counts(one, scraped, { open: three(values) }),
    exempt: (values) => counts(one, POD_1, { exempt: three(values) }),
  };
}

/** In steps of five minutes: gone after an hour and for an hour, then half an hour with another account alone. */
function holds(open: Open): Scenario {
  const { alert, labels } = open;
  return {
    name: `${open.name} holds while the exporter is gone for an hour, and until its next pod has read the account`,
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x12 stale'),
      ...open.series(POD_1, '1x12 stale'),
      ...exporterWith(POD_2, STAGING, '_x25 1x18'),
      ...configured(POD_2, PRODUCTION, '_x25 0x18'),
      ...report(POD_2, PRODUCTION, '_x31 1x12'),
      ...open.series(POD_2, '_x31 1x12'),
    },
    expect: [
      fires(alert, '2h', labels),
      fires(alert, '2h30m', labels),
      fires(alert, '3h35m', labels),
      firesThroughout(alert, '3h35m', 201, labels, 5),
    ],
  };
}

function endsFixed(open: Open): Scenario {
  return ends(open, 'fixed', open.exempt('0x25'));
}

function endsExempted(open: Open): Scenario {
  return ends(open, 'exempted', open.exempt('0x20 1x4'));
}

function ends(open: Open, how: string, exempt: Record<string, string>): Scenario {
  const { alert, labels } = open;
  return {
    name: `${open.name} ends at the next evaluation when it is ${how}`,
    series: { ...exporterWith(POD_1, PRODUCTION, '1x25'), ...open.series(POD_1, '1x20 0x4'), ...exempt },
    expect: [fires(alert, '20m', labels), nothing(alert, '21m'), nothing(alert, '25m')],
  };
}
