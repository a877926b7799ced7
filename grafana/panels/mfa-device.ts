import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { notRead, ofAccountsWith } from '../facts-read.ts';
import { collapse, collapseInfo, labelled, ofChosenAccounts } from '../promql.ts';
import { now } from '../when.ts';
import { labelStat } from './stat.ts';

const USER = 'account_id, user';

export interface MfaDevice {
  readonly title: string;
  /** Which users. */
  readonly matchers: string;
  readonly noData?: string;
  readonly width: number;
}

/** What kind of MFA device users have, or why there is no kind to name. */
export function mfaDevice({ matchers, ...options }: MfaDevice): Panel {
  const user = (family: string) => collapse(USER, now(family, matchers));
  const called = (kind: string, users: string) => labelled(users, 'mfa_kind', kind);
  const kinds = [
    collapseInfo(USER, 'mfa_kind', now('aws_iam_mfa_device_info', matchers)),
    called('none', ofAccountsWith('user-details.mfa', `(${user('aws_iam_user_mfa_active')} == 0)`)),
    called('not read', `0 * ${user('aws_iam_user_info')}`),
  ];
  return labelStat({
    ...options,
    description: `virtual: an app that makes codes. other: a device that is not virtual, such as a security key. ${notRead('user-details.mfa')}, or it is older than the user.`,
    expr: ofChosenAccounts(`(${kinds.join(` or on (${USER}) `)})`),
    label: 'mfa_kind',
  });
}
