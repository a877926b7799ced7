import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EVENT_KINDS, type Sighting } from '../../../../src/model/facts/activity.ts';
import { createNewestSightings } from '../../../../src/sources/aws/newest-sightings.ts';

const anySighting: fc.Arbitrary<Sighting> = fc.record(
  {
    kind: fc.constantFrom(...EVENT_KINDS),
    user: fc.constantFrom('', 'alice', 'bob'),
    maker: fc.record({
      kind: fc.constantFrom('user' as const, 'role' as const),
      name: fc.constantFrom('eve', 'deploy'),
    }),
    time: fc.nat(100),
  },
  { requiredKeys: ['kind', 'user', 'time'] },
);

function newest(sightings: readonly Sighting[], known: readonly Sighting[] = []): string[] {
  const found = createNewestSightings(known);
  for (const sighting of sightings) found.add(sighting);
  return found
    .list(0)
    .map((sighting) => JSON.stringify(sighting))
    .sort();
}

test('in whatever order and however often the same is read, it comes to the same', () => {
  fc.assert(
    fc.property(fc.array(anySighting), fc.array(anySighting), (some, others) => {
      const once = newest([...some, ...others]);

      expect(newest([...others, ...some, ...others])).toEqual(once);
      expect(newest(others, some)).toEqual(once);
    }),
  );
});

test('only so many are kept, and sign-ins that failed push out nothing else', () => {
  const found = createNewestSightings([{ kind: 'root_sign_in', user: '<root_account>', time: 1 }]);
  for (let index = 0; index < 25_000; index += 1)
    found.add({ kind: 'sign_in_failed', user: `typed-${index}`, time: 2 });

  const kept = found.list(0);

  expect(kept).toHaveLength(20_000);
  expect(kept.map(({ kind }) => kind)).toContain('root_sign_in');
});
