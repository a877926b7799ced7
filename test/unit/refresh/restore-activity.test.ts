/** A start that finds what the watch of an earlier run has seen. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { assess } from '../../../src/checks/assess.ts';
import { type Account, sourceOf } from '../../../src/model/account.ts';
import type { Activity } from '../../../src/model/facts/activity.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import type { FactFiles } from '../../../src/refresh/fact-files.ts';
import { encodeStoredActivity, readStoredActivity } from '../../../src/refresh/stored-activity.ts';
import { encodeStoredReport, readStoredReport } from '../../../src/refresh/stored-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { activityOf, sighting } from '../../support/activity-values.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { policyWith } from '../../support/policy.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { awsAccount, DAY, report, START, startLoop } from './running-loop.ts';

const NOW = Date.parse(START) / 1000;
const STORED_AT = NOW - 2 * 3600;
const production = awsAccount('production');
const WATCHED = { activity: { enabled: true, interval: 15 * MINUTE } };
const on = { enabled: true };
const OWN = '100000000001';
const OTHER = '100000000002';

/** How the log names what is wrong is the matter of the real files. */
let disk: Map<string, Buffer>;
let unusable: string[];

beforeEach(() => {
  disk = new Map();
  unusable = [];
});

const keyOf = (account: Account, name: string) => `${sourceOf(account)} ${name}`;

const factFiles: FactFiles = {
  readReport: async (account) => {
    const content = disk.get(keyOf(account, 'credential-report'));
    return content && readStoredReport(content, account);
  },
  readActivity: async (account, accountId) => {
    const content = disk.get(keyOf(account, 'activity'));
    try {
      return await Promise.resolve(content && readStoredActivity(content, account, accountId));
    } catch (error) {
      unusable.push((error as Error).message);
      return undefined;
    }
  },
  write: (account, name, content) => void disk.set(keyOf(account, name), Buffer.concat(content)),
  forget: (account, names = ['credential-report', 'activity']) => {
    for (const name of names) disk.delete(keyOf(account, name));
  },
  written: () => Promise.resolve(),
};

const seenBefore = activityOf([sighting('root_sign_in', { user: '<root_account>', time: STORED_AT - 60 })], {
  until: STORED_AT,
});

async function store({ reportOf = OWN, activityOf: accountId = OWN, activity = seenBefore } = {}): Promise<void> {
  const csv = Buffer.from(reportCsv(reportOf, ['stored']));
  const times = { asOf: STORED_AT, gatheredAt: STORED_AT };
  const value = await parseReport(csv);
  const stored = encodeStoredReport(production, csv, { value, ...times });
  factFiles.write(production, 'credential-report', stored);
  factFiles.write(
    production,
    'activity',
    encodeStoredActivity(production, { ...value, accountId }, { value: activity, ...times }),
  );
}

const isStored = (account: Account = production) => disk.has(keyOf(account, 'activity'));

function unreachable(): never {
  throw new RefreshFailure('network', 'connect ECONNREFUSED');
}

function start(facts = WATCHED) {
  const running = startLoop([production], { facts }, { factFiles });
  running.source('production').answer = unreachable;
  running.sources('production').activity.answer = () => {
    throw new RefreshFailure('access_denied', 'not allowed');
  };
  const activity = (): Activity | undefined => running.facts('production')?.facts.activity?.value;
  return { ...running, activity, watch: () => running.sources('production').activity };
}

describe('while AWS refuses the event history', () => {
  test('what was seen is served with its true age, and the failure shows', async () => {
    await store();
    const { clock, activity, facts, state, errors } = start();

    await clock.advance(1_000);

    expect(activity()?.sightings).toEqual(seenBefore.sightings);
    expect(facts('production')?.missing).toEqual({});
    expect(state('production', 'activity')).toMatchObject({ up: false, timestamp: STORED_AT, lastSuccess: STORED_AT });
    expect(errors('production', 'access_denied', 'activity')).toBe(1);
  });

  test('the checks of events count to the stored watermark: nothing opens and nothing ends', async () => {
    await store();
    const { clock, loop } = start();
    await clock.advance(3 * DAY);

    const { accounts } = await assess(
      loop.facts(),
      policyWith({ checks: { 'root-signed-in': on, 'user-created-by-user': on } }),
      clock.now() / 1000,
    );

    const findings = accounts.flatMap((account) => account.findings);
    const countsOf = (id: string) => accounts[0]?.counts.find(({ check }) => check === id)?.findings;
    expect(findings.filter(({ since }) => since !== undefined).map(({ check }) => check)).toEqual(['root-signed-in']);
    expect(countsOf('root-signed-in')).toEqual({ open: 1, exempt: 0, unknown: 0 });
    expect(countsOf('user-created-by-user')).toEqual({ open: 0, exempt: 0, unknown: 0 });
  });
});

test('the watch goes on from what is stored, and is asked at once', async () => {
  await store();
  const { clock, watch } = start();

  await clock.advance(0);

  expect(watch().lasts.map((last) => last?.looks[0]?.watermark)).toEqual([STORED_AT]);
});

