/** The age of the oldest active key of the chosen users, in the colour of the open finding about it. */
import { CHOSEN_USERS, collapse, labelled } from '../promql.ts';
import { ages } from '../rank.ts';
import { EXCEEDED, NO_NUMBER } from '../thresholds.ts';
import { DAYS } from '../units.ts';
import { now } from '../when.ts';

const KEY = 'account_id, user, key';
const of = (family: string) => collapse(KEY, now(family, CHOSEN_USERS));
const active = `(${of('aws_iam_access_key_active')} == 1)`;
const activeAges = `(${of('aws_iam_access_key_age_days')} and on (${KEY}) ${active})`;
const tooOld = ages('user=~"$users",check="access-key-not-rotated"', KEY);

const OVER = 'over its limit';

/** By these labels, or of all together; "unknown" where there are active keys and AWS says of none how old it is. */
export function oldestActiveKey(labels = ''): string {
  const by = (expr: string) => `max by (${labels}) (${expr})`;
  const on = `on (${labels})`;
  return [
    // An older key than each that a finding is about is exempt, or has another limit.
    labelled(`(${by(activeAges)} <= ${on} ${by(tooOld)})`, 'limit', OVER),
    by(activeAges),
    `${NO_NUMBER.unknown} * group by (${labels}) (${active})`,
  ].join(` or ${on} `);
}

/** For a stat of such a query. */
export const OLDEST_KEY = { unit: DAYS, legend: '{{limit}}', thresholdsOf: { [OVER]: EXCEEDED } } as const;

export const ORANGE_IF_OVER = 'Orange if an open finding says that this key is older than its limit.';
