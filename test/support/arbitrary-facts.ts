/** Facts beyond the report as they may be, for property tests. */
import fc from 'fast-check';
import { CHARACTER_CLASSES, type CharacterClass } from '../../src/model/facts/account-settings.ts';
import { type Activity, EVENT_KINDS } from '../../src/model/facts/activity.ts';
import type { Facts, FactValues } from '../../src/model/facts/catalogue.ts';
import type { PoliciesOfUser, ServiceCredential } from '../../src/model/facts/user-details.ts';
import type { UnixSeconds } from '../../src/model/time.ts';
import { activityOf } from './activity-values.ts';
import { fact } from './model-values.ts';

/** All facts, each of a moment of its own; every one of them knows some of these users. */
export function factsAbout(users: readonly string[], moment: fc.Arbitrary<UnixSeconds>): fc.Arbitrary<Facts> {
  return fc.record({
    'account-settings': of(accountSettings, moment),
    activity: of(activityAbout(users, moment), moment),
    'user-details.mfa': of(
      fc.subarray([...users]).map((virtual) => ({ virtual: new Set(virtual) })),
      moment,
    ),
    'user-details.serviceCredentials': of(fc.array(serviceCredential(users, moment), { maxLength: 6 }), moment),
    'user-details.policies': of(
      fc
        .subarray([...users])
        .chain((known) =>
          fc
            .tuple(...known.map(() => policiesOfUser))
            .map((policies) => new Map(known.map((name, index) => [name, policies[index] ?? NO_POLICIES]))),
        ),
      moment,
    ),
  });
}

function activityAbout(users: readonly string[], moment: fc.Arbitrary<UnixSeconds>): fc.Arbitrary<Activity> {
  const maker = fc.constantFrom({ kind: 'user' as const, name: 'eve' }, { kind: 'role' as const, name: 'deploy' });
  const sighting = fc.record(
    { kind: fc.constantFrom(...EVENT_KINDS), user: fc.constantFrom('', ...users), maker, time: moment },
    { requiredKeys: ['kind', 'user', 'time'] },
  );
  return fc
    .tuple(fc.array(sighting, { maxLength: 12 }), fc.option(moment, { nil: undefined }))
    .map(([sightings, until]) => activityOf(sightings, { until }));
}

const NO_POLICIES: PoliciesOfUser = { attached: [], inline: [] };

function of<Value>(value: fc.Arbitrary<Value>, moment: fc.Arbitrary<UnixSeconds>) {
  return fc.tuple(value, moment).map(([value, asOf]) => fact(value, asOf));
}

const requires: fc.Arbitrary<Record<CharacterClass, boolean>> = fc
  .subarray([...CHARACTER_CLASSES])
  .map(
    (required) =>
      Object.fromEntries(CHARACTER_CLASSES.map((name) => [name, required.includes(name)])) as Record<
        CharacterClass,
        boolean
      >,
  );

const accountSettings: fc.Arbitrary<FactValues['account-settings']> = fc
  .option(
    fc.record(
      {
        minimumLength: fc.integer({ min: 6, max: 128 }),
        maxAgeDays: fc.integer({ min: 1, max: 1095 }),
        reusePrevention: fc.integer({ min: 1, max: 24 }),
        requires,
      },
      { requiredKeys: ['requires'] },
    ),
  )
  .map((passwordPolicy) => ({ quotas: new Map(), ...(passwordPolicy !== null && { passwordPolicy }) }));

const policyNames = fc.subarray(['ReadOnlyAccess', 'AWSCompromisedKeyQuarantineV2', 'own']);
const policiesOfUser: fc.Arbitrary<PoliciesOfUser> = fc.record({ attached: policyNames, inline: policyNames });

function serviceCredential(
  users: readonly string[],
  moment: fc.Arbitrary<UnixSeconds>,
): fc.Arbitrary<ServiceCredential> {
  return fc.record(
    {
      user: fc.constantFrom(...users),
      service: fc.constantFrom('bedrock.amazonaws.com', 'codecommit.amazonaws.com'),
      slot: fc.constantFrom('1', '2'),
      status: fc.constantFrom('Active' as const, 'Inactive' as const, 'Expired' as const),
      created: moment,
      expiry: moment,
    },
    { requiredKeys: ['user', 'service', 'slot', 'status', 'created'] },
  );
}
