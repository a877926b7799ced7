import { describe, expect, test } from '@jest/globals';
import { assess } from '../../../src/checks/assess.ts';
import { type Piece, renderAccounts, renderExporter, type RenderOptions } from '../../../src/exposition/render.ts';
import type { Policy } from '../../../src/checks/policy.ts';
import { levels } from '../../../src/metrics/catalogue.ts';
import type { Facts } from '../../../src/model/facts/catalogue.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import { activityFact, sighting } from '../../support/activity-values.ts';
import { accessKey, at, exporterState, fact, factState, root, signingCertificate } from '../../support/model-values.ts';
import { accountFacts, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { readExposition } from './exposition-text.ts';

const NOW = at('2026-11-22T12:00:00Z');
type Excluded = RenderOptions['excluded'];
const NOTHING: Excluded = () => false;

function rethrow(_family: string, error: unknown): never {
  throw error;
}
const THEN = at('2026-11-01T00:00:00Z');

const fullUser = user({
  password: { enabled: true, lastChanged: THEN, lastUsed: THEN, nextRotation: THEN },
  accessKeys: [accessKey({ lastRotated: THEN, lastUsed: THEN }), accessKey({ slot: '2' })],
  signingCertificates: [signingCertificate({ lastRotated: THEN })],
});
const PASSWORD_POLICY = {
  minimumLength: 14,
  maxAgeDays: 90,
  reusePrevention: 24,
  requires: { uppercase: true, lowercase: true, numbers: true, symbols: true },
};
/** Every fact beyond the report, about the full user. */
const FURTHER: Facts = {
  'account-settings': fact({
    passwordPolicy: PASSWORD_POLICY,
    quotas: new Map([['Users', { used: 1, limit: 5_000 }]]),
  }),
  'user-details.tags': fact(new Map([['alice', new Map([['owner', 'payments']])]])),
  'user-details.mfa': fact({ virtual: new Set(['alice']) }),
  'user-details.serviceCredentials': fact([
    {
      user: 'alice',
      service: 'bedrock.amazonaws.com',
      slot: '1',
      status: 'Active' as const,
      created: THEN,
      expiry: NOW,
    },
  ]),
  'user-details.policies': fact(new Map([['alice', { attached: [], inline: [] }]])),
  ...activityFact([sighting('root_sign_in', { user: '<root_account>' })]),
};
const fullState = exporterState({
  organization: {
    isListed: true,
    members: 1,
    pending: 0,
    waiting: 0,
    outside: [{ accountId: '444455556666', accountName: 'old', reason: 'closed' }],
    units: [{ accountId: '111122223333', accountName: 'production', units: ['ou-ab12-11111111'] }],
  },
  awsClockOffset: 0,
  storageErrors: 0,
  members: [{ accountName: 'production', shard: 0 }],
  facts: [factState({ up: true, timestamp: 1, refreshDuration: 1, lastSuccess: 2, nextRefresh: 3 })],
});

async function render(
  facts: AccountFacts[],
  {
    perUser = true,
    excluded = NOTHING,
    policy = policyWith(),
    onFault = rethrow,
  }: { perUser?: boolean; excluded?: Excluded; policy?: Policy; onFault?: RenderOptions['onFault'] } = {},
) {
  const assessment = await assess(facts, policy, NOW);
  const world = { assessment, policy, perUser, ownerTag: 'owner', accounts: facts.length };
  const pieces: Piece[] = [];
  for (const level of renderAccounts(world, { excluded, now: NOW, onFault })) {
    pieces.push(...[...level].sort((one, other) => one.family - other.family));
  }
  const text = pieces.map((piece) => piece.text).join('');
  return { pieces, text, series: pieces.reduce((sum, piece) => sum + piece.series, 0) };
}

function namesIn(text: string): string[] {
  return readExposition(text).map(({ name }) => name);
}

test('every family of the catalogue is rendered, in its order', async () => {
  const policy = policyWith({
    checks: { 'root-signed-in': { enabled: true }, 'user-created': { enabled: true, values: { withinDays: 3650 } } },
    exemptions: [{ name: 'nobody', match: { users: [/^nobody$/u] }, reason: 'a test', expiry: NOW }],
  });
  const { text } = await render([accountFacts({ users: [root(), fullUser], facts: FURTHER })], { policy });
  const own = renderExporter(fullState, { excluded: NOTHING, now: NOW, onFault: rethrow }, 'text');

  expect(namesIn(text + own)).toEqual(levels.flatMap(({ families }) => families.map(({ name }) => name)));
});

test('a family without a series has no metadata either', async () => {
  const { text } = await render([accountFacts({ users: [user()] })]);

  expect(namesIn(text)).toEqual([
    'aws_iam_account_info',
    'aws_iam_credential_report_generated_timestamp_seconds',
    'aws_iam_credential_report_refresh_interval_seconds',
    'aws_iam_credential_report_users',
    'aws_iam_credential_report_skipped_rows',
    'aws_iam_user_info',
    'aws_iam_user_created_timestamp_seconds',
    'aws_iam_user_mfa_active',
    'aws_iam_user_mfa_disabled',
    'aws_iam_user_password_enabled',
  ]);
});

test('no accounts are no text', async () => {
  expect(await render([])).toEqual({ pieces: [], text: '', series: 0 });
});

describe('two accounts too large for one piece', () => {
  const users = Array.from({ length: 3_000 }, (_, index) => ({ ...fullUser, name: `user-${index}` }));
  const accounts = [accountFacts({ users }), accountFacts({ accountId: '444455556666', users })];

  test('keep the lines of a family together, with its metadata once', async () => {
    const { pieces, text } = await render(accounts);
    const families = readExposition(text);

    expect(pieces.length).toBeGreaterThan(2 * families.length);
    expect(families.find(({ name }) => name === 'aws_iam_user_mfa_active')?.samples).toEqual([
      ...users.map(({ name }) => `aws_iam_user_mfa_active{account_id="111122223333",user="${name}"} 0`),
      ...users.map(({ name }) => `aws_iam_user_mfa_active{account_id="444455556666",user="${name}"} 0`),
    ]);
  });

  test('count each line as a series', async () => {
    const { text, series } = await render(accounts);

    expect(series).toBe(readExposition(text).reduce((sum, { samples }) => sum + samples.length, 0));
    // 5 of the report; of a user 12, of its keys 8 and 1, of its certificate 3.
    expect(series).toBe(2 * (5 + 3_000 * (12 + 9 + 3)));
  });
});

describe('with perUser off', () => {
  const users = [root({ accessKeys: [accessKey()] }), { ...fullUser, name: 'zaphod', path: '/heart/' }];

  test('the account and root stay, and the text knows no user', async () => {
    const { text } = await render([accountFacts({ users })], { perUser: false });
    const inRootRows = readExposition(text).filter(({ name }) => /_(user|key|certificate|root)_/.test(name));

    expect(text).not.toMatch(/zaphod|alice|heart/);
    expect(text).toContain('aws_iam_credential_report_users{account_id="111122223333",account_name="production"} 2\n');
    expect(text).toContain('aws_iam_root_credentials_present{account_id="111122223333"} 1\n');
    expect(text).toContain('aws_iam_access_key_active{account_id="111122223333",user="<root_account>",key="1"} 1\n');
    expect(inRootRows.map(({ samples }) => samples.length)).toEqual(inRootRows.map(() => 1));
  });

  test('a report without a row for root has only what concerns the account', async () => {
    const { text } = await render([accountFacts({ users: [fullUser] })], { perUser: false });

    expect(namesIn(text).filter((name) => !/^aws_iam_(account_info|credential_report_)/.test(name))).toEqual([]);
  });
});

test('a report without a row for root says nothing about root', async () => {
  const { text } = await render([accountFacts({ users: [fullUser] })]);

  expect(namesIn(text)).toContain('aws_iam_user_info');
  expect(text).not.toMatch(/aws_iam_root|<root_account>/);
});

test('families are left out by name, the exporter’s own too', async () => {
  const excluded: Excluded = (name) => /^(aws_iam_signing_certificate_.*|iam_credential_exporter_series)$/.test(name);
  const everything = await render([accountFacts({ users: [fullUser] })]);
  const { text, series } = await render([accountFacts({ users: [fullUser] })], { excluded });
  const own = renderExporter(fullState, { excluded, now: NOW, onFault: rethrow }, 'openmetrics');

  expect(namesIn(text)).toEqual(namesIn(everything.text).filter((name) => !name.includes('certificate')));
  expect(series).toBe(everything.series - 3);
  expect(namesIn(own)).toContain('iam_credential_exporter_build_info');
  expect(own).not.toContain('iam_credential_exporter_series');
});

test('a metric that cannot be read from one user leaves out that series only, and says so', async () => {
  const key = accessKey({ lastRotated: THEN, lastUsed: THEN });
  const odd = Object.defineProperty({ ...key }, 'active', {
    get: () => {
      throw new TypeError('nobody thought of this');
    },
  });
  const users = [user({ name: 'odd', accessKeys: [odd] }), user({ accessKeys: [key] })];
  const faults: [string, unknown][] = [];
  const { text } = await render([accountFacts({ users })], { onFault: (...fault) => faults.push(fault) });

  expect(text).toContain('aws_iam_access_key_age_days{account_id="111122223333",user="odd",key="1"} 21\n');
  expect(text).toContain('aws_iam_access_key_active{account_id="111122223333",user="alice",key="1"} 1\n');
  expect(text).not.toContain('aws_iam_access_key_active{account_id="111122223333",user="odd"');
  expect(faults).toEqual([['aws_iam_access_key_active', new TypeError('nobody thought of this')]]);
});
