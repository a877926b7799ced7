import { EXCLUSION_REASONS } from '../../model/members.ts';
import type { ExporterState, OrganizationState } from '../../model/exporter-state.ts';
import type { Family, Sample } from '../family.ts';

/** The accounts of the organization, of which each shard counts its own. */
export const organizationFamilies: readonly Family<ExporterState>[] = [
  {
    name: 'aws_iam_organization_accounts',
    type: 'gauge',
    help: 'Accounts of the organization, by state, of the shard that reads them. member: the exporter reads the account. pending: the account is new and its role is not there yet. waiting: its tags are not known yet. The other states say why the exporter does not read the account.',
    labels: ['state', 'shard'],
    absent: 'without organization in the configuration, and until the first list',
    example: 'sum by (state) (max by (state, shard) (aws_iam_organization_accounts))',
    read: (state) => perState(state),
  },
  {
    name: 'aws_iam_account_excluded_info',
    type: 'gauge',
    help: 'Always 1, for each account of the organization that the exporter does not read. reason says why.',
    labels: ['account_id', 'account_name', 'reason', 'shard'],
    absent: 'without organization in the configuration, and for accounts that the exporter reads',
    example: 'group by (account_id, account_name, reason) (aws_iam_account_excluded_info)',
    read: ({ organization, shard }) =>
      organization?.outside.map(({ accountId, accountName, reason }) => ({
        labels: [accountId, accountName, reason, String(shard)],
        value: 1,
      })),
  },
  {
    name: 'aws_iam_account_ou_info',
    type: 'gauge',
    help: 'Always 1, for each organizational unit above an account: an account in a nested unit has a series for each of its parents too. ou is the id of the unit.',
    labels: ['account_id', 'account_name', 'ou'],
    absent:
      'without organization in the configuration, for accounts directly in the root, and where the list of accounts does not say the units and no include or exclude asks for them',
    example:
      'sum by (ou) (max by (account_id, ou) (aws_iam_account_ou_info) * on (account_id) group_left () sum by (account_id) (max by (account_id, check) (aws_iam_check_findings{status="open"})))',
    read: ({ organization }) =>
      organization?.units.flatMap(({ accountId, accountName, units }) =>
        units.map((unit) => ({ labels: [accountId, accountName, unit], value: 1 })),
      ),
  },
];

function perState({ organization, shard }: ExporterState): Sample[] | undefined {
  if (organization?.isListed !== true) return undefined;
  const { members, pending, waiting, outside } = organization;
  const excluded = EXCLUSION_REASONS.map((reason) => [reason, count(outside, reason)] as const);
  const states = [['member', members], ['pending', pending], ['waiting', waiting], ...excluded] as const;
  return states.map(([state, value]) => ({ labels: [state, String(shard)], value }));
}

function count(outside: OrganizationState['outside'], reason: string): number {
  return outside.filter((outsider) => outsider.reason === reason).length;
}
