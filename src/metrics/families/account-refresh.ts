import type { AccountState, ExporterState } from '../../model/exporter-state.ts';
import { FAILURE_REASONS } from '../../model/refresh-failure.ts';
import type { Family, Sample } from '../family.ts';

/** How the refreshes of each account go. These carry the account's name, as its id is not known before its first report. */
export const accountRefreshFamilies: readonly Family<ExporterState>[] = [
  {
    name: 'iam_credential_exporter_account_up',
    type: 'gauge',
    help: '1 if the last refresh of the account succeeded, 0 if it failed; the facts of the last good one stay.',
    labels: ['account_name'],
    absent: 'until the first refresh has ended',
    example: 'iam_credential_exporter_account_up == 0',
    read: (state) => perAccount(state, ({ up }) => (up === undefined ? undefined : Number(up))),
  },
  {
    name: 'iam_credential_exporter_refresh_duration_seconds',
    type: 'gauge',
    help: 'How long the last refresh of the account took, good or not, in seconds.',
    labels: ['account_name'],
    absent: 'until the first refresh has ended',
    example: 'topk(10, iam_credential_exporter_refresh_duration_seconds)',
    read: (state) => perAccount(state, ({ refreshDuration }) => refreshDuration),
  },
  {
    name: 'iam_credential_exporter_last_success_timestamp_seconds',
    type: 'gauge',
    help: 'When the account was last refreshed with success, in Unix seconds. How old its facts are says aws_iam_credential_report_generated_timestamp_seconds.',
    labels: ['account_name'],
    absent: 'until the first success',
    example: 'time() - iam_credential_exporter_last_success_timestamp_seconds',
    read: (state) => perAccount(state, ({ lastSuccess }) => lastSuccess),
  },
  {
    name: 'iam_credential_exporter_next_refresh_timestamp_seconds',
    type: 'gauge',
    help: 'When the next refresh of the account is due, in Unix seconds.',
    labels: ['account_name'],
    absent: 'until the first refresh has ended',
    example: 'iam_credential_exporter_next_refresh_timestamp_seconds - time()',
    read: (state) => perAccount(state, ({ nextRefresh }) => nextRefresh),
  },
  {
    name: 'iam_credential_exporter_refresh_errors_total',
    type: 'counter',
    help: 'Failed refreshes of the account by reason.',
    labels: ['account_name', 'reason'],
    absent: 'never: every reason starts at 0',
    example: 'sum by (account_name, reason) (increase(iam_credential_exporter_refresh_errors_total[1h])) > 0',
    read: ({ accounts }) =>
      accounts.flatMap(({ name, errors }) =>
        FAILURE_REASONS.map((reason) => ({ labels: [name, reason], value: errors[reason] })),
      ),
  },
];

function perAccount(state: ExporterState, value: (account: AccountState) => number | undefined): Sample[] {
  return state.accounts.flatMap((account) => {
    const sample = value(account);
    return sample === undefined ? [] : [{ labels: [account.name], value: sample }];
  });
}
