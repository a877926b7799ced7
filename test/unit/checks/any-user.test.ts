/** What holds of every check for every user, at every moment and limit. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checks } from '../../../src/checks/catalogue.ts';
import { type Check, isForRoot, type Outcome, type ParameterValues } from '../../../src/checks/check.ts';
import { type AccessKey, isRoot, type Password, type User } from '../../../src/model/facts/credential-report.ts';
import { laidOutReport } from '../../support/arbitrary-report.ts';
import { root, user } from '../../support/model-values.ts';
import { COLUMNS_16, COLUMNS_22, COLUMNS_23 } from '../../support/report-writer.ts';

const NOW = Date.UTC(2026, 10, 22) / 1000;
const anyone = laidOutReport({ known: [COLUMNS_16, COLUMNS_22, COLUMNS_23], unknown: [] }).chain(({ report }) =>
  fc.constantFrom(...report.users),
);
const anyLimit = fc.nat(8_000);
/** Close to each other, so that ages meet limits. */
const closeMoment = moment(0, 40);

/** So many half days ago. */
function moment(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max }).map((halfDays) => NOW - halfDays * 43_200);
}

/** Users whose moments and limits lie close together, at ties and at limits. */
const closeUser = fc
  .record({
    ofRoot: fc.boolean(),
    created: closeMoment,
    mfaActive: fc.boolean(),
    password: fc.record(
      { enabled: fc.boolean(), lastChanged: closeMoment, lastUsed: closeUse(), nextRotation: moment(-40, 40) },
      { requiredKeys: [] },
    ),
    accessKeys: fc.tuple(fc.option(closeKey('1')), fc.option(closeKey('2'))),
  })
  .map(({ ofRoot, accessKeys, ...facts }) => {
    const values = { ...facts, accessKeys: accessKeys.filter((key) => key !== null) };
    return ofRoot ? root(values) : user(values);
  });

function closeUse(): fc.Arbitrary<number | 'never'> {
  return fc.oneof(closeMoment, fc.constant('never' as const));
}

function closeKey(slot: AccessKey['slot']): fc.Arbitrary<AccessKey> {
  return fc.record(
    { slot: fc.constant(slot), active: fc.boolean(), lastRotated: closeMoment, lastUsed: closeUse() },
    { requiredKeys: ['slot', 'active'] },
  );
}

const anyUser = fc.oneof(anyone, closeUser);
const someLimit = fc.oneof(anyLimit, fc.nat(25));

/** Checks that hold a limit against an age; within: young is what opens them. */
const byAge = checks.filter(({ parameters }) => Object.keys(parameters).length > 0);
const within = byAge.filter(({ parameters }) => 'withinDays' in parameters);
const beyond = byAge.filter((check) => !within.includes(check));

function outcomesOf(check: Check, who: User, limit: number, now = NOW, reportTime = now): readonly Outcome[] {
  if (isForRoot(check.id) !== isRoot(who)) return [];
  return check.evaluate(who, limited(check, limit), { now, reportTime });
}

function limited({ parameters }: Check, limit: number): ParameterValues<Check['parameters']> {
  return Object.fromEntries(Object.keys(parameters).map((name) => [name, limit]));
}

/** The credentials that are open, and '' for the user as a whole. */
function openIn(outcomes: readonly Outcome[]): string[] {
  return outcomes.filter(({ status }) => status === 'open').map(({ credential }) => credential ?? '');
}

describe.each(checks.map((check) => ({ id: check.id, check })))('$id', ({ check }) => {
  test('tells one outcome at most of the user or of each key that there is', () => {
    fc.assert(
      fc.property(anyUser, someLimit, (who, limit) => {
        const told = outcomesOf(check, who, limit).map(({ credential }) => credential);

        expect(new Set(told).size).toBe(told.length);
        expect(told.includes(undefined) ? told.length : 1).toBe(1);
        const slots = who.accessKeys.map(({ slot }) => slot);
        expect(told.filter((slot) => slot !== undefined && !slots.includes(slot))).toEqual([]);
      }),
    );
  });
});

describe.each(byAge.map((check) => ({ id: check.id, check })))('$id, by age', ({ check }) => {
  test('what is open tells its age in whole days, and nothing unknown does', () => {
    fc.assert(
      fc.property(anyUser, someLimit, (who, limit) => {
        for (const { status, days } of outcomesOf(check, who, limit)) {
          if (status === 'open') expect(Number.isInteger(days) && Number(days) >= 0).toBe(true);
          if (status === 'unknown') expect(days).toBeUndefined();
        }
      }),
    );
  });
});

