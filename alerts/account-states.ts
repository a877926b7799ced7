/** What an account waits for while the exporter is there: why a finding of it is not shown, though nobody fixed it. */
import { checks } from '../src/checks/catalogue.ts';
import { HOLD, type RecordingRule } from './rule.ts';
import {
  ACCOUNT_BY_ID,
  ERRORS,
  EXPORTER,
  GENERATED,
  NAMED_ACCOUNT,
  NAMED_FACT,
  REFRESH_ERRORS,
  REPORTED_ACCOUNT,
} from './series.ts';

/** Accounts that left, by id and the name that they had. */
export const LEFT = 'aws_iam:account:left';
/** Checks that wait for a fact, by the account's id. */
export const UNREAD = 'aws_iam:check:unread';

const AWAITED = 'iam_credential_exporter:account:awaited';
const STARTING = 'iam_credential_exporter:account:starting';

/** How long the findings of an account outlive its place in the configuration: it may be a mistake, and mended at once. */
const LEAVING = '30m';

/** Once the report is there, only these can still wait for something. */
const NEEDING_FACTS = checks.filter(({ needs = [] }) => needs.length > 0).map(({ id }) => id);
const OTHER_FACTS = `${REFRESH_ERRORS}{fact!="credential-report"}`;

/** What the exporter says of its refreshes may be some seconds ahead of what it says of the account. */
const STARTED_LATELY = '10m';

export const accountStates: readonly RecordingRule[] = [
  {
    record: AWAITED,
    expr: `group by (${NAMED_ACCOUNT}) (${ERRORS} unless on (${NAMED_ACCOUNT}) ${GENERATED})`,
    comment: 'Accounts of the configuration that the exporter has not read.',
  },
  {
    record: LEFT,
    expr: [
      `group by (${REPORTED_ACCOUNT}) (last_over_time(${GENERATED}[${HOLD}]))`,
      `unless on (${ACCOUNT_BY_ID}) last_over_time(${GENERATED}[${LEAVING}])`,
      `unless on (${NAMED_ACCOUNT}) last_over_time(${AWAITED}[${LEAVING}])`,
      `and on (${EXPORTER}) ${ERRORS}`,
      `and on (${EXPORTER}) ${ERRORS} offset ${LEAVING}`,
    ].join('\n'),
    comment: `Accounts that the exporter, there now and ${LEAVING} ago, neither has read nor waits for, under any name: they left its configuration.`,
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
  {
    record: UNREAD,
    expr: [
      `group by (${ACCOUNT_BY_ID}, check) (`,
      `  last_over_time(aws_iam_check_findings{status="open",check=~"${NEEDING_FACTS.join('|')}"}[${HOLD}])`,
      ')',
      `unless on (${ACCOUNT_BY_ID}, check) aws_iam_check_findings`,
      `and on (${ACCOUNT_BY_ID}) (${GENERATED} and on (${NAMED_ACCOUNT}) last_over_time(${STARTING}[${STARTED_LATELY}]))`,
    ].join('\n'),
    comment:
      'Checks that counted their findings in such an account, whatever its name was, and do not now: they wait for a fact. Elsewhere somebody turned them off.',
  },
];
