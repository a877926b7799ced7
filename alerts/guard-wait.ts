/**
 * How guards wait. Each minute the rules record whether a guard holds and for how long it has: the alert looks at that, has no `for`, and
 * so goes on at its first evaluation after a restart of Prometheus. What ended is recorded once as ENDED, so that no look back brings
 * it back.
 */
import { parseDuration } from '../src/config/duration.ts';
import { A_MOMENT_AGO, BEFORE, BEFORE_THE_LAST } from './account-states.ts';
import { JUST_NOW } from './held-values.ts';
import type { RecordingRule } from './rule.ts';

/** Of each guard that holds: what its text shows as the value, with all labels that the text shows. */
export const GUARD_VALUE = 'iam_credential_exporter:guard:value';
/** For how many seconds Prometheus has seen it hold, or ENDED. */
export const WAITED = 'iam_credential_exporter:guard:waited_seconds';

const ENDED = -1;

/** What makes it the same guard. Labels that only carry something into the text are no part of it, and may change. */
const IDENTITY = 'namespace, job, account_id, account_name, fact, exemption, replaced, guard';

const NO_GAP = '3m30s';

export const guardsWaited: RecordingRule = {
  record: WAITED,
  expr: [
    '# At the first two evaluations after a gap it stays as it was: Prometheus has not scraped all replicas, or none.',
    `last_over_time(${WAITED}[${A_MOMENT_AGO}] ${BEFORE_THE_LAST}) > ${ENDED}`,
    `unless on (${IDENTITY}) last_over_time(${WAITED}[${NO_GAP}] ${BEFORE_THE_LAST})`,
    'or',
    '# It counts on, begins,',
    `(${WAITED} ${BEFORE} > ${ENDED}) + round(time() - timestamp(${WAITED} ${BEFORE})) and on (${IDENTITY}) ${GUARD_VALUE}`,
    'or',
    `0 * group by (${IDENTITY}) (${GUARD_VALUE})`,
    'or',
    '# or ends.',
    `${ENDED} * (${WAITED} ${BEFORE} > ${ENDED}) ^ 0`,
  ].join('\n'),
  comment: `For how long each holds, without the time in which Prometheus was away. ${ENDED}, once: it ended.`,
};

/**
 * The value of a guard that has held for so long: after a restart it may be asked for before it is recorded again. And it may be there
 * twice then, with a label for the text as it was before and as it is now: two would be the same alert, and Prometheus refuses both.
 */
export function onceWaited(guard: string, wait: string): string {
  const value = `${GUARD_VALUE}{guard="${guard}"}`;
  return [
    `topk by (${IDENTITY}) (1, ${value} or last_over_time(${value}[${JUST_NOW}]) unless on (${IDENTITY}) ${value})`,
    `and on (${IDENTITY}) last_over_time(${WAITED}{guard="${guard}"}[${JUST_NOW}]) >= ${parseDuration(wait) / 1000}`,
  ].join('\n');
}