test('what is stored does not replace what the watch has seen while the disk hung', async () => {
  await store();
  const clock = new ManualClock(START);
  const slow: FactFiles = {
    ...factFiles,
    async readReport(account) {
      await clock.sleep(2 * MINUTE);
      return factFiles.readReport(account);
    },
  };
  const { source, sources, facts } = startLoop([production], { facts: WATCHED }, { factFiles: slow, clock });
  source('production').answer = unreachable;
  const watch = sources('production').activity;
  watch.answer = () => activityOf([sighting('user_created')]);
  await clock.advance(MINUTE);
  watch.answer = unreachable;

  await clock.advance(2 * MINUTE);

  expect(facts('production')?.facts.activity?.value.sightings.map(({ kind }) => kind)).toEqual(['user_created']);
});

describe('what is stored of another account than the report', () => {
  test('is not served, and not given to the watch', async () => {
    await store({ activityOf: OTHER });
    const { clock, activity, watch, served } = start();

    await clock.advance(0);

    expect(served()).toEqual(['production']);
    expect([activity(), watch().lasts]).toEqual([undefined, [undefined]]);
    expect(unusable).toEqual(['it is of another account than the stored report']);
  });

  test('or beside no report, is not given to the watch', async () => {
    await store();
    disk.delete(keyOf(production, 'credential-report'));
    const { clock, watch } = start();

    await clock.advance(0);

    expect(watch().lasts).toEqual([undefined]);
  });

  test('goes when AWS gives a report of the other one, with what the watch was adding to it', async () => {
    await store();
    const { clock, source, activity, watch } = start();
    const answers = [
      activityOf([...seenBefore.sightings, sighting('user_created')]),
      activityOf([sighting('sign_in')]),
    ];
    watch().answer = async () => {
      await clock.sleep(20_000);
      return answers.shift() ?? activityOf([]);
    };
    source('production').answer = async () => {
      await clock.sleep(10_000);
      return report(clock, 2);
    };

    await clock.advance(9_000);
    const before = activity()?.sightings.length;
    await clock.advance(2_000);
    const after = [activity(), isStored()];
    await clock.advance(10_000);
    const later = [activity(), isStored()];
    await clock.advance(30_000);

    expect(before).toBe(1);
    expect([after, later]).toEqual([
      [undefined, false],
      [undefined, false],
    ]);
    expect(watch().lasts.map((last) => last?.sightings.length)).toEqual([1, undefined]);
    expect(activity()?.sightings.map(({ kind }) => kind)).toEqual(['sign_in']);
    expect(isStored()).toBe(true);
  });
});

describe('what the watch sees is stored', () => {
  const storedKinds = async (account = production, accountId = OWN) =>
    (await factFiles.readActivity(account, accountId))?.value.sightings.map(({ kind }) => kind);

  test('after each look', async () => {
    const { clock, source, watch } = start();
    source('production').answer = () => report(clock, 1);
    watch().answer = () => activityOf([sighting('sign_in')]);
    await clock.advance(1_000);
    const first = await storedKinds();
    watch().answer = () => activityOf([sighting('user_created')]);
    await clock.advance(20 * MINUTE);

    expect([first, await storedKinds()]).toEqual([['sign_in'], ['user_created']]);
  });

  test('once a report says whose it is', async () => {
    const { clock, source, watch } = start();
    watch().answer = () => activityOf([sighting('sign_in')]);
    await clock.advance(1_000);
    const before = isStored();
    source('production').answer = () => report(clock, 1);
    await clock.advance(2 * MINUTE);

    expect([before, await storedKinds()]).toEqual([false, ['sign_in']]);
  });

  test('under the role that the account has now', async () => {
    const { clock, source, watch, configure } = start();
    source('production').answer = () => report(clock, 1);
    watch().answer = () => activityOf([sighting('sign_in')]);
    await clock.advance(1_000);
    const renamed = { ...production, roleArn: `arn:aws:iam::${OWN}:role/other` };

    configure({ accounts: [renamed] });
    source('production').answer = () => report(clock, 1);
    watch().answer = unreachable;
    await clock.advance(1_000);

    expect([isStored(), await storedKinds(renamed)]).toEqual([false, ['sign_in']]);
  });
});

describe('a fact that the configuration turned off', () => {
  test('before the start is not served, and not kept on disk', async () => {
    await store();
    const { clock, activity, served } = start({ activity: { enabled: false, interval: HOUR } });

    await clock.advance(0);

    expect([served(), activity(), isStored()]).toEqual([['production'], undefined, false]);
  });

  test('by a reload is not kept on disk, and the report is', async () => {
    await store();
    const { clock, configure, activity } = start();
    await clock.advance(0);

    configure({ facts: {} });

    expect([activity(), isStored()]).toEqual([undefined, false]);
    expect(disk.has(keyOf(production, 'credential-report'))).toBe(true);
  });
});

test('an account that leaves takes along what is stored', async () => {
  await store();
  const { clock, configure } = start();
  await clock.advance(0);

  configure({ accounts: [] });

  expect([...disk.keys()]).toEqual([]);
});
