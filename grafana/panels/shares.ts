/** How much of it is well: numbers that say the same of ten users and of ten thousand. */
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_IDS, collapse, findingsByAccount, ofChosenAccounts, READ, type Status } from '../promql.ts';
import { inWords, NEUTRAL, NO_NUMBER } from '../thresholds.ts';
import { now } from '../when.ts';
import { stat } from './stat.ts';

const USER = 'account_id, user';
const users = (family: string, matchers = '') => collapse(USER, now(family, `${CHOSEN_IDS}${matchers}`));

/** Only where the configuration lets users be named. */
const NAMED_USERS = now('aws_iam_user_info', `${CHOSEN_IDS},kind!="root"`);
const NAMED = `group(${NAMED_USERS})`;

const NOBODY_NAMED = `${NO_NUMBER.none} * ${NAMED} or on () ${NO_NUMBER.onlyRoot} * ${READ}`;

interface Share {
  readonly title: string;
  readonly description: string;
  readonly expr: string;
  /** What it says where there are none of whom it could be the share. */
  readonly words: Parameters<typeof inWords>[0];
}

function share({ words, ...more }: Share, width: number): Panel {
  const mappings = [inWords(words)];
  return stat({ ...more, unit: 'percentunit', decimals: 0, thresholds: NEUTRAL, mappings, width });
}

/** Three panels of this width. */
export function shares(width: number): Panel[] {
  return [consoleUsersWithMfa, keysWithinTheLimit, accountsWithACleanRoot].map((one) => share(one(), width));
}

function consoleUsersWithMfa(): Share {
  const withPassword = `(${users('aws_iam_user_password_enabled', ',user!="<root_account>"')} == 1)`;
  return {
    title: 'Console users with MFA',
    description: 'Of the users who have a password, those who have an MFA device too. Root is not counted.',
    expr: `avg(${users('aws_iam_user_mfa_active')} and on (${USER}) ${withPassword}) or on () ${NOBODY_NAMED}`,
    words: { none: 'no console user', onlyRoot: 'no user is named' },
  };
}

function keysWithinTheLimit(): Share {
  const of = (status: Status) => findingsByAccount(status, 'check="access-key-not-rotated"');
  const active = `(${collapse(`${USER}, key`, now('aws_iam_access_key_active', CHOSEN_IDS))} == 1)`;
  // Elsewhere those of root are all that is named, and findings are counted of all.
  const whereUsersAreNamed = `and on (account_id) group by (account_id) (${NAMED_USERS})`;
  const judged = `(count by (account_id) (${active}) - on (account_id) ${of('unknown')} ${whereUsersAreNamed})`;
  const tooOld = `(${of('open')} + on (account_id) ${of('exempt')})`;
  return {
    title: 'Keys within the limit',
    description:
      'Of the active access keys, those that are not older than the limit of the check access-key-not-rotated. Keys whose age is not known, and accounts for which the check is off, are not counted.',
    expr: [
      `1 - sum(${tooOld} and on (account_id) ${judged}) / (sum(${judged}) > 0)`,
      `${NO_NUMBER.unknown} * (${READ} unless on () sum(${of('open')}))`,
      NOBODY_NAMED,
    ].join(' or on () '),
    words: { none: 'no key of known age', unknown: 'check is off', onlyRoot: 'no user is named' },
  };
}

function accountsWithACleanRoot(): Share {
  const of = (status: Status) => findingsByAccount(status, 'check=~"root-.+"');
  const clean = `(0 * (${of('open')} > 0) or on (account_id) (${of('unknown')} == 0) + 1)`;
  return {
    title: 'Accounts with a clean root',
    description:
      'Of the accounts, those without an open finding about root. An account without one of which a check of root came to no result is not counted.',
    expr: [
      `avg(${ofChosenAccounts(clean)})`,
      `${NO_NUMBER.unknown} * group(${of('unknown')})`,
      `${NO_NUMBER.none} * ${READ}`,
    ].join(' or on () '),
    words: { none: 'no check', unknown: 'not known' },
  };
}
