import { describe, expect, test } from '@jest/globals';
import { answerOf } from '../../../src/api/answer.ts';
import { ACCESS_KEY_FIELDS, CERTIFICATE_FIELDS } from '../../../src/api/credentials.ts';
import { RESOURCES } from '../../../src/api/resources.ts';
import { levels } from '../../../src/metrics/catalogue.ts';
import { held, type HeldValues } from '../../support/held.ts';
import { accessKey, accountFacts, at, factState, root, signingCertificate, user } from '../../support/model-values.ts';

const ALICE = user({
  mfaActive: false,
  password: { enabled: true, lastChanged: at('2026-11-01T00:00:00Z'), lastUsed: 'never' },
  accessKeys: [
    accessKey({
      slot: '2',
      lastRotated: at('2026-01-01T00:00:00Z'),
      lastUsed: at('2026-11-22T07:00:00Z'),
      lastUsedService: 's3',
    }),
  ],
  signingCertificates: [signingCertificate({ slot: '1' })],
});
const FACTS = [
  accountFacts({ account: { name: 'production', owner: 'payments', source: 'aws' }, users: [root(), ALICE] }),
];

async function itemsOf(name: string, query = '', values: HeldValues = {}): Promise<object[]> {
  const resource = RESOURCES.find((each) => each.name === name);
  if (resource === undefined) throw new Error(`there is no resource ${name}`);
  const answer = await answerOf(resource, await held({ facts: FACTS, ...values }), new URLSearchParams(query));
  if ('problem' in answer) throw new Error(answer.problem.detail);
  return (answer.document as { items: object[] }).items;
}

test('a finding has the names and values that check prints', async () => {
  expect(await itemsOf('findings', 'check=access-key-not-rotated')).toEqual([
    {
      severity: 'warning',
      account_id: '111122223333',
      account_name: 'production',
      owner: 'payments',
      user: 'alice',
      arn: 'arn:aws:iam::111122223333:user/alice',
      key: '2',
      check: 'access-key-not-rotated',
      title: expect.any(String),
      status: 'open',
      days: 325,
      limit_days: 90,
      generated_time: '2026-11-22T08:00:00.000Z',
      cis: expect.any(Object),
      securityhub: expect.any(String),
      documentation: expect.stringMatching(/^https:/),
      fix: expect.stringMatching(/#access-key-not-rotated$/),
    },
  ]);
});

test('a user has the credentials, and of how many findings', async () => {
  expect(await itemsOf('users', 'user=alice')).toEqual([
    {
      account_id: '111122223333',
      account_name: 'production',
      owner: 'payments',
      user: 'alice',
      arn: 'arn:aws:iam::111122223333:user/alice',
      kind: 'human',
      created: '2024-03-05T09:12:44.000Z',
      mfa_active: false,
      password_enabled: true,
      password_last_changed: '2026-11-01T00:00:00.000Z',
      password_last_used: 'never',
      access_keys: [
        {
          key: '2',
          active: true,
          last_rotated: '2026-01-01T00:00:00.000Z',
          last_used: '2026-11-22T07:00:00.000Z',
          last_used_service: 's3',
        },
      ],
      signing_certificates: [{ certificate: '1', active: true }],
      open: expect.any(Number),
      open_by_severity: { critical: 0, warning: expect.any(Number), info: expect.any(Number) },
      exempt: 0,
      unknown: 0,
      generated_time: '2026-11-22T08:00:00.000Z',
    },
  ]);
});

test('a user of whom a value is not known has no findings that are known to be none', async () => {
  const facts = [accountFacts({ users: [user({ password: {} })] })];
  const [alice] = await itemsOf('users', 'user=alice', { facts });

  expect(alice).toMatchObject({ open: 0, unknown: 2 });
});

test('an account has the state of its report, and one without a report has no counts', async () => {
  const failure = { reason: 'access_denied', message: 'the role may not read the report' } as const;
  const exporter = {
    facts: [
      factState({ up: true }),
      factState({ accountName: 'new', up: false, failure, nextRefresh: at('2026-11-22T12:08:00Z') }),
    ],
  };

  expect(await itemsOf('accounts', 'sort=-account', { exporter })).toEqual([
    {
      account_id: '111122223333',
      account_name: 'production',
      owner: 'payments',
      generated_time: '2026-11-22T08:00:00.000Z',
      users: 2,
      skipped_rows: 0,
      failures: [],
      open: expect.any(Number),
      exempt: 0,
      unknown: expect.any(Number),
      open_by_severity: { critical: 0, warning: expect.any(Number), info: expect.any(Number) },
    },
    {
      account_name: 'new',
      failures: [{ fact: 'credential-report', ...failure, next_refresh: '2026-11-22T12:08:00.000Z' }],
    },
  ]);
});

test('a check has its limit, and its counts', async () => {
  expect(await itemsOf('checks', 'check=access-key-not-rotated')).toMatchObject([
    { check: 'access-key-not-rotated', severity: 'warning', limit_days: 90, open: 1, exempt: 0, unknown: 0 },
  ]);
});

describe('what metrics.exclude leaves out of /metrics is not in the API either', () => {
  const excluded = (name: string) =>
    /^aws_iam_(access_key_.*|user_password_.*|user_info|check_findings|finding_age_days)$/.test(name);

  test('values', async () => {
    const [alice] = await itemsOf('users', 'user=alice', { excluded });
    const [account] = await itemsOf('accounts', '', { excluded });
    const [finding] = await itemsOf('findings', 'check=access-key-not-rotated', { excluded });

    for (const name of ['access_keys', 'password_enabled', 'password_last_used', 'arn', 'kind']) {
      expect(alice).not.toHaveProperty(name);
    }
    for (const name of ['open', 'exempt', 'unknown', 'open_by_severity']) expect(account).not.toHaveProperty(name);
    for (const name of ['arn', 'days']) expect(finding).not.toHaveProperty(name);
    expect(alice).toMatchObject({ mfa_active: false, signing_certificates: [{ certificate: '1' }], open: 3 });
  });

  test('every family that a field names is one of /metrics, and every entry can do without the field', () => {
    const families = new Set(levels.flatMap((level) => level.families.map(({ name }) => name)));
    const fields = [...RESOURCES.flatMap((resource) => resource.fields), ...ACCESS_KEY_FIELDS, ...CERTIFICATE_FIELDS];
    const shown = fields.flatMap(({ name, family, always }) =>
      family === undefined ? [] : [{ name, family, always }],
    );

    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter(({ family, always }) => !families.has(family) || always === true)).toEqual([]);
  });
});

