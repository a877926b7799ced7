/** Which accounts are read: what the configuration lists, and what the organization has. */
import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import type { Organization, OrganizationAccount } from '../../../src/model/facts/organization.ts';
import type { OrganizationSettings } from '../../../src/model/organization-settings.ts';
import { membersOf, type MembersInput } from '../../../src/refresh/members.ts';
import type { KnownTags } from '../../../src/refresh/selection.ts';

const MANAGEMENT = '111111111111';
const A = '222222222222';
const B = '333333333333';

function account(id: string, more: Partial<OrganizationAccount> = {}): OrganizationAccount {
  return { id, name: `name of ${id[0]}`, state: 'ACTIVE', joined: Number(id[0]), ...more };
}

function organization(...accounts: OrganizationAccount[]): Organization {
  return { id: 'o-exampleorg1', managementAccountId: MANAGEMENT, accounts };
}

function settings(more: Partial<OrganizationSettings> = {}): OrganizationSettings {
  const reader = { source: 'aws', name: '', owner: '' } as const;
  return { roleName: 'reader', owner: '', include: [], exclude: [], interval: 900_000, reader, ...more };
}

function tags(values: Record<string, string> = {}, isRefused = false): KnownTags {
  return { tags: new Map(Object.entries(values)), isRefused };
}

function members(input: Partial<MembersInput>) {
  return membersOf({
    accounts: [],
    settings: settings(),
    organization: organization(),
    isListTried: true,
    ownAccountId: undefined,
    tagsOf: () => undefined,
    shown: () => undefined,
    ...input,
  });
}

/** `name of owner`, and what it waits for. */
function read(input: Partial<MembersInput>): string[] {
  return members(input).inside.map(({ account: { name, owner }, awaits }) =>
    [`${name} of ${owner}`, ...(awaits === undefined ? [] : [`awaits ${awaits}`])].join(', '),
  );
}

test('an account of the organization is read through the role, under its name', () => {
  const { inside, outside } = members({
    organization: organization(account(MANAGEMENT), account(A)),
    settings: settings({ externalId: 'audit-7f3a', region: 'eu-west-1', owner: 'platform' }),
    ownAccountId: A,
  });

  const role = { source: 'aws', roleName: 'reader', externalId: 'audit-7f3a', region: 'eu-west-1', owner: 'platform' };
  expect(inside.map(({ account }) => account)).toEqual([
    {
      ...role,
      accountId: MANAGEMENT,
      name: 'name of 1',
      membership: { isManagement: true, isOwn: false, isReader: false, joined: 1 },
    },
    {
      ...role,
      accountId: A,
      name: 'name of 2',
      membership: { isManagement: false, isOwn: true, isReader: true, joined: 2 },
    },
  ]);
  expect(outside).toEqual([]);
});

