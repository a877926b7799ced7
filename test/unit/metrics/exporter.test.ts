import { describe, expect, test } from '@jest/globals';
import { exporterLevel } from '../../../src/metrics/catalogue.ts';
import { AWS_OPERATIONS, AWS_REQUEST_OUTCOMES, type ExporterState } from '../../../src/model/exporter-state.ts';
import { FAILURE_REASONS } from '../../../src/model/refresh-failure.ts';
import { accountState, at, exporterState } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';

function read(state: ExporterState) {
  return readFamilies(exporterLevel.families, 'iam_credential_exporter_', state, at('2026-11-22T12:00:00Z'));
}

describe('the refreshes of an account', () => {
  test('tell nothing before the first has ended, but every reason to fail as 0', () => {
    const reading = read(exporterState({ accounts: [accountState({ name: 'shop' })] }));

    expect(reading).toMatchObject({
      account_up: [],
      refresh_duration_seconds: [],
      last_success_timestamp_seconds: [],
      next_refresh_timestamp_seconds: [],
    });
    expect(reading.refresh_errors_total).toEqual(
      FAILURE_REASONS.map((reason) => ({ account_name: 'shop', reason, value: 0 })),
    );
  });

  test('tell a success and a failure account by account', () => {
    const errors = { ...accountState().errors, throttled: 2, network: 1 };
    const accounts = [
      accountState({ name: 'shop', up: true, refreshDuration: 1.25, lastSuccess: 100, nextRefresh: 200 }),
      accountState({ name: 'lab', up: false, refreshDuration: 30, nextRefresh: 160, errors }),
    ];

    const reading = read(exporterState({ accounts }));

    expect(reading).toMatchObject({
      account_up: [
        { account_name: 'shop', value: 1 },
        { account_name: 'lab', value: 0 },
      ],
      refresh_duration_seconds: [
        { account_name: 'shop', value: 1.25 },
        { account_name: 'lab', value: 30 },
      ],
      last_success_timestamp_seconds: [{ account_name: 'shop', value: 100 }],
      next_refresh_timestamp_seconds: [
        { account_name: 'shop', value: 200 },
        { account_name: 'lab', value: 160 },
      ],
    });
    expect(reading.refresh_errors_total).toHaveLength(2 * FAILURE_REASONS.length);
    expect(reading.refresh_errors_total).toContainEqual({ account_name: 'lab', reason: 'throttled', value: 2 });
    expect(reading.refresh_errors_total).toContainEqual({ account_name: 'lab', reason: 'network', value: 1 });
    expect(reading.refresh_errors_total).toContainEqual({ account_name: 'shop', reason: 'network', value: 0 });
  });
});

describe('the exporter', () => {
  test('tells its version, its series and its configuration', () => {
    const configReload = { successful: false, lastSuccess: at('2026-11-22T07:59:00Z') };

    expect(read(exporterState({ version: '2.0.1', series: 42, configReload }))).toMatchObject({
      build_info: [{ version: '2.0.1', value: 1 }],
      series: 42,
      config_last_reload_successful: 0,
      config_last_reload_success_timestamp_seconds: 1795334340,
    });
    expect(read(exporterState()).config_last_reload_successful).toBe(1);
  });

  test('counts every operation and outcome from 0', () => {
    const { awsRequests } = exporterState();
    const zeros = AWS_OPERATIONS.flatMap((operation) =>
      AWS_REQUEST_OUTCOMES.map((outcome) => ({ operation, outcome, value: 0 })),
    );
    const denied = { ...awsRequests, AssumeRole: { ...awsRequests.AssumeRole, denied: 3 } };

    expect(read(exporterState()).aws_requests_total).toEqual(zeros);
    expect(read(exporterState({ awsRequests: denied })).aws_requests_total).toEqual(
      zeros.map((series) =>
        series.operation === 'AssumeRole' && series.outcome === 'denied' ? { ...series, value: 3 } : series,
      ),
    );
  });
});
