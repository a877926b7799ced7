/** Facts that only few accounts of an organization can say: who is asked for them, and when. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AwsAccount } from '../../../src/model/account.ts';
import type { AccountSources } from '../../../src/model/fact-source.ts';
import type { Organization } from '../../../src/model/facts/organization.ts';
import { factsAskedOf } from '../../../src/model/facts/asked-of.ts';
import { gatherOnce } from '../../../src/refresh/gather-once.ts';
import { createEntries } from '../../../src/refresh/entries.ts';
import { createFactStore } from '../../../src/refresh/fact-store.ts';
import { membersOf } from '../../../src/refresh/members.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { refreshSettings, START } from './running-loop.ts';

const MANAGEMENT = '111111111111';
const DELEGATED = '222222222222';
const MEMBER = '333333333333';
const ELSEWHERE = '444444444444';
const FACT = 'root-management';
const ON = { [FACT]: { enabled: true, interval: 60_000 } };

const ORGANIZATION: Organization = {
  id: 'o-exampleorg1',
  managementAccountId: MANAGEMENT,
  accounts: [MANAGEMENT, DELEGATED, MEMBER].map((id) => ({ id, name: id, state: 'ACTIVE' })),
};

/** The accounts of the organization, and one that it does not have. */
function accountsOf(reader: Partial<AwsAccount>, isListed = true) {
  const { inside } = membersOf({
    accounts: [MEMBER, ELSEWHERE].map((id) => ({ source: 'aws', name: id, owner: '', accountId: id, roleName: 'r' })),
    settings: {
      roleName: 'r',
      owner: '',
      include: [],
      exclude: [],
      interval: 900_000,
      reader: { source: 'aws', name: '', owner: '', ...reader },
    },
    organization: isListed ? ORGANIZATION : undefined,
    isListTried: true,
    ownAccountId: DELEGATED,
    tagsOf: () => undefined,
    shown: () => undefined,
  });
  return inside.map(({ account }) => account);
}

const roleIn = (id: string) => ({ roleArn: `arn:aws:iam::${id}:role/lists` });

test.each([
  ['by its own credentials', {}, [MANAGEMENT, DELEGATED]],
  ['by a role of the management account', roleIn(MANAGEMENT), [MANAGEMENT]],
  ['by a role of another account', roleIn(MEMBER), [MEMBER, MANAGEMENT]],
])(
  'an exporter that lists %s asks the management account and its reader, and not what is elsewhere',
  (_how, reader, asked) => {
    const accounts = accountsOf(reader);

    expect(accounts.filter((account) => factsAskedOf(account).includes(FACT)).map(({ name }) => name)).toEqual(asked);
    expect(accounts.every((account) => factsAskedOf(account).includes('account-settings'))).toBe(true);
  },
);

test('nobody is asked before the list says who can answer', () => {
  const accounts = accountsOf({}, false);

  expect(accounts.map(({ name }) => name)).toEqual([MEMBER, ELSEWHERE]);
  expect(accounts.filter((account) => factsAskedOf(account).includes(FACT))).toEqual([]);
});

test('without an organization each account is asked', () => {
  expect(factsAskedOf({})).toContain(FACT);
});

test('the list adds the question to the account that can answer, and makes nothing anew for the others', () => {
  const made: string[] = [];
  const sources: AccountSources = {
    'credential-report': { fetch: () => Promise.reject(new Error('not asked')) },
    [FACT]: { fetch: () => Promise.resolve({}) },
  };
  const management: AwsAccount = { source: 'aws', name: 'root', owner: '', accountId: MANAGEMENT, roleName: 'r' };
  const member: AwsAccount = { source: 'aws', name: 'shop', owner: '', accountId: MEMBER, roleName: 'r' };
  const settingsOf = (...accounts: AwsAccount[]) => refreshSettings({ accounts, facts: ON });
  const entries = createEntries(
    {
      store: createFactStore(),
      factFiles: undefined,
      sourcesOf: ({ name }) => {
        made.push(name);
        return sources;
      },
    },
    settingsOf({ ...management, membership: 'unlisted' }, { ...member, membership: 'unlisted' }),
  );
  const told = () => entries.all().map(({ account, tasks }) => [account.name, ...tasks.map(({ fact }) => fact)]);

  expect(told()).toEqual([
    ['root', 'credential-report'],
    ['shop', 'credential-report'],
  ]);
  made.splice(0);
  const no = { isManagement: false, isOwn: false, isReader: false };
  entries.configure(
    settingsOf({ ...management, membership: { ...no, isManagement: true } }, { ...member, membership: no }),
  );

  expect(told()).toEqual([
    ['root', 'credential-report', FACT],
    ['shop', 'credential-report'],
  ]);
  expect(made).toEqual(['root']);
});

test('a reload that turns the organization on drops no answer before the list says whose question it is', () => {
  const store = createFactStore();
  const account: AwsAccount = { source: 'aws', name: 'root', owner: '', accountId: MANAGEMENT, roleName: 'r' };
  const settings = (of: AwsAccount) => refreshSettings({ accounts: [of], facts: ON });
  const sourcesOf = (): AccountSources => ({
    'credential-report': { fetch: () => Promise.reject(new Error('not asked')) },
    [FACT]: { fetch: () => Promise.resolve({}) },
  });
  const entries = createEntries({ store, factFiles: undefined, sourcesOf }, settings(account));
  const facts = () => entries.all().flatMap(({ tasks }) => tasks.map(({ fact }) => fact));

  entries.configure(settings({ ...account, membership: 'unlisted' }));
  expect(facts()).toEqual(['credential-report', FACT]);

  entries.configure(settings({ ...account, membership: { isManagement: false, isOwn: false, isReader: false } }));
  expect(facts()).toEqual(['credential-report']);
});

let clock: ManualClock;
beforeEach(() => void (clock = new ManualClock(START)));
afterEach(() => clock.restore());

test('a command asks the same accounts', async () => {
  const asked: string[] = [];
  const sourcesOf = ({ name }: { readonly name: string }): AccountSources => ({
    'credential-report': { fetch: () => Promise.resolve({ csv: Buffer.from(reportCsv(name)), generatedTime: 0 }) },
    [FACT]: {
      fetch: () => {
        asked.push(name);
        return Promise.resolve({ features: [] });
      },
    },
  });
  const settings = refreshSettings({ accounts: accountsOf({}), facts: ON });

  const gathered = await gatherOnce({ clock, sourcesOf, onAccount: () => undefined }, settings);

  expect(asked.sort()).toEqual([MANAGEMENT, DELEGATED]);
  expect(gathered.flatMap(({ facts }) => Object.keys(facts?.missing ?? {}))).toEqual([]);
});
