import { BigValueTextMode } from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { checkFindings, CHOSEN_IDS, collapse, ofChosenAccounts } from '../promql.ts';
import { none, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { stat } from './stat.ts';

const ROOT = 'user="<root_account>"';

/** Root has the account's keys to everything: each thing that can be wrong with it, by itself. */
export function rootPanels(): Panel[] {
  return [
    stat({
      title: 'Findings about root',
      description: 'Open findings of each check about the root user.',
      expr: `sum by (check) (${checkFindings('status="open",check=~"root-.+"')})`,
      legend: '{{check}}',
      thresholds: none('critical'),
      mappings: [ZERO_IS_NONE],
      textMode: BigValueTextMode.ValueAndName,
      width: 16,
    }),
    stat({
      title: 'MFA of root',
      description: 'Whether the root user has an MFA device.',
      expr: ofChosenAccounts(collapse('account_id', `aws_iam_user_mfa_active{${CHOSEN_IDS},${ROOT}}`)),
      legend: '{{account_name}}',
      thresholds: none('ok'),
      mappings: [zeroOrOne(['no MFA', 'critical'], ['on', 'ok'])],
      width: 4,
    }),
    stat({
      title: 'Credentials of root',
      description:
        'Whether root has a password, an access key or a signing certificate. With root access managed by the organization it needs none.',
      expr: ofChosenAccounts(collapse('account_id', `aws_iam_root_credentials_present{${CHOSEN_IDS}}`)),
      legend: '{{account_name}}',
      mappings: [zeroOrOne(['none', 'ok'], ['present', 'neutral'])],
      width: 4,
    }),
  ];
}