describe('complete', () => {
  const complete = async (values: HeldValues, query = ''): Promise<unknown> => {
    const [findings] = RESOURCES;
    if (findings === undefined) throw new Error('there are no resources');
    const answer = await answerOf(findings, await held({ facts: FACTS, ...values }), new URLSearchParams(query));
    return 'document' in answer && (answer.document as { complete: boolean }).complete;
  };

  test.each<[string, boolean, HeldValues]>([
    ['everything was read', true, {}],
    ['an account fails', false, { exporter: { facts: [factState({ up: false })] } }],
    ['an account has not been tried', false, { exporter: { facts: [factState()] } }],
    [
      'an account has no report yet',
      false,
      { exporter: { facts: [factState({ up: true }), factState({ accountName: 'new', up: true })] } },
    ],
    ['other accounts may be there', false, { exporter: { membersKnown: false } }],
    ['a row could not be read', false, { facts: [accountFacts({ skippedRows: [{ line: 3, problem: 'no ARN' }] })] }],
    ['a cell could not be read', false, { facts: [accountFacts({ unreadableCells: { mfa_active: 1 } })] }],
  ])('%s: %s', async (_what, expected, values) => {
    expect(await complete(values)).toBe(expected);
  });

  const production = { name: 'production', owner: '', source: 'aws' } as const;
  const sandbox = { name: 'sandbox', owner: '', source: 'aws' } as const;
  const withoutRoot = [accountFacts({ account: production, users: [user()] }), accountFacts({ account: sandbox })];

  test.each<[string, boolean]>([
    ['', false],
    ['severity=critical', false],
    ['check=root-without-mfa', false],
    ['user=alice', false],
    ['check=access-key-not-rotated', true],
    ['account=sandbox', true],
  ])('a report has no row of root, and the query is %s: %s', async (query, expected) => {
    expect(await complete({ facts: withoutRoot }, query)).toBe(expected);
  });
});
