/** What `activity` prints: for people, for programs, and of how far it looked. */
import { describe, expect, test } from '@jest/globals';
import type { CoveredRegion, ListedEvent } from '../../../src/cli/activity-fields.ts';
import { type ActivityAnswer, closingLines, isComplete, printActivity } from '../../../src/cli/activity-output.ts';
import type { ActivityEvent, Principal } from '../../../src/model/activity-event.ts';
import { at } from '../../support/model-values.ts';

const ALICE: Principal = { kind: 'user', name: 'alice', accountId: '111122223333', keyId: 'AKIAALICE' };

function listed(overrides: Partial<ActivityEvent> = {}): ListedEvent {
  return {
    accountName: 'production',
    event: {
      id: 'one',
      time: at('2026-11-24T10:00:00Z'),
      region: 'us-east-1',
      accountId: '111122223333',
      service: 'iam.amazonaws.com',
      name: 'CreateAccessKey',
      type: 'AwsApiCall',
      principal: ALICE,
      address: '192.0.2.1',
      agent: 'aws-cli/2',
      readOnly: false,
      targets: [
        { kind: 'user', name: 'bob' },
        { kind: 'access-key', name: 'AKIABOB' },
      ],
      ...overrides,
    },
  };
}

function covered(overrides: Partial<CoveredRegion> = {}): CoveredRegion {
  return {
    accountId: '111122223333',
    accountName: 'production',
    region: 'us-east-1',
    from: at('2026-11-18T00:00:00Z'),
    to: at('2026-11-25T00:00:00Z'),
    ...overrides,
  };
}

const answer = (
  found: readonly ListedEvent[],
  regions = [covered()],
  problems: readonly string[] = [],
): ActivityAnswer => ({
  found,
  covered: regions,
  problems,
  notes: [],
});

test('the table has a line for each event', () => {
  const found = [
    listed(),
    {
      ...listed({ error: 'AccessDenied', targets: [], service: 's3.amazonaws.com', name: 'ListBuckets' }),
      accountName: '',
    },
  ];
  expect(printActivity(answer(found), { output: 'table', summary: false })).toBe(
    [
      'TIME                 ACCOUNT       REGION     SERVICE  EVENT            CALLER  FROM       WITH       ERROR         TARGETS',
      '2026-11-24 10:00:00  production    us-east-1  iam      CreateAccessKey  alice   192.0.2.1  aws-cli/2                user:bob access-key:AKIABOB',
      '2026-11-24 10:00:00  111122223333  us-east-1  s3       ListBuckets      alice   192.0.2.1  aws-cli/2  AccessDenied',
      '',
    ].join('\n'),
  );
});

test.each<[string, Principal]>([
  ['root', { kind: 'root' }],
  ['root (by AssumeRoot)', { kind: 'root', assumedRoot: true }],
  ['admin/alice@example.com', { kind: 'role', name: 'admin', session: 'alice@example.com' }],
  ['alice by secretsmanager.amazonaws.com', { ...ALICE, invokedBy: 'secretsmanager.amazonaws.com' }],
  ['contractor (of alice)', { kind: 'federated-user', name: 'contractor', issuer: { kind: 'user', name: 'alice' } }],
  ['account 444455556666', { kind: 'account', accountId: '444455556666' }],
  ['ec2.amazonaws.com', { kind: 'service', invokedBy: 'ec2.amazonaws.com' }],
  ['identity-center-user', { kind: 'identity-center-user' }],
])('the caller %s', (words, principal) => {
  const json = printActivity(answer([listed({ principal })]), { output: 'table', summary: false });
  expect(json).toContain(`  ${words}  `);
});

test('a program may call itself as it likes, and neither a spreadsheet nor a terminal obeys', () => {
  const found = [listed({ agent: '=cmd()', address: '\u001b[2J' })];
  expect(printActivity(answer(found), { output: 'csv', summary: false })).toContain(
    `,'=cmd(),user:bob access-key:AKIABOB,`,
  );
  expect(printActivity(answer(found), { output: 'table', summary: false })).not.toContain('\u001b');
});

