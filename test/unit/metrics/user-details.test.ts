import { describe, expect, test } from '@jest/globals';
import { userDetailsFamilies, userDetailsLevel } from '../../../src/metrics/families/user-details.ts';
import type { Facts } from '../../../src/model/facts/catalogue.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { accountFacts, at, fact, root, user } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';
import { userSubject } from './user-subject.ts';
import { world } from './world.ts';

const NOW = at('2026-11-22T12:00:00Z');

function read(who: User, facts: Facts, ownerTag = 'owner') {
  const subject = { ...userSubject(who, NOW, facts), ownerTag };
  return readFamilies(userDetailsFamilies, 'aws_iam_', subject, NOW);
}

test('without the facts there is nothing to say', () => {
  expect(read(user({ mfaActive: true }), {})).toEqual({});
});

describe('the MFA device', () => {
  const mfa = (...virtual: string[]): Facts => ({ 'user-details.mfa': fact({ virtual: new Set(virtual) }) });

  test.each<[string, User, Facts, string | undefined]>([
    ['virtual, if it is among the virtual ones', user({ mfaActive: true }), mfa('alice'), 'virtual'],
    ['virtual, even if the report does not know of it yet', user({ mfaActive: false }), mfa('alice'), 'virtual'],
    ['another one, if MFA is active without a virtual device', user({ mfaActive: true }), mfa('bob'), 'other'],
    ['none, without MFA', user({ mfaActive: false }), mfa('bob'), undefined],
    ['virtual for root', root({ mfaActive: true }), mfa('<root_account>'), 'virtual'],
    ['another one for root', root({ mfaActive: true }), mfa('root'), 'other'],
  ])('is %s', (_what, who, facts, kind) => {
    expect(read(who, facts)).toEqual(kind === undefined ? {} : { mfa_device_info: [{ mfa_kind: kind, value: 1 }] });
  });
});

describe('the quarantine', () => {
  const policies = (attached: string[], inline: string[] = []): Facts => ({
    'user-details.policies': fact(new Map([['alice', { attached, inline }]])),
  });

  test.each<[string, Facts, number]>([
    ['0 without a policy', policies([]), 0],
    ['0 with others', policies(['AdministratorAccess'], ['deploy']), 0],
    ['1 with the first version of the policy', policies(['AWSCompromisedKeyQuarantine']), 1],
    ['1 with a later one', policies(['ReadOnlyAccess', 'AWSCompromisedKeyQuarantineV3']), 1],
    ['1 with an inline one', policies([], ['AWSCompromisedKeyQuarantineV2']), 1],
    ['0 with one that only ends so', policies(['NoAWSCompromisedKeyQuarantine']), 0],
  ])('is %s', (_what, facts, value) => {
    expect(read(user(), facts)).toEqual({ user_quarantined: value });
  });

  test('of a user whom the fact does not know, such as root, is not known', () => {
    expect(read(user({ name: 'new' }), policies([]))).toEqual({});
    expect(read(root(), policies([]))).toEqual({});
  });
});

describe('the owner', () => {
  const tags = (own: Record<string, string>): Facts => ({
    'user-details.tags': fact(new Map([['alice', new Map(Object.entries(own))]])),
  });
  const ownerOf = (own: Record<string, string>, ownerTag?: string) => read(user(), tags(own), ownerTag).user_owner_info;
  const named = (user_owner: string) => [{ user_owner, value: 1 }];

  test('is what the tag says whose key the configuration gives, in upper or lower case', () => {
    const own = { Team: 'payments', Owner: 'ana' };

    expect(ownerOf(own)).toEqual(named('ana'));
    expect(ownerOf(own, 'TEAM')).toEqual(named('payments'));
  });

  test.each<[string, Record<string, string>]>([
    ['such a tag', { team: 'payments' }],
    ['any tag', {}],
    ['a value', { owner: '' }],
    ['a value that can be seen', { owner: ' \n\u0000' }],
  ])('is not known without %s', (_what, own) => {
    expect(ownerOf(own)).toBeUndefined();
  });

  test('is not known of a user whom the fact does not know', () => {
    expect(read(user({ name: 'new' }), tags({ owner: 'ana' }))).toEqual({});
  });

  test.each([
    ['without control characters', 'team\u0007 a\nb\u009b', 'team ab'],
    ['cut to 100 characters', 'x'.repeat(101), 'x'.repeat(100)],
    ['cut between characters, and not within one', '\u{1F511}'.repeat(101), '\u{1F511}'.repeat(100)],
    ['otherwise as it is', 'Büro "9" \\ 東京', 'Büro "9" \\ 東京'],
  ])('is %s', (_what, value, expected) => {
    expect(ownerOf({ owner: value })).toEqual(named(expected));
  });
});

test('what the facts say of an earlier user of the same name is not said of this one', () => {
  const asOf = at('2026-11-22T08:00:00Z');
  const facts: Facts = {
    'user-details.mfa': fact({ virtual: new Set(['alice']) }, asOf),
    'user-details.policies': fact(
      new Map([['alice', { attached: ['AWSCompromisedKeyQuarantine'], inline: [] }]]),
      asOf,
    ),
    'user-details.tags': fact(new Map([['alice', new Map([['owner', 'ana']])]]), asOf),
  };
  const createdAt = (created: number) => read(user({ created, mfaActive: true }), facts);

  expect(Object.keys(createdAt(asOf))).toEqual(['mfa_device_info', 'user_quarantined', 'user_owner_info']);
  expect(createdAt(asOf + 1)).toEqual({});
});

describe('whom the level shows', () => {
  const alice = user();
  const details: Facts = { 'user-details.mfa': fact({ virtual: new Set(['alice', 'deleted']) }) };
  const shown = (facts: Facts, perUser: boolean) =>
    [...userDetailsLevel.select(world([accountFacts({ users: [root(), alice], facts })], { perUser }))].map(
      (subject) => subject.user.name,
    );

  test('is the users of the report, and nobody whom only the fact knows', () => {
    expect(shown(details, true)).toEqual(['<root_account>', 'alice']);
  });

  test('is root only, where no user may be named', () => {
    expect(shown(details, false)).toEqual(['<root_account>']);
  });

  test('is nobody in an account of which no such fact was read', () => {
    expect(shown({ 'user-details.serviceCredentials': fact([]) }, true)).toEqual([]);
  });

  test.each(['user-details.mfa', 'user-details.policies', 'user-details.tags'] as const)(
    'needs no fact but %s',
    (name) => {
      const values = { ...details, 'user-details.policies': fact(new Map()), 'user-details.tags': fact(new Map()) };

      expect(shown({ [name]: values[name] }, true)).toEqual(['<root_account>', 'alice']);
    },
  );
});