describe.each(beyond.map((check) => ({ id: check.id, check })))('$id, open beyond a limit', ({ check }) => {
  test('a laxer limit opens nothing', () => {
    fc.assert(
      fc.property(anyUser, someLimit, someLimit, (who, limit, more) => {
        const strict = openIn(outcomesOf(check, who, limit));

        expect(strict).toEqual(expect.arrayContaining(openIn(outcomesOf(check, who, limit + more))));
      }),
    );
  });

  test('time alone mends nothing', () => {
    fc.assert(
      fc.property(anyUser, someLimit, fc.nat(100 * 86_400), (who, limit, seconds) => {
        const before = openIn(outcomesOf(check, who, limit));

        expect(openIn(outcomesOf(check, who, limit, NOW + seconds))).toEqual(expect.arrayContaining(before));
      }),
    );
  });
});

describe.each(within.map((check) => ({ id: check.id, check })))('$id, open within a limit', ({ check }) => {
  test('a shorter limit opens nothing, and time closes what nobody repeats', () => {
    fc.assert(
      fc.property(anyUser, someLimit, someLimit, (who, limit, more) => {
        const long = openIn(outcomesOf(check, who, limit + more));

        expect(long).toEqual(expect.arrayContaining(openIn(outcomesOf(check, who, limit))));
        expect(openIn(outcomesOf(check, who, limit, NOW + 60 * 365 * 86_400))).toEqual([]);
      }),
    );
  });
});

describe('a report that no newer one follows', () => {
  const isOfAge = ({ parameters }: Check) => 'maxAgeDays' in parameters;
  const outage = fc.nat(100 * 86_400);

  test.each(checks.filter((check) => !isOfAge(check)))('says the same for ever: $id', (check) => {
    fc.assert(
      fc.property(anyUser, someLimit, outage, (who, limit, seconds) => {
        expect(outcomesOf(check, who, limit, NOW + seconds, NOW)).toEqual(outcomesOf(check, who, limit));
      }),
    );
  });

  test.each(checks.filter(isOfAge))('lets get older: $id', (check) => {
    fc.assert(
      fc.property(anyUser, someLimit, outage, (who, limit, seconds) => {
        const later = NOW + seconds;
        expect(outcomesOf(check, who, limit, later, NOW)).toEqual(outcomesOf(check, who, limit, later));
      }),
    );
  });
});

describe('an inactive key', () => {
  const aboutInactiveKeys = ['inactive-access-key', 'root-access-key'];
  const others = checks.filter(({ id }) => !aboutInactiveKeys.includes(id));

  test.each(others)('is nothing to $id, whatever its dates', (check) => {
    fc.assert(
      fc.property(anyUser, someLimit, (who, limit) => {
        const inactive = who.accessKeys.filter(({ active }) => !active).map(({ slot }) => slot);
        const told = outcomesOf(check, who, limit).map(({ credential }) => credential);

        expect(told.filter((slot) => slot !== undefined && inactive.includes(slot))).toEqual([]);
      }),
    );
  });
});

describe('less knowledge never makes more certain', () => {
  interface Loss {
    readonly of: string;
    readonly from: (who: User) => User;
  }

  const passwordValues = ['enabled', 'lastChanged', 'lastUsed', 'nextRotation'] as const;
  const keyValues = ['lastRotated', 'lastUsed'] as const;
  const losses: Loss[] = [
    ...passwordValues.map((value) => ({ of: `password.${value}`, from: (who: User) => withoutPassword(who, value) })),
    ...keyValues.map((value) => ({ of: `keys' ${value}`, from: (who: User) => withoutKeys(who, value) })),
  ];

  /** Where the absence of a value is an answer by itself: see the check. */
  const answers: Record<string, readonly string[]> = {
    'dormant-user': ['password.lastUsed'],
    'password-expired': ['password.nextRotation'],
    'root-without-mfa': ['password.enabled'],
    'root-used': ['password.lastUsed'],
  };

  function withoutPassword(who: User, value: keyof Password): User {
    const lose = ({ [value]: _lost, ...rest }: Password): Password => rest;
    return { ...who, password: lose(who.password) };
  }

  function withoutKeys(who: User, value: (typeof keyValues)[number]): User {
    return { ...who, accessKeys: who.accessKeys.map(({ [value]: _lost, ...key }) => key) };
  }

  const cases = checks.flatMap((check) =>
    losses.filter(({ of }) => !answers[check.id]?.includes(of)).map((loss) => ({ id: check.id, check, loss })),
  );

  test.each(cases)('$id without $loss.of', ({ check, loss }) => {
    fc.assert(
      fc.property(anyUser, someLimit, (who, limit) => {
        const before = outcomesOf(check, who, limit);
        const after = outcomesOf(check, loss.from(who), limit);

        expect(openIn(before)).toEqual(expect.arrayContaining(openIn(after)));
        for (const { credential, status } of before) {
          if (status === 'pass') continue;
          const still = after.filter((outcome) => [credential, undefined].includes(outcome.credential));
          const possible = status === 'open' ? ['open', 'unknown'] : ['unknown'];
          expect(possible).toEqual(expect.arrayContaining(still.map((outcome) => outcome.status)));
          expect(still).not.toEqual([]);
        }
      }),
    );
  });
});
