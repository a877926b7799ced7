/** How much of it is well: numbers that say the same of ten users and of ten thousand. */
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_IDS, checkFindings, collapse, ofChosenAccounts, READ, type Status } from '../promql.ts';
import { inWords, NEUTRAL, NO_NUMBER } from '../thresholds.ts';
import { now } from '../when.ts';
import { stat } from './stat.ts';

const USER = 'account_id, user';
const users = (family: string, matchers = '') => collapse(USER, now(family, `${CHOSEN_IDS}${matchers}`));

/** Only where the configuration lets users be named. */
const NAMED = `group(${now('aws_iam_user_info', `${CHOSEN_IDS},kind!="root"`)})`;

interface Share {
  readonly title: string;
  readonly description: string;
  /** Nothing where there are none of whom it could be the share. */
  readonly expr: string;
  /** What it says then. */
  readonly nobody: string;
}

function share({ title, description, expr, nobody }: Share, width: number): Panel {
  return stat({
    title,
    description,
    expr: `${expr} or on () ${NO_NUMBER.none} * ${NAMED} or on () ${NO_NUMBER.onlyRoot} * ${READ}`,
    unit: 'percentunit',
    decimals: 0,
    thresholds: NEUTRAL,
    mappings: [inWords({ none: nobody, onlyRoot: 'no user is named' })],
    width,
  });
}

/** Three panels of this width. */
export function shares(width: number): Panel[] {
  const withPassword = `(${users('aws_iam_user_password_enabled', ',user!="<root_account>"')} == 1)`;
  const active = `(${collapse(`${USER}, key`, now('aws_iam_access_key_active', CHOSEN_IDS))} == 1)`;
  const tooOld = (status: Status) => `sum(${checkFindings(status, 'check="access-key-not-rotated"')})`;
  const root = ofChosenAccounts(`(sum by (account_id) (${checkFindings('open', 'check=~"root-.+"')}) == bool 0)`);
  return [
    share(
      {
        title: 'Console users with MFA',
        description: 'Of the users who have a password, those who have an MFA device too. Root is not counted.',
        expr: `avg(${users('aws_iam_user_mfa_active')} and on (${USER}) ${withPassword})`,
        nobody: 'no console user',
      },
      width,
    ),
    share(
      {
        title: 'Keys within the limit',
        description:
          'Of the active access keys, those that are not older than the limit of the check access-key-not-rotated.',
        expr: `1 - (${tooOld('open')} + (${tooOld('exempt')} or vector(0))) / count(${active})`,
        nobody: 'no active key',
      },
      width,
    ),
    share(
      {
        title: 'Accounts with a clean root',
        description: 'Of the accounts, those without an open finding about root.',
        expr: `avg(${root})`,
        nobody: 'no account',
      },
      width,
    ),
  ];
}
