/** What holds of every check for every user, at every moment and limit. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checks } from '../../../src/checks/catalogue.ts';
import { type Check, type Context, numbersOf, type Outcome } from '../../../src/checks/check.ts';
import type { Facts } from '../../../src/model/facts/catalogue.ts';
import { type AccessKey, isRoot, type Password, type User } from '../../../src/model/facts/credential-report.ts';
import { factsAbout } from '../../support/arbitrary-facts.ts';
import { userOfReport } from '../../support/arbitrary-report.ts';
import { root, user } from '../../support/model-values.ts';
import { COLUMNS_16, COLUMNS_22, COLUMNS_23 } from '../../support/report-writer.ts';

const NOW = Date.UTC(2026, 10, 22) / 1000;
const anyone = userOfReport([COLUMNS_16, COLUMNS_22, COLUMNS_23]);
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

/** A user, and what the facts beyond the report know of such a name. */
interface Known {
  readonly who: User;
  readonly facts: Facts;
}

const anyUser: fc.Arbitrary<Known> = fc
  .oneof(anyone, closeUser)
  .chain((who) => factsAbout([who.name], closeMoment).map((facts) => ({ who, facts })));
const someLimit = fc.oneof(anyLimit, fc.nat(25));

const ofUsers = checks.filter(({ subject }) => subject !== 'account');
/** Without those that may say several things of one user, as the engine makes one finding of them. They read no value that is lost below. */
const ofOne = ofUsers.filter(({ needs = [] }) => !needs.includes('user-details.serviceCredentials'));
/** Checks that compare an age with a limit; within: young is what opens them. */
const byAge = ofUsers.filter(({ limit }) => limit !== undefined);
const within = byAge.filter(({ limit }) => limit?.name === 'withinDays');
const beyond = byAge.filter((check) => !within.includes(check));

function outcomesOf(check: Check, { who, facts }: Known, limit: number, now = NOW, reportTime = now) {
  if ((check.subject === 'root') !== isRoot(who)) return [];
  const values = Object.fromEntries(numbersOf(check).map(([name]) => [name, limit]));
  return check.evaluate(who, values, { now, reportTime, facts } as Context, {});
}

/** The credentials that are open, and '' for the user as a whole. */
function openIn(outcomes: readonly Outcome[]): string[] {
  return outcomes.filter(({ status }) => status === 'open').map(({ credential }) => credential ?? '');
}

function includesAll(credentials: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((credential) => credentials.includes(credential));
}

function idsOf(some: readonly Check[]): string[] {
  return some.map(({ id }) => id);
}

/** Holds one user after another to all checks, as to make the users costs far more than to judge them. */
function forAnyUser<T>(more: fc.Arbitrary<T>, hold: (known: Known, limit: number, more: T) => void): void {
  fc.assert(fc.property(anyUser, someLimit, more, hold), { numRuns: 200 });
}

const nothing = fc.constant(undefined);

test('a check tells one outcome at most of the user or of each key that there is', () => {
  forAnyUser(nothing, (known, limit) => {
    const slots = known.who.accessKeys.map(({ slot }) => slot);
    const wrong = ofOne.filter((check) => {
      const told = outcomesOf(check, known, limit).map(({ credential }) => credential);
      const once = told.includes(undefined) ? [undefined] : slots.filter((slot) => told.includes(slot));
      return !isDeepStrictEqual(told.toSorted(), once.toSorted());
    });

    expect(idsOf(wrong)).toEqual([]);
  });
});

test('what is open by age tells its age in whole days, and nothing unknown does', () => {
  forAnyUser(nothing, (known, limit) => {
    const wrong = byAge.filter((check) =>
      outcomesOf(check, known, limit).some(({ status, days }) => {
        if (status === 'open') return !(Number.isInteger(days) && Number(days) >= 0);
        return status === 'unknown' && days !== undefined;
      }),
    );

    expect(idsOf(wrong)).toEqual([]);
  });
});

