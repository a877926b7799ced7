import { describe, expect, test } from '@jest/globals';
import { exporterLevel } from '../../../src/metrics/catalogue.ts';
import { AWS_OPERATIONS, AWS_REQUEST_OUTCOMES, type ExporterState } from '../../../src/model/exporter-state.ts';
import { FACTS } from '../../../src/model/facts/catalogue.ts';
import { ORGANIZATION_FACTS } from '../../../src/model/facts/organization.ts';
import { FAILURE_REASONS } from '../../../src/model/refresh-failure.ts';
import { at, exporterState, factState } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';

function read(state: ExporterState) {
  return readFamilies(exporterLevel.families, 'iam_credential_exporter_', state, at('2026-11-22T12:00:00Z'));
}

describe('the refreshes of a fact', () => {
  const ofReport = (account_name: string) => ({ account_name, fact: 'credential-report' });

  test('say nothing before the first has ended, but how often they are due, and every reason to fail as 0', () => {
    const reading = read(exporterState({ facts: [factState({ accountName: 'shop', refreshInterval: 600 })] }));

    expect(reading).toMatchObject({
      fact_up: [],
      fact_timestamp_seconds: [],
      fact_refresh_interval_seconds: [{ ...ofReport('shop'), value: 600 }],
      refresh_duration_seconds: [],
      last_success_timestamp_seconds: [],
      next_refresh_timestamp_seconds: [],
    });
    expect(reading.refresh_errors_total).toEqual(
      FAILURE_REASONS.map((reason) => ({ ...ofReport('shop'), reason, value: 0 })),
    );
  });

  test('say success and failure account by account', () => {
    const errors = { ...factState().errors, throttled: 2, network: 1 };
    const ended = { up: true, timestamp: 90, refreshDuration: 1.25, lastSuccess: 100, nextRefresh: 200 };
    const facts = [
      factState({ accountName: 'shop', ...ended }),
      factState({ accountName: 'lab', up: false, refreshDuration: 30, nextRefresh: 160, errors }),
    ];

    const reading = read(exporterState({ facts }));

    expect(reading).toMatchObject({
      fact_up: [
        { ...ofReport('shop'), value: 1 },
        { ...ofReport('lab'), value: 0 },
      ],
      fact_timestamp_seconds: [{ ...ofReport('shop'), value: 90 }],
      refresh_duration_seconds: [
        { ...ofReport('shop'), value: 1.25 },
        { ...ofReport('lab'), value: 30 },
      ],
      last_success_timestamp_seconds: [{ ...ofReport('shop'), value: 100 }],
      next_refresh_timestamp_seconds: [
        { ...ofReport('shop'), value: 200 },
        { ...ofReport('lab'), value: 160 },
      ],
    });
    expect(reading.refresh_errors_total).toHaveLength(2 * FAILURE_REASONS.length);
    expect(reading.refresh_errors_total).toContainEqual({ ...ofReport('lab'), reason: 'throttled', value: 2 });
    expect(reading.refresh_errors_total).toContainEqual({ ...ofReport('lab'), reason: 'network', value: 1 });
    expect(reading.refresh_errors_total).toContainEqual({ ...ofReport('shop'), reason: 'network', value: 0 });
  });
});

describe('the exporter', () => {
  test('says its version, its series and its configuration', () => {
    const configReload = { successful: false, lastSuccess: at('2026-11-22T07:59:00Z') };

    expect(read(exporterState({ version: '2.0.1', series: 42, configReload }))).toMatchObject({
      build_info: [{ version: '2.0.1', value: 1 }],
      series: 42,
      config_last_reload_successful: 0,
      config_last_reload_success_timestamp_seconds: 1795334340,
    });
    expect(read(exporterState()).config_last_reload_successful).toBe(1);
  });

  test('says how far the clock of AWS is ahead, or behind, and nothing before AWS has answered', () => {
    expect(read(exporterState({ awsClockOffset: -90 })).aws_clock_offset_seconds).toBe(-90);
    expect(read(exporterState({ awsClockOffset: 0 })).aws_clock_offset_seconds).toBe(0);
    expect(read(exporterState())).not.toHaveProperty('aws_clock_offset_seconds');
  });

  test('counts the errors of its storage, from 0 where it keeps files, and else not at all', () => {
    expect(read(exporterState({ storageErrors: 0 })).storage_errors_total).toBe(0);
    expect(read(exporterState({ storageErrors: 3 })).storage_errors_total).toBe(3);
    expect(read(exporterState())).not.toHaveProperty('storage_errors_total');
  });

  test('counts the lines that the log lost, from 0', () => {
    expect(read(exporterState()).log_lines_dropped_total).toBe(0);
    expect(read(exporterState({ droppedLogLines: 7 })).log_lines_dropped_total).toBe(7);
  });

  test('counts every operation and outcome from 0, once every fact is asked for', () => {
    const facts = [...FACTS, ...ORGANIZATION_FACTS].map(({ id }) => factState({ fact: id }));
    const { awsRequests } = exporterState();
    const zeros = AWS_OPERATIONS.flatMap((operation) =>
      AWS_REQUEST_OUTCOMES.map((outcome) => ({ operation, outcome, value: 0 })),
    );
    const denied = { ...awsRequests, AssumeRole: { ...awsRequests.AssumeRole, denied: 3 } };

    expect(read(exporterState({ facts })).aws_requests_total).toEqual(zeros);
    expect(read(exporterState({ facts, awsRequests: denied })).aws_requests_total).toEqual(
      zeros.map((series) =>
        series.operation === 'AssumeRole' && series.outcome === 'denied' ? { ...series, value: 3 } : series,
      ),
    );
  });
});
