/** The whole text of /metrics, without prom-client's part, for a report and a moment: what a user sees when anything changes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../src/model/account.ts';
import type { ExporterState } from '../../src/model/exporter-state.ts';
import type { AccountFacts } from '../../src/model/facts/account-facts.ts';
import type { Facts } from '../../src/model/facts/catalogue.ts';
import type { Exposition } from '../../src/exposition/exposition.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { parseReport } from '../../src/report/parse-report.ts';
import { expectGolden } from '../support/golden.ts';
import { activityOf, look, sighting } from '../support/activity-values.ts';
import { at, exporterState, fact, factState, serviceCredential } from '../support/model-values.ts';
import { renderedExposition, scrapeText } from '../support/rendered-exposition.ts';

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
  /** Those of the first account besides its report. */
  readonly facts?: Facts;
  readonly now: string;
  readonly perUser?: boolean;
  /** `policy` and `exemptions` of the configuration file. */
  readonly policy?: string;
  readonly state?: Partial<ExporterState>;
}

/** One that covers findings, one that covers nothing and one that has ended. */
const EXEMPTIONS = `
exemptions:
  - { name: certificates, checks: [signing-certificate-active], reason: moving off SOAP, expires: 2027-03-31 }
  - { name: nobody, users: [nobody], reason: a user that is gone, expires: 2026-11-22 }
  - { name: ended, users: [".*"], reason: it was enough, expires: 2026-11-21 }
`;

const NOTHING = { attached: [], inline: [] };
/** Of the users of every-kind.csv, and of one who was deleted since. */
const FURTHER_FACTS: Facts = {
  'account-settings': fact({
    passwordPolicy: {
      minimumLength: 8,
      maxAgeDays: 90,
      requires: { uppercase: true, lowercase: true, numbers: true, symbols: false },
    },
    quotas: new Map([
      ['Users', { used: 7, limit: 5_000 }],
      ['Groups', { used: 0, limit: 300 }],
      ['AccessKeysPerUser', { limit: 2 }],
    ]),
  }),
  'user-details.tags': fact(
    new Map([
      ['alice', new Map([['Owner', 'payments "eu"']])],
      ['archive', new Map([['team', 'platform']])],
      ['bob', new Map()],
      ['deleted', new Map([['owner', 'payments']])],
    ]),
  ),
  'user-details.mfa': fact({ virtual: new Set(['<root_account>', 'alice', 'deleted']) }),
  'user-details.serviceCredentials': fact([
    serviceCredential({ status: 'Inactive' }),
    serviceCredential({ slot: '2', created: at('2026-11-01T00:00:00Z') }),
    serviceCredential({
      user: 'archive',
      service: 'bedrock.amazonaws.com',
      status: 'Expired',
      expiry: at('2026-11-05T09:12:44Z'),
    }),
    serviceCredential({ user: 'deleted' }),
  ]),
  'user-details.policies': fact(
    new Map([
      ['alice', NOTHING],
      ['archive', { attached: ['AWSCompromisedKeyQuarantineV3'], inline: [] }],
      ['bob', { attached: ['ReadOnlyAccess'], inline: ['deploy'] }],
      ['deleted', NOTHING],
    ]),
  ),
  activity: fact(
    activityOf(
      [
        sighting('root_sign_in', { user: '<root_account>', time: at('2026-11-22T07:30:00Z') }),
        sighting('access_key_created_for_other', {
          maker: { kind: 'user', name: 'eve' },
          time: at('2026-11-22T06:00:00Z'),
        }),
        sighting('user_created', {
          user: 'mallory',
          maker: { kind: 'user', name: 'eve' },
          time: at('2026-11-22T08:05:00Z'),
        }),
        sighting('sign_in_failed', { user: 'typed', time: at('2026-11-22T08:10:00Z') }),
        sighting('trail_stopped', { user: '', time: at('2026-11-20T06:00:00Z') }),
      ],
      {
        looks: [
          look(),
          look({ region: 'eu-north-1', watermark: undefined, incomplete: 'access_denied: it is not allowed' }),
        ],
      },
    ),
  ),
};