describe('open beyond a limit', () => {
  test('a laxer limit opens nothing', () => {
    forAnyUser(someLimit, (known, limit, more) => {
      const wrong = beyond.filter((check) => {
        const strict = openIn(outcomesOf(check, known, limit));
        return !includesAll(strict, openIn(outcomesOf(check, known, limit + more)));
      });

      expect(idsOf(wrong)).toEqual([]);
    });
  });

  test('time alone mends nothing', () => {
    forAnyUser(fc.nat(100 * 86_400), (known, limit, seconds) => {
      const wrong = beyond.filter((check) => {
        const before = openIn(outcomesOf(check, known, limit));
        return !includesAll(openIn(outcomesOf(check, known, limit, NOW + seconds)), before);
      });

      expect(idsOf(wrong)).toEqual([]);
    });
  });
});

test('open within a limit: a shorter limit opens nothing, and time closes what nobody repeats', () => {
  forAnyUser(someLimit, (known, limit, more) => {
    const wrong = within.filter((check) => {
      const long = openIn(outcomesOf(check, known, limit + more));
      const muchLater = openIn(outcomesOf(check, known, limit, NOW + 60 * 365 * 86_400));
      return !includesAll(long, openIn(outcomesOf(check, known, limit))) || muchLater.length > 0;
    });

    expect(idsOf(wrong)).toEqual([]);
  });
});

describe('a report that no newer one follows', () => {
  const isOfAge = ({ limit }: Check) => limit?.name === 'maxAgeDays';
  const outage = fc.nat(100 * 86_400);

  test('says the same for ever, and of an age lets get older', () => {
    forAnyUser(outage, (known, limit, seconds) => {
      const later = NOW + seconds;
      const wrong = ofUsers.filter((check) => {
        const then = outcomesOf(check, known, limit, later, NOW);
        const judgedAt = isOfAge(check) ? later : NOW;
        return !isDeepStrictEqual(then, outcomesOf(check, known, limit, judgedAt));
      });

      expect(idsOf(wrong)).toEqual([]);
    });
  });
});

test('an inactive key is nothing to a check, whatever its dates, unless the check is about inactive keys', () => {
  const aboutInactiveKeys = ['inactive-access-key', 'root-access-key'];
  const others = ofUsers.filter(({ id }) => !aboutInactiveKeys.includes(id));

  forAnyUser(nothing, (known, limit) => {
    const inactive = known.who.accessKeys.filter(({ active }) => !active).map(({ slot }) => slot);
    const wrong = others.filter((check) =>
      outcomesOf(check, known, limit).some(({ credential }) => inactive.some((slot) => slot === credential)),
    );

    expect(idsOf(wrong)).toEqual([]);
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
    'root-without-hardware-mfa': ['password.enabled'],
    'root-used': ['password.lastUsed'],
  };

  function withoutPassword(who: User, value: keyof Password): User {
    const lose = ({ [value]: _lost, ...rest }: Password): Password => rest;
    return { ...who, password: lose(who.password) };
  }

  function withoutKeys(who: User, value: (typeof keyValues)[number]): User {
    return { ...who, accessKeys: who.accessKeys.map(({ [value]: _lost, ...key }) => key) };
  }

  test.each(losses)('without $of', (loss) => {
    const held = ofOne.filter(({ id }) => !answers[id]?.includes(loss.of));

    forAnyUser(nothing, (known, limit) => {
      const less = { ...known, who: loss.from(known.who) };
      const wrong = held.filter((check) => {
        const before = outcomesOf(check, known, limit);
        const after = outcomesOf(check, less, limit);

        const opened = openIn(after).some((credential) => !openIn(before).includes(credential));
        const moreCertain = before.some(({ credential, status }) => {
          if (status === 'pass') return false;
          const still = after.filter((outcome) => [credential, undefined].includes(outcome.credential));
          const possible = status === 'open' ? ['open', 'unknown'] : ['unknown'];
          return still.length === 0 || still.some((outcome) => !possible.includes(outcome.status));
        });
        return opened || moreCertain;
      });

      expect(idsOf(wrong)).toEqual([]);
    });
  });
});
