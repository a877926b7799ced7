import type { ExporterState, FactState } from '../../model/exporter-state.ts';
import { FAILURE_REASONS } from '../../model/refresh-failure.ts';
import type { Family, Sample } from '../family.ts';

/**
 * How the refreshes of each fact of each account go. These carry the account's name, as the exporter does not know its id before its
 * first report.
 */
export const factRefreshFamilies: readonly Family<ExporterState>[] = [
  {
    name: 'iam_credential_exporter_fact_up',
    type: 'gauge',
    help: '1 if the last refresh of this fact of the account succeeded, 0 if it failed. After a failure the exporter still serves the last good value.',
    labels: ['account_name', 'fact'],
    absent: 'until the first refresh has ended',
    example: 'iam_credential_exporter_fact_up == 0',
    read: (state) => perFact(state, ({ up }) => (up === undefined ? undefined : Number(up))),
  },
  {
    name: 'iam_credential_exporter_fact_timestamp_seconds',
    type: 'gauge',
    help: 'The moment that the served value of the fact is of, in Unix seconds. For the credential report: when AWS generated it.',
    labels: ['account_name', 'fact'],
    absent: 'until the first success',
    example: 'time() - iam_credential_exporter_fact_timestamp_seconds',
    read: (state) => perFact(state, ({ timestamp }) => timestamp),
  },
  {
    name: 'iam_credential_exporter_fact_refresh_interval_seconds',
    type: 'gauge',
    help: 'How old the fact may get before the exporter refreshes it, in seconds.',
    labels: ['account_name', 'fact'],
    absent: 'never',
    example:
      'time() - iam_credential_exporter_fact_timestamp_seconds > 2 * iam_credential_exporter_fact_refresh_interval_seconds',
    read: (state) => perFact(state, ({ refreshInterval }) => refreshInterval),
  },
  {
    name: 'iam_credential_exporter_refresh_duration_seconds',
    type: 'gauge',
    help: 'How long the last refresh of the fact took, in seconds, whether it succeeded or failed.',
    labels: ['account_name', 'fact'],
    absent: 'until the first refresh has ended',
    example: 'topk(10, iam_credential_exporter_refresh_duration_seconds)',
    read: (state) => perFact(state, ({ refreshDuration }) => refreshDuration),
  },
  {
    name: 'iam_credential_exporter_last_success_timestamp_seconds',
    type: 'gauge',
    help: 'When the exporter last refreshed the fact with success, in Unix seconds. iam_credential_exporter_fact_timestamp_seconds says how old the fact is.',
    labels: ['account_name', 'fact'],
    absent: 'until the first success',
    example: 'time() - iam_credential_exporter_last_success_timestamp_seconds',
    read: (state) => perFact(state, ({ lastSuccess }) => lastSuccess),
  },
  {
    name: 'iam_credential_exporter_next_refresh_timestamp_seconds',
    type: 'gauge',
    help: 'When the next refresh of the fact is due, in Unix seconds.',
    labels: ['account_name', 'fact'],
    absent: 'until the first refresh has ended',
    example: 'iam_credential_exporter_next_refresh_timestamp_seconds - time()',
    read: (state) => perFact(state, ({ nextRefresh }) => nextRefresh),
  },
  {
    name: 'iam_credential_exporter_refresh_errors_total',
    type: 'counter',
    help: 'Failed refreshes of the fact, by reason.',
    labels: ['account_name', 'fact', 'reason'],
    absent: 'never: every reason starts at 0',
    example: 'sum by (account_name, fact, reason) (increase(iam_credential_exporter_refresh_errors_total[1h])) > 0',
    read: ({ facts }) =>
      facts.flatMap(({ accountName, fact, errors }) =>
        FAILURE_REASONS.map((reason) => ({ labels: [accountName, fact, reason], value: errors[reason] })),
      ),
  },
];

function perFact(state: ExporterState, value: (fact: FactState) => number | undefined): Sample[] {
  return state.facts.flatMap((fact) => {
    const sample = value(fact);
    return sample === undefined ? [] : [{ labels: [fact.accountName, fact.fact], value: sample }];
  });
}
