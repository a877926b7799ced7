/** Accounts with any facts, for property tests: facts know users whom the report does not have, and the other way round. */
import fc from 'fast-check';
import type { AccountFacts } from '../../src/model/facts/account-facts.ts';
import type { AccountSettings } from '../../src/model/facts/account-settings.ts';
import { CHARACTER_CLASSES } from '../../src/model/facts/account-settings.ts';
import type { Facts } from '../../src/model/facts/catalogue.ts';
import type { CredentialReport } from '../../src/model/facts/credential-report.ts';
import type { MfaDevices, ServiceCredentials, UserPolicies, UserTags } from '../../src/model/facts/user-details.ts';
import { laidOutReport } from './arbitrary-report.ts';
import { fact } from './model-values.ts';
import { COLUMNS_16, COLUMNS_22, COLUMNS_23 } from './report-writer.ts';

const moment = fc.integer({ min: 1e9, max: 2e9 });
const text = fc.string({ unit: 'binary', maxLength: 120 });

/** Facts that are absent, of these users and of strangers. */
function facts(names: readonly string[]): fc.Arbitrary<Facts> {
  const name = fc.oneof(fc.constantFrom(...names), fc.stringMatching(/^[a-c]{1,2}$/));
  return fc.record(
    {
      'account-settings': settings.map((value) => fact(value)),
      'user-details.tags': tagsOf(name).map((value) => fact(value)),
      'user-details.mfa': devicesOf(name).map((value) => fact(value)),
      'user-details.serviceCredentials': credentialsOf(name).map((value) => fact(value)),
      'user-details.policies': policiesOf(name).map((value) => fact(value)),
    },
    { requiredKeys: [] },
  );
}

const quota = fc.record({ used: fc.nat(), limit: fc.nat() }, { requiredKeys: ['limit'] });
const requires = fc.record(
  Object.fromEntries(CHARACTER_CLASSES.map((name) => [name, fc.boolean()])) as Record<
    (typeof CHARACTER_CLASSES)[number],
    fc.Arbitrary<boolean>
  >,
);
const settings: fc.Arbitrary<AccountSettings> = fc.record(
  {
    quotas: fc.array(fc.tuple(fc.constantFrom('Users', 'Roles', 'Groups', 'AccessKeysPerUser'), quota)).map(mapOf),
    passwordPolicy: fc.record(
      { minimumLength: fc.nat(), maxAgeDays: fc.nat(), reusePrevention: fc.nat(), requires },
      { requiredKeys: ['requires'] },
    ),
  },
  { requiredKeys: ['quotas'] },
);

function tagsOf(name: fc.Arbitrary<string>): fc.Arbitrary<UserTags> {
  const tag = fc.tuple(fc.constantFrom('owner', 'Owner', 'team'), text);
  return fc.array(fc.tuple(name, fc.array(tag).map(mapOf))).map(mapOf);
}

function devicesOf(name: fc.Arbitrary<string>): fc.Arbitrary<MfaDevices> {
  return fc.array(name).map((names) => ({ virtual: new Set(names) }));
}

/** In slots as the source gives them out. */
function credentialsOf(name: fc.Arbitrary<string>): fc.Arbitrary<ServiceCredentials> {
  const credential = fc.record(
    {
      user: name,
      service: fc.constantFrom('codecommit.amazonaws.com', 'bedrock.amazonaws.com'),
      slot: fc.constantFrom('1', '2', '3'),
      status: fc.constantFrom('Active', 'Inactive', 'Expired'),
      created: moment,
      expiry: moment,
    },
    { requiredKeys: ['user', 'service', 'slot', 'status', 'created'] },
  );
  return fc.uniqueArray(credential, { selector: ({ user, service, slot }) => `${user} ${service} ${slot}` });
}

function policiesOf(name: fc.Arbitrary<string>): fc.Arbitrary<UserPolicies> {
  const names = fc.array(fc.constantFrom('AWSCompromisedKeyQuarantineV3', 'AdministratorAccess'), { maxLength: 2 });
  return fc.array(fc.tuple(name, fc.record({ attached: names, inline: names }))).map(mapOf);
}

function mapOf<Key, Value>(entries: readonly (readonly [Key, Value])[]): Map<Key, Value> {
  return new Map(entries);
}

function accountOf(report: CredentialReport, name: string): fc.Arbitrary<AccountFacts> {
  const further = facts(report.users.map((user) => user.name));
  return fc.tuple(further, moment).map(([values, generatedTime]) => ({
    account: { name, owner: '', source: 'aws' },
    facts: { ...values, 'credential-report': fact(report, generatedTime) },
    missing: {},
    refreshInterval: 14_400,
  }));
}

/** Each of another id and name. */
export const accountsWithAnyFacts: fc.Arbitrary<AccountFacts[]> = fc
  .uniqueArray(
    laidOutReport({ known: [COLUMNS_16, COLUMNS_22, COLUMNS_23], unknown: [] }).map(({ report }) => report),
    { selector: ({ accountId }) => accountId, maxLength: 3 },
  )
  .chain((reports) => fc.tuple(...reports.map((report, index) => accountOf(report, `account ${index}`))));
