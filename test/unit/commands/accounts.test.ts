/** What `accounts` prints of an organization and of a configuration, and with which code it ends. */
import { describe, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { accountsOf, listAccounts, MANAGEMENT, MEMBER, OWN, startOrganization, YOUNGER } from './listed-accounts.ts';

const ROLE = `arn:aws:iam::${MEMBER}:role/audit`;
const BY_NAME = 'organization: { roleName: exporter }';

test('an account that is read has its role, its owner, its units and the time of its report', async () => {
  await startOrganization([{ accountId: MEMBER, name: 'Payments', parentId: 'ou-ab12-11111111' }]);

  const { code, accounts } = await accountsOf(BY_NAME, { accounts: ['Payments'] });

  expect(accounts).toEqual([
    {
      account_name: 'Payments',
      account_id: MEMBER,
      state: 'read',
      from: 'organization',
      role: 'exporter',
      owner: '',
      owner_from: 'none',
      units: ['r-ab12', 'ou-ab12-11111111'],
      joined: '2024-01-01T00:00:00.250Z',
      last_report: '2026-11-22T08:00:00.000Z',
    },
  ]);
  expect(code).toBe(0);
});

test('each account that is out says why, and nobody asks it', async () => {
  const states = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'] as const;
  const fake = await startOrganization([
    { accountId: MEMBER, parentId: 'ou-ab12-11111111' },
    { accountId: '222200000000', name: 'Sandbox', parentId: 'ou-ab12-11111111', tags: { env: 'sandbox' } },
    { accountId: '222200000001', name: 'Elsewhere' },
    ...states.map((state, index) => ({ accountId: String(222_200_000_010 + index), name: state, state })),
  ]);

  const { code, error, accounts } = await accountsOf(`organization:
  roleName: exporter
  include: [{ ou: ou-ab12-11111111 }]
  exclude: [{ account: "999999999999" }, { tag: { key: env, value: sandbox } }]
accounts: ["222200000010"]`);

  expect(accounts.map(({ account_name: name, state, from, why }) => [name, state, from, why])).toEqual([
    [`account ${MEMBER}`, 'read', 'organization', undefined],
    ['SUSPENDED', 'suspended', 'both', undefined],
    ['Sandbox', 'excluded', 'organization', 'exclude[1]'],
    ['Elsewhere', 'not_included', 'organization', 'include'],
    ['PENDING_CLOSURE', 'pending_closure', 'organization', undefined],
    ['CLOSED', 'closed', 'organization', undefined],
    ['PENDING_ACTIVATION', 'pending_activation', 'organization', undefined],
    [`account ${OWN}`, 'not_included', 'organization', 'include'],
    [`account ${MANAGEMENT}`, 'not_included', 'organization', 'include'],
  ]);
  expect(accounts[2]).not.toHaveProperty('owner');
  expect(fake.requests.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
  expect([code, error]).toEqual([
    0,
    'organization.exclude[0]: account 999999999999 matches no account of the organization\n' +
      '9 accounts: 1 read, 1 pending_activation, 1 suspended, 1 pending_closure, 1 closed, 1 excluded, 3 not_included\n',
  ]);
});

test('a rule that matches no account is told, one by a tag only where all tags are known', async () => {
  const fake = await startOrganization([{ accountId: MEMBER, parentId: 'ou-ab12-11111111' }]);
  const yaml = `organization:
  roleName: exporter
  include: [{ ou: ou-ab12-11111111 }, { ou: ou-ab12-99999999 }]
  exclude: [{ tag: { key: env, value: sandbox } }]`;
  const unit = 'organization.include[1]: ou ou-ab12-99999999 matches no account of the organization';
  const tag = 'organization.exclude[0]: tag env=sandbox matches no active account of the organization';

  const { code, error } = await accountsOf(yaml, { accounts: [MEMBER] });
  expect([code, error.split('\n').slice(0, -2)]).toEqual([0, [unit, tag]]);

  fake.always('*', 'ListTagsForResource', faults.accessDenied);
  const { error: refused } = await accountsOf(yaml, { accounts: [MEMBER] });
  expect(refused).toContain(unit);
  expect(refused).not.toContain('env=sandbox');
});

test('each account is asked for its report and for no other fact', async () => {
  const fake = await startOrganization([{ accountId: MEMBER }]);

  await accountsOf(
    `${BY_NAME}\nfacts: { account-settings: { enabled: true }, user-details: { mfa: { enabled: true } } }`,
  );

  const asked = fake.requests.filter(({ accountId }) => accountId === MEMBER).map(({ operation }) => operation);
  expect(asked).toEqual(['AssumeRole', 'GetCredentialReport']);
});

describe('an account without its role', () => {
  const HOUR = 3_600_000;
  const NOW = Date.parse('2026-11-22T10:00:00Z');

  test('is pending in its first day, which is no failure', async () => {
    const accounts = [{ accountId: MEMBER, joinedTime: NOW - HOUR }];
    await startOrganization(accounts, { withoutRole: [MEMBER] });

    const { code, error, accounts: listed } = await accountsOf(BY_NAME, { accounts: [MEMBER] });

    const why = expect.stringMatching(/^the account is new, and its role is not there yet: assume_role_denied: /);
    expect(listed).toEqual([expect.objectContaining({ state: 'pending', why })]);
    expect([code, error]).toEqual([0, '1 account: 1 pending\n']);
  });

  test('has failed after it', async () => {
    const accounts = [{ accountId: MEMBER, joinedTime: NOW - 24 * HOUR }];
    await startOrganization(accounts, { withoutRole: [MEMBER] });

    const { code, accounts: listed } = await accountsOf(BY_NAME, { accounts: [MEMBER] });

    expect([code, listed[0]?.state]).toEqual([3, 'failed']);
  });

  test('has failed at once where a service control policy denies it', async () => {
    const accounts = [{ accountId: MEMBER, joinedTime: NOW - HOUR }];
    const fake = await startOrganization(accounts);
    fake.always(MEMBER, 'AssumeRole', faults.deniedByServiceControlPolicy);

    const { code, error, accounts: listed } = await accountsOf(BY_NAME, { accounts: [MEMBER] });

    const why = expect.stringMatching(/with an explicit deny in a service control policy; the role may well be there/);
    expect([code, listed]).toEqual([3, [expect.objectContaining({ state: 'failed', why })]]);
    expect(error).toMatch(
      new RegExp(`^account ${MEMBER}: assume_role_denied: .*the role may well be there.*\n1 account: `),
    );
  });

  test('that is the management account says that StackSets skip it', async () => {
    await startOrganization([], { withoutRole: [MANAGEMENT] });

    const { code, accounts } = await accountsOf(BY_NAME, { accounts: [MANAGEMENT] });

    expect([code, accounts[0]?.state]).toEqual([3, 'failed']);
    expect(accounts[0]?.why).toMatch(/; this is the management account, which StackSets .* skip/);
  });
});

test('the account of the exporter itself has no role', async () => {
  const fake = await startOrganization([]);

  const { accounts } = await accountsOf(BY_NAME, { accounts: [OWN] });
  expect(accounts).toEqual([expect.objectContaining({ account_id: OWN, state: 'read' })]);
  expect(accounts[0]).not.toHaveProperty('role');

  fake.always(OWN, 'GetCredentialReport', faults.accessDenied);
  const { accounts: denied } = await accountsOf(BY_NAME, { accounts: [OWN] });
  expect(denied[0]).toMatchObject({
    state: 'failed',
    why: expect.stringMatching(/; this is the account of the exporter/),
  });
});

test('of two accounts with one name the younger one has its id behind it', async () => {
  await startOrganization([
    { accountId: YOUNGER, name: 'Payments', joinedTime: Date.parse('2025-01-01') },
    { accountId: MEMBER, name: 'Payments' },
  ]);

  const { accounts } = await accountsOf(BY_NAME, { accounts: ['Payments.*'] });

  expect(accounts.map(({ account_name: name, account_id: id }) => [name, id])).toEqual([
    [`Payments (${YOUNGER})`, YOUNGER],
    ['Payments', MEMBER],
  ]);
});

describe('owners', () => {
  const YAML = `organization: { roleName: exporter, ownerTag: team }
accounts: [{ id: "${MEMBER}", owner: platform }]`;

  test('say where they come from', async () => {
    const fake = await startOrganization([
      { accountId: MEMBER, tags: { team: 'payments' } },
      { accountId: YOUNGER, tags: { team: 'payments' } },
    ]);

    const { code, accounts } = await accountsOf(YAML);
    expect(accounts.map(({ owner, owner_from: from }) => [owner, from])).toEqual([
      ['platform', 'entry'],
      ['payments', 'tag'],
      ['', 'none'],
      ['', 'none'],
    ]);
    expect(code).toBe(0);

    const { accounts: usual } = await accountsOf(`${YAML}\naccountDefaults: { owner: cloud }`, {
      accounts: [MANAGEMENT],
    });
    expect(usual[0]).toMatchObject({ owner: 'cloud', owner_from: 'defaults' });

    expect((await accountsOf(YAML, { owners: ['payments'] })).accounts).toHaveLength(1);
    expect(fake.count('ListTagsForResource')).toBeGreaterThan(0);
  });

  test('that AWS does not tell make the answer incomplete', async () => {
    const fake = await startOrganization([{ accountId: MEMBER }]);
    fake.always('*', 'ListTagsForResource', faults.accessDenied);

    const { code, error, accounts } = await accountsOf(YAML, { accounts: [MANAGEMENT] });

    expect(code).toBe(3);
    expect(error).toMatch(/^organization: the tags of 2 of 2 accounts are not known: access_denied: /);
    expect(accounts[0]).toMatchObject({ state: 'read', owner: '', owner_from: 'refused' });
  });

  test('that are not known are not said to be nobody', async () => {
    const fake = await startOrganization([{ accountId: MEMBER }]);
    fake.always('*', 'ListTagsForResource', faults.serviceFailure);

    const { code, accounts } = await accountsOf(YAML, { accounts: [MANAGEMENT] });

    expect([code, accounts[0]?.state]).toEqual([3, 'read']);
    expect(accounts[0]).not.toHaveProperty('owner');
  });

  test('an account whose unknown tags decide is not asked', async () => {
    const fake = await startOrganization([{ accountId: MEMBER }]);
    fake.always('*', 'ListTagsForResource', faults.serviceFailure);
    const yaml = 'organization: { roleName: exporter, exclude: [{ tag: { key: env, value: sandbox } }] }';

    const { code, accounts } = await accountsOf(yaml, { accounts: [MEMBER] });

    const why = 'its tags decide, and are not known';
    expect([code, accounts]).toEqual([3, [expect.objectContaining({ state: 'failed', why })]]);
    expect(fake.count('AssumeRole')).toBe(0);
  });
});

test('without a list there are no accounts, and standard error has why', async () => {
  const fake = await startOrganization([]);
  fake.always('*', 'ListAccounts', faults.accessDenied);

  const { code, out, error } = await listAccounts(BY_NAME);

  expect([code, out]).toEqual([3, '']);
  expect(error).toMatch(/^organization: access_denied: .*organizations:ListAccounts/);
});

test('without an organization it lists the configuration', async () => {
  const fake = await startOrganization([{ accountId: MEMBER }]);

  const { code, accounts, error } = await accountsOf(`accountDefaults: { roleName: exporter }
accounts:
  - { name: member, roleArn: "${ROLE}", owner: payments }
  - { name: named, id: "${MANAGEMENT}" }
  - { name: own, id: "${OWN}" }`);

  expect(accounts.map(({ account_name: name, account_id: id, role, from }) => [name, id, role, from])).toEqual([
    ['member', MEMBER, ROLE, 'configuration'],
    ['named', MANAGEMENT, 'exporter', 'configuration'],
    ['own', OWN, undefined, 'configuration'],
  ]);
  expect(accounts[0]).toMatchObject({ owner: 'payments', owner_from: 'entry' });
  expect(fake.count('ListAccounts')).toBe(0);
  expect(code).toBe(0);
  expect(error).toMatch(/^(?:\[\d\/3\] (?:member|named|own): read\n){3}3 accounts: 3 read\n$/);
});

test('of two entries that are one account the second has failed', async () => {
  await startOrganization([{ accountId: MEMBER }]);

  const { code, accounts } = await accountsOf(
    `accounts: [{ name: own }, { name: again, roleArn: "arn:aws:iam::${OWN}:role/audit" }]`,
  );

  expect(accounts.map(({ state }) => state)).toEqual(['read', 'failed']);
  expect([code, accounts[1]?.why]).toEqual([3, expect.stringContaining('duplicate_account')]);
});