const CASES = {
  'every-kind': {
    reports: [{ account: production, file: 'every-kind.csv', generated: '2026-11-22T08:00:00Z' }],
    now: '2026-11-22T12:00:00Z',
    policy: EXEMPTIONS,
    state: {
      members: [{ accountName: 'production', accountId: '111122223333', shard: 0 }],
      facts: [
        factState({
          accountName: 'production',
          up: true,
          timestamp: at('2026-11-22T08:00:00Z'),
          refreshDuration: 2.375,
          lastSuccess: at('2026-11-22T08:00:20Z'),
          nextRefresh: at('2026-11-22T12:01:10Z'),
        }),
      ],
    },
  },
  'further-facts': {
    reports: [{ account: production, file: 'every-kind.csv', generated: '2026-11-22T08:00:00Z' }],
    facts: FURTHER_FACTS,
    now: '2026-11-22T12:00:00Z',
    state: {
      facts: [
        factState({ accountName: 'production', up: true }),
        factState({
          accountName: 'production',
          fact: 'user-details.mfa',
          up: false,
          timestamp: at('2026-11-22T08:00:00Z'),
          errors: { ...factState().errors, access_denied: 2 },
        }),
      ],
      awsClockOffset: -2,
      storageErrors: 1,
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
      facts: [
        factState({
          accountName: 'production',
          up: false,
          timestamp: at('2016-11-24T00:00:00Z'),
          refreshDuration: 600,
          lastSuccess: at('2026-11-22T04:00:00Z'),
          nextRefresh: at('2026-11-22T12:04:00.5Z'),
          errors: { ...factState().errors, timeout: 3 },
        }),
        factState({
          accountName: 'sandbox "eu"',
          up: true,
          timestamp: at('2026-11-20T06:30:00Z'),
          refreshInterval: 604_800,
          refreshDuration: 0.004,
          lastSuccess: at('2026-11-22T11:59:30Z'),
        }),
        factState({ accountName: 'not tried yet' }),
      ],
      configReload: { successful: false, lastSuccess: at('2026-11-22T04:00:00Z') },
    },
  },
  'per-user-off': {
    reports: [{ account: production, file: 'every-kind.csv', generated: '2026-11-22T08:00:00Z' }],
    now: '2026-11-22T12:00:00Z',
    perUser: false,
  },
} satisfies Record<string, Case>;

const UPDATE = 'npm run test:update';

describe.each(Object.entries<Case>(CASES))('%s', (name, oneCase) => {
  test('in the text format', async () => {
    expectGolden(await scrapeText(await expositionOf(oneCase), 'text'), `${name}.prom`, UPDATE);
  });

  test('has the same series in OpenMetrics', async () => {
    const exposition = await expositionOf(oneCase);
    const [text, openMetrics] = [await scrapeText(exposition, 'text'), await scrapeText(exposition, 'openmetrics')];
    const series = (page: string) => page.split('\n').filter((line) => !line.startsWith('#'));

    expect(series(openMetrics)).toEqual(series(text));
  });
});

// What differs is in the lines about the families, which are the same for all pages.
test('two-accounts in OpenMetrics', async () => {
  const exposition = await expositionOf(CASES['two-accounts']);
  expectGolden(await scrapeText(exposition, 'openmetrics'), 'two-accounts.openmetrics', UPDATE);
});

async function expositionOf({
  reports,
  facts: further = {},
  now,
  perUser = true,
  policy = '{}',
  state = {},
}: Case): Promise<Exposition> {
  const facts = await Promise.all(
    reports.map(async ({ account, file, generated }, index): Promise<AccountFacts> => ({
      account,
      facts: {
        ...(index === 0 && further),
        'credential-report': fact(await parseReport(readFileSync(new URL(file, import.meta.url))), at(generated)),
      },
      missing: {},
      refreshInterval: account.source === 'file' ? account.staleAfter / 1000 : 14_400,
    })),
  );
  const loaded = readConfig(policy, 'policy', '.');
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return renderedExposition({
    facts,
    policy: loaded.config.policy,
    now: at(now),
    perUser,
    state: ({ series }) => exporterState({ series, ...state }),
  });
}
