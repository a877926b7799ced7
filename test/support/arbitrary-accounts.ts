/** Accounts with any reports and any facts, for property tests: a fact may be absent, and may know users whom the report has not. */
import fc from 'fast-check';
import type { AccountFacts } from '../../src/model/facts/account-facts.ts';
import type { Facts } from '../../src/model/facts/catalogue.ts';
import type { CredentialReport } from '../../src/model/facts/credential-report.ts';
import type { ServiceCredentials, UserTags } from '../../src/model/facts/user-details.ts';
import { factsAbout } from './arbitrary-facts.ts';
import { laidOutReport } from './arbitrary-report.ts';
import { anyCharacter } from './arbitrary-text.ts';
import { fact } from './model-values.ts';
import { COLUMNS_16, COLUMNS_22, COLUMNS_23 } from './report-writer.ts';

const moment = fc.integer({ min: 1e9, max: 2e9 });
const STRANGER = 'stranger';

const quota = fc.record({ used: fc.nat(), limit: fc.nat() }, { requiredKeys: ['limit'] });
const quotas = fc.dictionary(fc.constantFrom('Users', 'Roles', 'AccessKeysPerUser'), quota);

function userTags(users: readonly string[]): fc.Arbitrary<UserTags> {
  const tag = fc.tuple(fc.constantFrom('owner', 'OWNER', 'team'), fc.string({ unit: anyCharacter, maxLength: 120 }));
  const tags = fc.array(tag).map((entries) => new Map(entries));
  return fc.array(fc.tuple(fc.constantFrom(...users), tags)).map((entries) => new Map(entries));
}

/** The source gives no two of a user and service the same slot. */
function inSlots(credentials: ServiceCredentials): ServiceCredentials {
  return credentials.map((credential, index) => ({ ...credential, slot: String(index) }));
}

function someFacts(users: readonly string[]): fc.Arbitrary<Facts> {
  return fc
    .record({ facts: factsAbout(users, moment), quotas, tags: userTags(users), asOf: moment })
    .map(({ facts, quotas, tags, asOf }): Facts => {
      const settings = facts['account-settings']?.value;
      return {
        ...facts,
        'account-settings': fact({ ...settings, quotas: new Map(Object.entries(quotas)) }, asOf),
        'user-details.tags': fact(tags, asOf),
        'user-details.serviceCredentials': fact(inSlots(facts['user-details.serviceCredentials']?.value ?? []), asOf),
      };
    })
    .chain((facts) => fc.subarray(Object.entries(facts)).map((entries) => Object.fromEntries(entries) as Facts));
}

function accountOf(report: CredentialReport, index: number): fc.Arbitrary<AccountFacts> {
  const users = [...[...report.users].map(({ name }) => name), STRANGER];
  return fc.tuple(someFacts(users), moment).map(([facts, generatedTime]) => ({
    account: { name: `account ${index}`, owner: '', source: 'aws' },
    facts: { ...facts, 'credential-report': fact(report, generatedTime) },
    missing: {},
    refreshInterval: 14_400,
  }));
}

/** Each with an id and a name of its own. */
export const arbitraryAccounts: fc.Arbitrary<AccountFacts[]> = fc
  .uniqueArray(
    laidOutReport({ known: [COLUMNS_16, COLUMNS_22, COLUMNS_23], unknown: [] }).map(({ report }) => report),
    { selector: ({ accountId }) => accountId, maxLength: 3 },
  )
  .chain((reports) => fc.tuple(...reports.map(accountOf)));
