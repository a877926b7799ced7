import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { notRead, ofAccountsWith } from '../facts-read.ts';
import { CHOSEN_USERS, collapse, collapseInfo, labelled, ofChosenAccounts } from '../promql.ts';
import { inWords, NO_NUMBER, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { now } from '../when.ts';
import { NO_SUCH_USER } from './credential-columns.ts';
import { mfaDevice } from './mfa-device.ts';
import { labelStat, stat } from './stat.ts';

const USER = 'account_id, user';
const info = collapse(USER, now('aws_iam_user_info', CHOSEN_USERS));
const root = collapse(USER, now('aws_iam_user_info', `${CHOSEN_USERS},kind="root"`));
const perUser = (...choices: readonly string[]) => ofChosenAccounts(`(${choices.join(` or on (${USER}) `)})`);
const NOT_READ = `${NO_NUMBER.unknown} * ${info}`;

/** What the facts beyond the report say of the user: 24 wide. */
export function userDetails(): Panel[] {
  const named = (owner: string, users: string) => labelled(`0 * ${users}`, 'user_owner', owner);
  const active = collapse(`${USER}, credential_service, slot`, now('aws_iam_service_credential_active', CHOSEN_USERS));
  return [
    stat({
      title: 'Quarantined by AWS',
      description: `Whether AWS has put its quarantine policy on the user, because it found an access key of the user in public. ${notRead('user-details.policies')}, or it is older than the user.`,
      expr: perUser(
        collapse(USER, now('aws_iam_user_quarantined', CHOSEN_USERS)),
        `${NO_NUMBER.none} * ${root}`,
        NOT_READ,
      ),
      mappings: [zeroOrOne(['no', 'ok'], ['yes', 'critical']), inWords({ none: 'root: never', unknown: 'not read' })],
      noData: NO_SUCH_USER,
      width: 6,
    }),
    mfaDevice({ title: 'MFA device', matchers: CHOSEN_USERS, noData: NO_SUCH_USER, width: 6 }),
    stat({
      title: 'Active service credentials',
      description: `Service-specific credentials that work, such as API keys for Amazon Bedrock. ${notRead('user-details.serviceCredentials')}.`,
      expr: perUser(
        `sum by (${USER}) (${active})`,
        `0 * ${ofAccountsWith('user-details.serviceCredentials', info)}`,
        NOT_READ,
      ),
      mappings: [ZERO_IS_NONE, inWords({ unknown: 'not read' })],
      noData: NO_SUCH_USER,
      width: 6,
    }),
    labelStat({
      title: 'Owner of the user',
      description: `The value of the tag of the user whose key the configuration gives as ownerTag. Alerts go to the owner of the account. ${notRead('user-details.tags')}.`,
      expr: perUser(
        collapseInfo(USER, 'user_owner', now('aws_iam_user_owner_info', CHOSEN_USERS)),
        named('no such tag', ofAccountsWith('user-details.tags', info)),
        named('not read', info),
      ),
      label: 'user_owner',
      noData: NO_SUCH_USER,
      width: 6,
    }),
  ];
}
