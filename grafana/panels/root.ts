import { BigValueTextMode } from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { SEVERITIES } from '../../src/model/finding.ts';
import { ACTIVITY_LINK } from '../links.ts';
import { checkFindings, CHOSEN_IDS, collapse, labelled, ofChosenAccounts, READ } from '../promql.ts';
import { bySeverity } from '../rank.ts';
import { inWords, names, NO_NUMBER, zeroOrOne } from '../thresholds.ts';
import { now } from '../when.ts';
import { mfaDevice } from './mfa-device.ts';
import { stat } from './stat.ts';

/** From the mildest to the worst: the place in it, from 1 on, stands for an open finding. */
const RISING = SEVERITIES.toReversed();
const open = checkFindings('open', 'check=~"root-.+"');
const worst = `max by (check) ((${open} > bool 0) * on (severity) group_left () ${bySeverity(RISING, (severity) => RISING.indexOf(severity) + 1)})`;

const mfa = collapse('account_id', now('aws_iam_user_mfa_active', `${CHOSEN_IDS},user="<root_account>"`));
const present = collapse('account_id', now('aws_iam_root_credentials_present', CHOSEN_IDS));
/** 0 and 1 as AWS says; 2 without MFA and without anything that it could protect; 3 where the report does not tell. */
const mfaNeeded = [
  `${mfa} == 1`,
  `${mfa} and on (account_id) ${present} == 1`,
  `${mfa} + 2 and on (account_id) ${present} == 0`,
  `${mfa} + 3`,
].join(' or ');

/** Root has the account's keys to everything: each thing that can be wrong with it, by itself. */
export function rootPanels(): Panel[] {
  return [
    stat({
      title: 'Findings about root',
      description: 'The worst open finding of each check about the root user, or none.',
      expr: `${worst} or on () ${labelled(`${NO_NUMBER.none} * ${READ}`, 'check', 'checks about root')}`,
      legend: '{{check}}',
      mappings: [
        names(['none', 'ok'], ...RISING.map((severity) => [severity, severity] as const)),
        inWords({ none: 'switched off' }),
      ],
      textMode: BigValueTextMode.ValueAndName,
      link: ACTIVITY_LINK,
      width: 12,
    }),
    stat({
      title: 'MFA of root',
      description:
        'Whether the root user has an MFA device. Root without a password, an access key and a certificate needs none. If the report does not say whether root has a password, the panel does not say either.',
      expr: ofChosenAccounts(`(${mfaNeeded})`),
      mappings: [
        names(['no MFA', 'critical'], ['on', 'ok'], ['not needed', 'neutral'], ['no MFA, need unknown', 'neutral']),
      ],
      width: 4,
    }),
    mfaDevice({ title: 'MFA device of root', matchers: `${CHOSEN_IDS},user="<root_account>"`, width: 4 }),
    stat({
      title: 'Credentials of root',
      description:
        'Whether root has a password, an access key or a signing certificate. If the organization manages root access, root needs none.',
      expr: ofChosenAccounts(present),
      mappings: [zeroOrOne(['none', 'ok'], ['present', 'neutral'])],
      width: 4,
    }),
  ];
}