test('CSV says of each event whether it only reads', () => {
  const [header, row] = printActivity(answer([listed()]), { output: 'csv', summary: false }).split('\n');
  expect(row?.split(',')[header?.split(',').indexOf('read_only') ?? -1]).toBe('false');
});

test('JSON has what was looked through beside the events', () => {
  const incomplete = covered({ region: 'eu-west-1', incomplete: 'throttled: slow down' });
  const json = printActivity(answer([listed()], [covered(), incomplete]), { output: 'json', summary: false });
  expect(JSON.parse(json)).toMatchObject({
    complete: false,
    coverage: [
      { region: 'us-east-1', complete: true },
      { region: 'eu-west-1', complete: false, why: 'throttled: slow down' },
    ],
    events: [{ event: 'CreateAccessKey', principal_name: 'alice', targets: [{ kind: 'user', name: 'bob' }, {}] }],
  });
});

describe('the summary', () => {
  const found = [
    listed(),
    listed({ time: at('2026-11-23T10:00:00Z'), error: 'AccessDenied' }),
    listed({ name: 'ListUsers', address: '198.51.100.7' }),
  ];

  test('counts by service, event, address and the like, the most frequent first', () => {
    const text = printActivity(answer(found), { output: 'table', summary: true });
    expect(text).toContain(
      [
        'EVENT            EVENTS  FAILED  FIRST                LAST',
        'CreateAccessKey  2       1       2026-11-23 10:00:00  2026-11-24 10:00:00',
        'ListUsers        1       0       2026-11-24 10:00:00  2026-11-24 10:00:00',
        '',
      ].join('\n'),
    );
    expect(text).toContain('198.51.100.7  1');
    expect(text).toContain('ERROR         EVENTS');
  });

  test('shows thirty of each, and how many more there are', () => {
    const many = Array.from({ length: 32 }, (_, index) => listed({ address: `192.0.2.${index}` }));
    expect(printActivity(answer(many), { output: 'table', summary: true })).toContain(
      'and 2 more: --output json has them\n',
    );
  });

  test('is in JSON instead of the events', () => {
    const document = JSON.parse(printActivity(answer(found), { output: 'json', summary: true })) as object;
    expect(document).not.toHaveProperty('events');
    expect(document).toHaveProperty('summary');
  });
});

describe('what was looked through', () => {
  test('is said in a line where all was read', () => {
    const regions = ['a-1', 'b-1', 'c-1', 'd-1', 'e-1'].map((region) => covered({ region }));
    expect(closingLines(answer([listed()], regions))).toEqual([
      'Looked through to the end: production, in 5 regions, 2026-11-18 00:00:00 to 2026-11-25 00:00:00 UTC',
    ]);
  });

  test('is said once of all regions that the same reason kept from being read', () => {
    const regions = ['a-1', 'b-1'].map((region) => covered({ region, incomplete: 'access_denied: no' }));
    expect(closingLines(answer([listed()], regions))).toEqual([
      'NOT looked through to the end: production, in a-1, b-1, 2026-11-18 00:00:00 to 2026-11-25 00:00:00 UTC: access_denied: no',
    ]);
  });

  test('"no such event" is said only where all was read', () => {
    const [complete] = closingLines(answer([]));
    expect(complete).toMatch(/^No such event\. /);
    const denied = covered({ region: 'eu-west-1', incomplete: 'access_denied: no' });
    expect(closingLines(answer([], [covered(), denied]))).toEqual([
      'No such event was found, but the search is NOT complete.',
      expect.stringContaining('Looked through to the end: production, in us-east-1, '),
      'NOT looked through to the end: production, in eu-west-1, 2026-11-18 00:00:00 to 2026-11-25 00:00:00 UTC: access_denied: no',
    ]);
    expect(closingLines(answer([], [covered()], ['sandbox: credentials: none']))[0]).toContain('NOT complete');
  });

  test.each([
    ['a region was not read', answer([listed()], [covered({ incomplete: 'x' })]), false],
    ['an account was not asked', answer([listed()], [covered()], ['x']), false],
    ['all was read', answer([], [covered()]), true],
    // Nobody has looked anywhere.
    ['nothing was asked', answer([], []), false],
  ])('%s', (_case, given, complete) => {
    expect(isComplete(given)).toBe(complete);
  });
});
