/** What was last seen, and of whom the page says it. */
import { describe, expect, test } from '@jest/globals';
import { activityLevel } from '../../../src/metrics/families/activity.ts';
import { activityRegionFamilies, activityRegionLevel } from '../../../src/metrics/families/activity-region.ts';
import type { World } from '../../../src/metrics/world.ts';
import type { Sighting } from '../../../src/model/facts/activity.ts';
import { activityFact, look, sighting } from '../../support/activity-values.ts';
import { accountFacts, at, root, user } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';
import { world } from './world.ts';

const NOW = at('2026-11-22T12:00:00Z');
const HOUR = 3600;

function events(sightings: readonly Sighting[], options: Partial<World> = {}): string[] {
  const facts = accountFacts({ users: [root(), user({ name: 'alice' })], facts: activityFact(sightings) });
  return [...activityLevel.select(world([facts], options))].map(
    ({ user: name, event, lastSeen }) => `${event} of ${name === '' ? 'nobody' : name}: ${(NOW - lastSeen) / HOUR} h`,
  );
}

test('without the fact there is nothing to say', () => {
  expect([...activityLevel.select(world([accountFacts()]))]).toEqual([]);
  expect([...activityRegionLevel.select(world([accountFacts()]))]).toEqual([]);
});

test('of each kind and user, the newest is said, whoever did it', () => {
  const by = (name: string, hours: number) =>
    sighting('access_key_created', { maker: { kind: 'user', name }, time: NOW - hours * HOUR });

  expect(events([by('eve', 3), by('mallory', 2), sighting('sign_in', { user: 'bob' })])).toEqual([
    'access_key_created of alice: 2 h',
    'sign_in of bob: 1 h',
  ]);
});

describe('the name of', () => {
  test.each<[string, Sighting[], string]>([
    ['a user of the report is said', [sighting('sign_in_failed')], 'sign_in_failed of alice: 1 h'],
    [
      'a user whom the report does not have is said once an event that succeeded has it',
      [sighting('user_created', { user: 'new' }), sighting('sign_in_failed', { user: 'new' })],
      'sign_in_failed of new: 1 h',
    ],
    ['anybody else is not', [sighting('sign_in_failed', { user: 'typed' })], 'sign_in_failed of nobody: 1 h'],
    ['root is said', [sighting('root_sign_in', { user: '<root_account>' })], 'root_sign_in of <root_account>: 1 h'],
  ])('%s', (_, sightings, expected) => {
    expect(events(sightings)).toContain(expected);
  });
});

test('where no user is shown, all are one, and root is itself', () => {
  const sightings = [
    sighting('sign_in', { time: NOW - 2 * HOUR }),
    sighting('sign_in', { user: 'bob' }),
    sighting('root_api', { user: '<root_account>' }),
  ];

  expect(events(sightings, { perUser: false })).toEqual(['sign_in of nobody: 1 h', 'root_api of <root_account>: 1 h']);
});

test('each region says how far it was looked through, and whether to the end', () => {
  const looks = [
    look({ question: 'root' }),
    look({ question: 'sign-ins', watermark: NOW - HOUR }),
    look({ region: 'eu-north-1', watermark: undefined, incomplete: 'access_denied: no' }),
    look({ region: 'us-east-2', question: 'root', incomplete: 'throttled: later' }),
    look({ region: 'us-east-2', question: 'sign-ins' }),
  ];
  const facts = accountFacts({ facts: activityFact([], { looks }) });
  const fromLogs = accountFacts({ facts: activityFact([], { source: 'logs' }) });

  const regions = [...activityRegionLevel.select(world([facts, fromLogs]))];

  expect(
    regions.map((region) => [
      ...activityRegionLevel.labels.map((label) => label.of(region)),
      readFamilies(activityRegionFamilies, 'iam_credential_exporter_activity_', region, NOW),
    ]),
  ).toEqual([
    ['production', 'us-east-1', 'events', { watermark_timestamp_seconds: NOW - HOUR, complete: 1 }],
    ['production', 'eu-north-1', 'events', { complete: 0 }],
    ['production', 'us-east-2', 'events', { watermark_timestamp_seconds: NOW, complete: 0 }],
    ['production', 'us-east-1', 'logs', { watermark_timestamp_seconds: NOW, complete: 1 }],
  ]);
});
