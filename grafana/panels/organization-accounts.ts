/** The accounts of the organization: how many are read, and which are not, and why. */
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { SHARD_OF } from '../../alerts/series.ts';
import { organizationFact } from '../../src/model/facts/organization.ts';
import { ofReplicas } from '../exporter-promql.ts';
import { collapse, labelled } from '../promql.ts';
import { barGauge } from './bar-gauge.ts';
import { type Rows, top } from './rows.ts';
import { table } from './table.ts';

/** Each shard counts its own. */
const counted = collapse(`${SHARD_OF}, state`, ofReplicas('aws_iam_organization_accounts'));
const ofOrganization = ofReplicas('iam_credential_exporter_refresh_errors_total', `fact="${organizationFact.id}"`);

const LISTED = { text: 'no account is left out', where: `group(${counted})` };
const NOT_LISTED = { text: 'the exporter has no list of the accounts yet', where: `group(${ofOrganization})` };
const NONE = {
  text: 'the configuration has no organization',
  where: `group(${ofReplicas('iam_credential_exporter_build_info')})`,
};

export function organizationAccounts(width: number): Panel {
  const inWords = [NOT_LISTED, NONE].map(({ text, where }) => labelled(`0 * ${where}`, 'state', text));
  return barGauge({
    title: 'Accounts of the organization by state',
    description:
      'How many accounts the organization has in each state, all shards together. member: the exporter reads the account. pending: the account is new and its role is not there yet. waiting: its tags are not known yet. The other states say why the exporter does not read the account; those without an account are left out.',
    queries: [
      {
        expr: [`sort_desc(sum by (state) (${counted}) > 0)`, ...inWords].join(' or on () '),
        legend: '{{state}}',
        saysNothing: 'state',
      },
    ],
    width,
  });
}

const rows: Rows = {
  identity: 'account_id',
  all: `group by (account_id, account_name, reason) (${ofReplicas('aws_iam_account_excluded_info')})`,
};

export function unreadAccountsTable(width: number, height: number): Panel {
  return table({
    title: 'Accounts that are not read, by reason',
    description:
      'Accounts of the organization that the exporter does not read, and why: AWS says that they are closed, suspended or about to be, or the configuration excludes or does not include them. The command accounts also says by which key of the configuration. The variable Rows says how many rows are shown.',
    queries: { A: top(rows) },
    columns: [
      { field: 'account_name', title: 'Account', minWidth: 190, filterable: true },
      { field: 'account_id', title: 'Account ID', width: 115 },
      { field: 'reason', title: 'Reason', width: 180, filterable: true },
    ],
    sort: [{ field: 'reason' }, { field: 'account_name' }],
    inWords: [LISTED, NOT_LISTED, NONE],
    noData: 'no data: Prometheus scrapes no exporter',
    width,
    height,
  });
}
