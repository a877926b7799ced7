import { CHOSEN_IDS, collapse, earliest } from '../promql.ts';
import { STALE_INTERVALS } from '../thresholds.ts';
import { now } from '../when.ts';

const REPORT = 'namespace, job, account_id';
const of = (name: string) => now(`aws_iam_credential_report_${name}`, CHOSEN_IDS);

/** When AWS generated each report; of the replica that has the oldest, as in the alerts: its findings are on the boards too. */
const generated = earliest(REPORT, of('generated_timestamp_seconds'));

/** Seconds, by account. */
export const REPORT_AGE = collapse('account_id', `time() - ${generated}`);
/** Seconds of Unix time, by account. */
export const GENERATED = earliest('account_id', generated);
/** 1 for each report that is not stale, 0 for one that is; refresh intervals differ. */
export const REPORT_FRESH = earliest(
  'account_id',
  `(time() - ${generated}) / ${collapse(REPORT, of('refresh_interval_seconds'))} < bool ${STALE_INTERVALS}`,
);