test.each(['PENDING_ACTIVATION', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const)(
  'an account that is %s is not asked, though the configuration lists it',
  (state) => {
    const listed: Account = { source: 'aws', name: 'mine', owner: '', accountId: A };

    const { inside, outside } = members({ accounts: [listed], organization: organization(account(A, { state })) });

    expect(inside).toEqual([]);
    expect(outside).toEqual([{ accountId: A, accountName: 'mine', reason: state.toLowerCase() }]);
  },
);

describe('selectors', () => {
  const inUnits = account(A, { units: ['r-ab12', 'ou-ab12-11111111', 'ou-ab12-22222222'] });
  const other = account(B, { units: ['r-ab12'] });

  test.each<[string, Partial<OrganizationSettings>, string[]]>([
    ['none', {}, ['2', '3']],
    ['a unit', { include: [{ ou: 'ou-ab12-11111111' }] }, ['2']],
    ['the root', { include: [{ ou: 'r-ab12' }] }, ['2', '3']],
    [
      'a unit that is excluded within one that is included',
      { include: [{ ou: 'r-ab12' }], exclude: [{ ou: 'ou-ab12-22222222' }] },
      ['3'],
    ],
    ['accounts', { include: [{ account: A }, { account: B }], exclude: [{ account: B }] }, ['2']],
    ['a tag', { exclude: [{ tag: { key: 'env', value: 'sandbox' } }] }, ['3']],
    ['a tag of another value', { exclude: [{ tag: { key: 'env', value: 'test' } }] }, ['2', '3']],
    ['a tag to include', { include: [{ tag: { key: 'env', value: 'sandbox' } }] }, ['2']],
  ])('%s', (_what, selectors, expected) => {
    const { inside } = members({
      organization: organization(inUnits, other),
      settings: settings(selectors),
      tagsOf: (id) => tags(id === A ? { env: 'sandbox' } : {}),
    });

    expect(inside.map(({ accountId }) => accountId?.[0])).toEqual(expected);
  });

  test('say which of them leaves an account out', () => {
    const { outside } = members({
      organization: organization(inUnits, other),
      settings: settings({ include: [{ account: B }], exclude: [{ account: '999999999999' }, { account: B }] }),
    });

    expect(outside.map(({ reason, by }) => [reason, by])).toEqual([
      ['not_included', 'include'],
      ['excluded', 'exclude[1]'],
    ]);
  });

  test('do not count for an account that the configuration lists', () => {
    const accounts: Account[] = [{ source: 'aws', name: 'mine', owner: 'me', accountId: A, roleName: 'x' }];

    expect(
      read({ accounts, organization: organization(inUnits), settings: settings({ exclude: [{ account: A }] }) }),
    ).toEqual(['mine of me']);
  });

  const SANDBOX = { tag: { key: 'env', value: 'sandbox' } };
  const WAITS = ['name of 2 of , awaits selection'];
  const READ = ['name of 2 of '];

  test.each<[string, KnownTags | undefined, string[], string[]]>([
    ['are not there yet', undefined, WAITS, WAITS],
    ['are refused', tags({}, true), WAITS, WAITS],
    ['have it', tags({ env: 'sandbox' }), [], READ],
    ['have another value', tags({ env: 'test' }), READ, []],
    ['had it before they were refused', tags({ env: 'sandbox' }, true), [], READ],
    ['had another value', tags({ env: 'test' }, true), READ, []],
    ['were without it', { ...tags({}, true), keys: ['env'] }, READ, []],
    ['were not looked at for it', { ...tags({}, true), keys: ['team'] }, WAITS, WAITS],
  ])('by a tag, of an account whose tags %s', (_what, known, excluding, including) => {
    const input = { organization: organization(inUnits), tagsOf: () => known };

    expect(read({ ...input, settings: settings({ exclude: [SANDBOX] }) })).toEqual(excluding);
    expect(read({ ...input, settings: settings({ include: [SANDBOX] }) })).toEqual(including);
  });

  test.each<[string, Partial<OrganizationSettings>, string[]]>([
    ['another rule excludes it', { exclude: [SANDBOX, { account: A }] }, []],
    ['no rule includes it', { include: [{ account: B }], exclude: [SANDBOX] }, []],
    ['another rule includes it', { include: [SANDBOX, { account: A }] }, READ],
    ['nothing else excludes it', { include: [{ account: A }], exclude: [{ account: B }, SANDBOX] }, WAITS],
  ])('an account waits for tags that are refused only where they decide: %s', (_what, selectors, expected) => {
    const input = { organization: organization(inUnits), tagsOf: () => tags({}, true) };

    expect(read({ ...input, settings: settings(selectors) })).toEqual(expected);
  });
});

describe('owners', () => {
  const input = { organization: organization(account(A)), settings: settings({ ownerTag: 'team', owner: 'platform' }) };

  test.each<[string, KnownTags | undefined, string]>([
    ['the tag says it', tags({ team: 'payments' }), 'name of 2 of payments'],
    ['in another case', tags({ Team: 'payments' }), 'name of 2 of payments'],
    ['nobody has tagged it', tags({ other: 'x' }), 'name of 2 of platform'],
    ['the tag is empty', tags({ team: ' ' }), 'name of 2 of platform'],
    ['tags are refused', tags({}, true), 'name of 2 of platform'],
    ['tags are not there yet', undefined, 'name of 2 of platform, awaits owner'],
    ['of 300 characters', tags({ team: 'x'.repeat(300) }), `name of 2 of ${'x'.repeat(100)}`],
    ['with control characters', tags({ team: '\u001b[31mpay\nments\u2028' }), 'name of 2 of [31mpayments'],
    ['half a character at the cut', tags({ team: `${'x'.repeat(99)}𝒳𝒳` }), `name of 2 of ${'x'.repeat(99)}𝒳`],
  ])('%s', (_what, known, expected) => {
    expect(read({ ...input, tagsOf: () => known })).toEqual([expected]);
  });

  test.each<[string, KnownTags, Partial<OrganizationSettings>, string]>([
    ['refused, whatever all accounts have', tags({}, true), { owner: 'platform' }, 'refused'],
    ['refused, where all accounts have none', tags({}, true), {}, 'refused'],
    ['what all accounts have, where the tag is missing', tags(), { owner: 'platform' }, 'defaults'],
    ['nobody', tags(), {}, 'none'],
    ['the tag as it was before', tags({ team: 'payments' }, true), { owner: 'platform' }, 'tag'],
    ['no tag, as it was before', { ...tags({}, true), keys: ['Team'] }, { owner: 'platform' }, 'defaults'],
    [
      'no tag, where none was to say it',
      tags({}, true),
      { owner: 'platform', ownerTag: undefined as never },
      'defaults',
    ],
  ])('come from: %s', (_what, known, more, expected) => {
    const { inside } = members({
      organization: organization(account(A)),
      settings: settings({ ownerTag: 'team', ...more }),
      tagsOf: () => known,
    });

    expect(inside.map(({ account: { owner }, ownerFrom }) => [owner !== '', ownerFrom])).toEqual([
      [expected === 'tag' || more.owner !== undefined, expected],
    ]);
  });

  test('an account that is shown keeps its owner until its tags are known again', () => {
    const before: Account = { source: 'aws', name: 'old name', owner: 'payments', accountId: A };

    expect(read({ ...input, shown: () => before })).toEqual(['name of 2 of payments']);
  });

  test('2,000 different ones are 2,000 labels and no more', () => {
    const ids = Array.from({ length: 2_000 }, (_each, index) => String(300_000_000_000 + index));
    const { inside } = members({
      organization: organization(...ids.map((id) => account(id, { name: 'same' }))),
      settings: settings({ ownerTag: 'team' }),
      tagsOf: (id) => tags({ team: `team ${id}` }),
    });

    expect(new Set(inside.map(({ account }) => account.owner)).size).toBe(2_000);
    expect(new Set(inside.map(({ account }) => account.name)).size).toBe(2_000);
  });
});

describe('names', () => {
  test('of two with one name the one that joined first keeps it bare, wherever it stands and whether it is read', () => {
    const younger = account(A, { name: 'app', joined: 20 });
    const older = account(B, { name: 'app', joined: 10 });

    expect(read({ organization: organization(younger, older) })).toEqual([`app (${A}) of `, 'app of ']);
    expect(read({ organization: organization(younger, { ...older, state: 'CLOSED' }) })).toEqual([`app (${A}) of `]);
  });

  test('one that the configuration has goes before', () => {
    const accounts: Account[] = [{ source: 'aws', name: 'app', owner: '', accountId: B }];

    expect(read({ accounts, organization: organization(account(A, { name: 'app' })) })).toEqual([
      'app of ',
      `app (${A}) of `,
    ]);
  });

  test('one without letters is the id', () => {
    expect(read({ organization: organization(account(A, { name: ' \n' })) })).toEqual([`${A} of `]);
  });
});

describe('an entry of the configuration', () => {
  const unsaid = ['name', 'owner'] as const;

  test('gets from the organization what it does not say, and the account is not there twice', () => {
    const accounts: Account[] = [{ source: 'aws', name: A, owner: '', accountId: A, roleName: 'own', unsaid }];

    const { inside } = members({
      accounts,
      organization: organization(account(A)),
      settings: settings({ ownerTag: 'team' }),
      tagsOf: () => tags({ team: 'payments' }),
    });

    expect(inside.map(({ account }) => account)).toMatchObject([
      { name: 'name of 2', owner: 'payments', roleName: 'own' },
    ]);
  });

  test('waits for the first answer of the organization only if that may say its name or owner', () => {
    const entry: Account = { source: 'aws', name: 'mine', owner: 'me', accountId: A };
    const input = { organization: undefined, isListTried: false };

    expect(read({ ...input, accounts: [{ ...entry, unsaid: [] }] })).toEqual(['mine of me']);
    expect(read({ ...input, accounts: [{ ...entry, unsaid }] })).toEqual(['mine of me, awaits list']);
    expect(read({ ...input, accounts: [{ ...entry, unsaid }], isListTried: true })).toEqual(['mine of me']);
  });

  test('may be in the organization while nobody knows its id, and is not if it has another one', () => {
    const membershipOf = (accounts: Account[]) =>
      members({ accounts, organization: organization() }).inside.map(({ account }) => account.membership);
    const file = { source: 'file', reportFile: 'a.csv', staleAfter: 1, owner: '', unsaid: [] } as const;

    expect(membershipOf([{ ...file, name: 'file' }])).toEqual(['unlisted']);
    expect(membershipOf([{ source: 'aws', name: 'own', owner: '', unsaid: [] }])).toEqual(['unlisted']);
    expect(membershipOf([{ ...file, name: 'file', accountId: A }])).toEqual(['elsewhere']);
  });

  test("without an id and a role is the exporter's own account", () => {
    const accounts: Account[] = [{ source: 'aws', name: 'audit', owner: 'security', unsaid: [] }];

    expect(read({ accounts, organization: organization(account(A)), ownAccountId: A })).toEqual(['audit of security']);
  });
});
