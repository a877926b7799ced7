/** Values of the model: complete and dull, so that a test says only what matters to it. */
import {
  type AccessKey,
  ROOT_USER_NAME,
  type SigningCertificate,
  type SkippedRow,
  type User,
} from '../../src/model/facts/credential-report.ts';
import type { Account } from '../../src/model/account.ts';
import {
  AWS_OPERATIONS,
  AWS_REQUEST_OUTCOMES,
  type ExporterState,
  type FactState,
} from '../../src/model/exporter-state.ts';
import type { AccountFacts } from '../../src/model/facts/account-facts.ts';
import type { Facts } from '../../src/model/facts/catalogue.ts';
import type { Fact } from '../../src/model/facts/fact.ts';
import type { ServiceCredential } from '../../src/model/facts/user-details.ts';
import { FAILURE_REASONS } from '../../src/model/refresh-failure.ts';
import type { UnixSeconds } from '../../src/model/time.ts';

export const ACCOUNT_ID = '111122223333';

export function at(iso: string): UnixSeconds {
  return Date.parse(iso) / 1000;
}

/** A user with nothing: no password, no key, no MFA. */
export function user(values: Partial<User> = {}): User {
  const { name = 'alice' } = values;
  return {
    name,
    arn: `arn:aws:iam::${ACCOUNT_ID}:user/${name}`,
    path: '/',
    created: at('2024-03-05T09:12:44Z'),
    mfaActive: false,
    password: { enabled: false },
    accessKeys: [],
    signingCertificates: [],
    ...values,
  };
}

/** One of whom the report does not say whether there is MFA. */
export function userOfUnknownMfa(values: Partial<User> = {}): User {
  const known = Object.entries(user(values)).filter(([property]) => property !== 'mfaActive');
  return Object.fromEntries(known) as unknown as User;
}

/** Root with nothing, as in an account under central root management. */
export function root(values: Partial<User> = {}): User {
  return user({ name: ROOT_USER_NAME, arn: `arn:aws:iam::${ACCOUNT_ID}:root`, ...values });
}

export function accessKey(values: Partial<AccessKey> = {}): AccessKey {
  return { slot: '1', active: true, ...values };
}

export function signingCertificate(values: Partial<SigningCertificate> = {}): SigningCertificate {
  return { slot: '1', active: true, ...values };
}

/** One of alice that does not expire. */
export function serviceCredential(values: Partial<ServiceCredential> = {}): ServiceCredential {
  return {
    user: 'alice',
    service: 'codecommit.amazonaws.com',
    slot: '1',
    status: 'Active',
    created: at('2026-03-05T09:12:44Z'),
    ...values,
  };
}

export interface AccountFactsValues {
  readonly account?: Account;
  readonly accountId?: string;
  readonly partition?: string;
  readonly users?: readonly User[];
  readonly skippedRows?: readonly SkippedRow[];
  readonly missingColumns?: readonly string[];
  readonly unreadableCells?: Readonly<Record<string, number>>;
  readonly generatedTime?: UnixSeconds;
  /** Those besides the report. */
  readonly facts?: Facts;
  readonly missing?: AccountFacts['missing'];
}

export function accountFacts(values: AccountFactsValues = {}): AccountFacts {
  const asOf = values.generatedTime ?? at('2026-11-22T08:00:00Z');
  const report = {
    accountId: values.accountId ?? ACCOUNT_ID,
    partition: values.partition ?? 'aws',
    users: values.users ?? [root()],
    skippedRowCount: values.skippedRows?.length ?? 0,
    skippedRows: values.skippedRows ?? [],
    unknownColumns: [],
    missingColumns: values.missingColumns ?? [],
    unreadableCells: values.unreadableCells ?? {},
  };
  return {
    account: values.account ?? { name: 'production', owner: '', source: 'aws' },
    facts: { ...values.facts, 'credential-report': fact(report, asOf) },
    missing: values.missing ?? {},
    refreshInterval: 14_400,
  };
}

/** A fact that the exporter got at the very moment that it is of. */
export function fact<Value>(value: Value, asOf = at('2026-11-22T08:00:00Z')): Fact<Value> {
  return { value, asOf, gatheredAt: asOf };
}

/** The report of an account, of which nothing is known yet. */
export function factState(values: Partial<FactState> = {}): FactState {
  return {
    accountName: 'production',
    fact: 'credential-report',
    refreshInterval: 14_400,
    errors: counters(FAILURE_REASONS),
    ...values,
  };
}

/** An exporter that has just started, without accounts. */
export function exporterState(values: Partial<ExporterState> = {}): ExporterState {
  const outcomes = counters(AWS_REQUEST_OUTCOMES);
  return {
    version: '1.2.3',
    facts: [],
    members: [],
    membersKnown: true,
    shard: 0,
    totalShards: 1,
    awsRequests: Object.fromEntries(
      AWS_OPERATIONS.map((operation) => [operation, outcomes]),
    ) as ExporterState['awsRequests'],
    series: 0,
    droppedLogLines: 0,
    configReload: { successful: true, lastSuccess: at('2026-11-22T07:59:00Z') },
    ...values,
  };
}

function counters<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
