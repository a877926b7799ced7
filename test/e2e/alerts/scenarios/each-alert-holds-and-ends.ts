/**
 * Every check's alert, and the one that counts where no user is named: goes on as the same alert through an outage, and ends at the
 * next evaluation when nothing is open any more. Rarer turns are told of one alert in holding.ts, ending.ts and counts.ts.
 */
import {
  configured,
  type Expectation,
  exporterWith,
  fires,
  firesThroughout,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  report,
  type Scenario,
} from '../scenario.ts';
import { STAGING } from './old-key.ts';
import {
  alertLabels,
  countAlertLabels,
  counts,
  finding,
  type OpenFindingApart,
  openFindingsApart,
} from './open-finding.ts';

/** What is open of a check, as one alert has it. */
interface Open {
  readonly account: Labels;
  readonly alert: string;
  readonly labels: Labels;
  /** `1x` in `values` stands for open, and `0x` for nothing open any more. */
  series(scraped: Labels, values: string): Scenario['series'];
  /** `1x` in `values` stands for what is exempt now. */
  exempt(values: string): Scenario['series'];
}

/** Named, and counted beside it: only the name is told. */
function named(one: OpenFindingApart): Open {
  const { account, alert } = one;
  return {
    account,
    alert,
    labels: alertLabels(one),
    series: (scraped, values) => ({
      ...finding(one, scraped, values.replace(/\b0x.*/, 'stale')),
      ...counts(one, scraped, { open: values }, account),
    }),
    exempt: (values) => counts(one, POD_1, { exempt: values }, account),
  };
}

function counted(one: OpenFindingApart): Open {
  const { account, alert } = one;
  const three = (values: string) => values.replaceAll(/\b1x/g, '3x');
  return {
    account,
    alert,
    labels: countAlertLabels(one, account),
    series: (scraped, values) => counts(one, scraped, { open: three(values) }, account),
    exempt: (values) => counts(one, POD_1, { exempt: three(values) }, account),
  };
}

export const eachAlertHoldsAndEndsScenarios: readonly Scenario[] = [
  ...holdsAndEnds('each alert of a check', openFindingsApart.map(named)),
  ...holdsAndEnds('each count of a check', openFindingsApart.map(counted)),
];

function holdsAndEnds(who: string, all: readonly Open[]): Scenario[] {
  return [
    holds(who, all),
    ends(`${who} ends at the next evaluation when it is fixed`, all, '0x25'),
    ends(`${who} ends at the next evaluation when it is exempted`, all, '0x20 1x4'),
  ];
}

/** In steps of five minutes: gone after an hour and for an hour, then half an hour with another account alone. */
function holds(who: string, all: readonly Open[]): Scenario {
  return {
    name: `${who} holds while the exporter is gone for an hour, and until its next pod has read the account`,
    every: 5,
    series: ofEach(all, (open) => ({
      ...exporterWith(POD_1, open.account, '1x12 stale'),
      ...open.series(POD_1, '1x12 stale'),
      ...exporterWith(POD_2, STAGING, '_x25 1x18'),
      ...configured(POD_2, open.account, '_x25 0x18'),
      ...report(POD_2, open.account, '_x31 1x12'),
      ...open.series(POD_2, '_x31 1x12'),
    })),
    expect: all.flatMap(({ alert, labels }): Expectation[] => [
      fires(alert, '2h', labels),
      fires(alert, '2h30m', labels),
      fires(alert, '3h35m', labels),
      firesThroughout(alert, '3h35m', 201, labels, 5),
    ]),
  };
}

function ends(name: string, all: readonly Open[], exempt: string): Scenario {
  return {
    name,
    series: ofEach(all, (open) => ({
      ...exporterWith(POD_1, open.account, '1x25'),
      ...open.series(POD_1, '1x20 0x4'),
      ...open.exempt(exempt),
    })),
    expect: all.flatMap(({ alert, labels }) => [
      fires(alert, '20m', labels),
      nothing(alert, '21m'),
      nothing(alert, '25m'),
    ]),
  };
}

function ofEach(all: readonly Open[], series: (open: Open) => Scenario['series']): Scenario['series'] {
  return Object.assign({}, ...all.map(series)) as Scenario['series'];
}
