/** The whole text of /metrics, without prom-client's part, for a report and a moment: what a user sees when anything changes. */
import { readFileSync } from 'node:fs';
import { describe, test } from '@jest/globals';
import type { Account } from '../../src/model/account.ts';
import type { ExporterState } from '../../src/model/exporter-state.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { parseReport } from '../../src/report/parse-report.ts';
import { accountState, at, exporterState } from '../support/model-values.ts';
import { renderedExposition, scrapeText } from '../support/rendered-exposition.ts';
import { expectGolden } from './compare.ts';

const production: Account = { name: 'production', owner: '', source: 'aws' };
const sandbox: Account = {
  name: 'sandbox "eu"',
  owner: 'Plattform\\Büro',
  source: 'file',
  reportFile: 'sandbox.csv',
  staleAfter: 604_800_000,
};

interface Case {
  readonly reports: readonly { readonly account: Account; readonly file: string; readonly generated: string }[];
  readonly now: string;
  readonly perUser?: boolean;
  readonly state?: Partial<ExporterState>;
}

const CASES: Record<string, Case> = {
  'every-kind': {
    reports: [{ account: production, file: 'every-kind.csv', generated: '2026-11-22T08:00:00Z' }],
    now: '2026-11-22T12:00:00Z',
    state: {
      accounts: [
        accountState({
          name: 'production',
          up: true,
          refreshDuration: 2.375,
          lastSuccess: at('2026-11-22T08:00:20Z'),
          nextRefresh: at('2026-11-22T12:01:10Z'),
        }),
      ],
    },
  },
  '16-columns-2015': {
    reports: [
      { account: production, file: '../fixtures/reports/16-columns-2015.csv', generated: '2015-03-13T00:00:00Z' },
    ],
    now: '2015-03-13T01:00:00Z',
  },
  'two-accounts': {
    reports: [
      {
        account: { ...production, owner: 'payments' },
        file: '../fixtures/reports/real-2016-22-columns.csv',
        generated: '2016-11-24T00:00:00Z',
      },
      { account: sandbox, file: '../fixtures/reports/partition-china.csv', generated: '2026-11-20T06:30:00Z' },
    ],
    now: '2026-11-22T12:00:00Z',
    state: {
      accounts: [
        accountState({
          name: 'production',
          up: false,
          refreshDuration: 600,
          lastSuccess: at('2026-11-22T04:00:00Z'),
          nextRefresh: at('2026-11-22T12:04:00.5Z'),
          errors: { ...accountState().errors, timeout: 3 },
        }),
        accountState({
          name: 'sandbox "eu"',
          up: true,
          refreshDuration: 0.004,
          lastSuccess: at('2026-11-22T11:59:30Z'),
        }),
        accountState({ name: 'not tried yet' }),
      ],
      configReload: { successful: false, lastSuccess: at('2026-11-22T04:00:00Z') },
    },
  },
  'per-user-off': {
    reports: [{ account: production, file: 'every-kind.csv', generated: '2026-11-22T08:00:00Z' }],
    now: '2026-11-22T12:00:00Z',
    perUser: false,
  },
};

describe.each(Object.entries(CASES))('%s', (name, { reports, now, perUser = true, state = {} }) => {
  test.each([
    ['text', 'prom'],
    ['openmetrics', 'openmetrics'],
  ] as const)('in the format %s', async (format, ending) => {
    const snapshots = await Promise.all(
      reports.map(async ({ account, file, generated }): Promise<Snapshot> => ({
        account,
        report: await parseReport(readFileSync(new URL(file, import.meta.url))),
        generatedTime: at(generated),
        refreshInterval: account.source === 'file' ? account.staleAfter / 1000 : 14_400,
      })),
    );
    const exposition = await renderedExposition({
      snapshots,
      now: at(now),
      perUser,
      state: (series) => exporterState({ series, ...state }),
    });

    expectGolden(await scrapeText(exposition, format), `${name}.${ending}`);
  });
});
