/** What an account waits for while the exporter is there: why a finding of it is not shown, though nobody fixed it. */
import { AWAITED, MEMBERS_KNOWN } from './members.ts';
import { HOLD, type RecordingRule } from './rule.ts';
import {
  ACCOUNT_BY_ID,
  EXPORTER,
  GENERATED,
  NAMED_ACCOUNT,
  NAMED_FACT,
  REFRESH_ERRORS,
  REPORTED_ACCOUNT,
} from './series.ts';

/** When an account, by id and name, last had a report. It is there for as long as findings are held without one. */
export const LAST_READ = 'aws_iam:account:last_read_timestamp_seconds';
/** Accounts that left, by id and the name that they had. */
export const LEFT = 'aws_iam:account:left';
/** Accounts of which the exporter has not tried every fact since its start. */
export const STARTING = 'iam_credential_exporter:account:starting';

/**
 * How far back a rule looks for what it recorded a moment ago: over evaluations that Prometheus missed, such as those of a
 * restart. A day would cost each evaluation some hundred times what this costs.
 */
export const A_MOMENT_AGO = '1h15m';

/**
 * The evaluation before: the second lets a look back reach what is exactly five minutes old. The longer offset passes over it, so that the
 * second evaluation after a gap sees the gap as the first one does; both reach equally far.
 */
export const BEFORE = 'offset 1s';
export const BEFORE_THE_LAST = 'offset 91s';

/** How long the findings of an account outlive its place in the configuration: it may be a mistake, and mended at once. */
const LEAVING = '30m';
/** A scrape and an evaluation more, so that nobody named it when all knew, half an hour ago. */
const UNNAMED = '33m';

const OTHER_FACTS = `${REFRESH_ERRORS}{fact!="credential-report"}`;

export const accountStates: readonly RecordingRule[] = [
  {
    record: LAST_READ,
    expr: [
      `time() * group by (${REPORTED_ACCOUNT}) (${GENERATED})`,
      'or',
      `last_over_time(${LAST_READ}[${A_MOMENT_AGO}]) > time() - ${secondsOf(HOLD)}`,
    ].join('\n'),
    comment: `When the exporter last had a report of the account, for ${HOLD} after that.`,
  },
  {
    record: LEFT,
    expr: [
      `group by (${REPORTED_ACCOUNT}) (${LAST_READ})`,
      `unless on (${ACCOUNT_BY_ID}) last_over_time(${GENERATED}[${UNNAMED}])`,
      `unless on (${ACCOUNT_BY_ID}) last_over_time(${AWAITED}[${UNNAMED}])`,
      `unless on (${NAMED_ACCOUNT}) last_over_time(${AWAITED}{account_id=""}[${UNNAMED}])`,
      `and on (${EXPORTER}) ${MEMBERS_KNOWN}`,
      `and on (${EXPORTER}) ${MEMBERS_KNOWN} offset ${LEAVING}`,
    ].join('\n'),
    comment: `Accounts that no exporter reads or names, though all exporters knew all accounts ${LEAVING} ago and do now: they left.`,
  },
  {
    record: STARTING,
    expr: [
      `group by (${NAMED_ACCOUNT}) (${OTHER_FACTS} unless on (${NAMED_FACT}) iam_credential_exporter_fact_up)`,
      'or',
      `group by (${NAMED_ACCOUNT}) (`,
      `  ${OTHER_FACTS} and on (${EXPORTER}, instance) time() - process_start_time_seconds < 600`,
      ')',
    ].join('\n'),
    comment:
      'Accounts of which the exporter has not tried every fact since it started, and all that have facts beyond the report just after a start.',
  },
];

function secondsOf(duration: typeof HOLD): number {
  return Number.parseInt(duration, 10) * 86_400;
}
