/** Facts beside the report: each goes its own way, and none is served of an account that has no report. */
import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { awsAccount, DAY, fileAccount, report, START, startLoop } from './running-loop.ts';

const accounts = [awsAccount('production')];
const ON = { enabled: true, interval: 4 * HOUR };
const OFF = { ...ON, enabled: false };
const withSettings = { facts: { 'account-settings': ON } };

function denied(): never {
  throw new RefreshFailure('access_denied', 'User: arn:x is not authorized');
}

test('each fact has its own interval', async () => {
  const { clock, sources } = startLoop(accounts, {
    facts: { 'account-settings': ON, 'user-details.policies': { enabled: true, interval: 15 * MINUTE } },
  });

  await clock.advance(HOUR + 5_000);

  const asked = sources('production');
  expect(asked['credential-report'].requests).toHaveLength(1);
  expect(asked['account-settings'].requests).toHaveLength(1);
  expect(asked['user-details.policies'].requests).toHaveLength(5);
});

test('a fact is of the moment at which the exporter asked: what changes during a long answer may be missing in it', async () => {
  const { clock, sources, facts } = startLoop(accounts, withSettings);
  const settings = { quotas: new Map([['Users', { used: 3, limit: 5_000 }]]) };
  sources('production')['account-settings'].answer = async () => {
    await clock.sleep(30_000);
    return settings;
  };

  await clock.advance(MINUTE);

  const asked = Date.parse(START) / 1000;
  expect(facts('production')?.facts['account-settings']).toEqual({
    value: settings,
    asOf: asked,
    gatheredAt: asked + 30,
  });
});

test('a denied fact is tried again after 1, 2, 4 ... minutes, and changes nothing of the report', async () => {
  const { clock, source, sources, facts, state, errors, log } = startLoop(accounts, withSettings);
  sources('production')['account-settings'].answer = denied;
  await clock.advance(0);
  const { facts: before } = facts('production') ?? {};
  const reportBefore = state('production');

  await clock.advance(HOUR);

  expect(facts('production')?.facts).toEqual(before);
  expect(Object.keys(before ?? {})).toEqual(['credential-report']);
  expect(state('production')).toEqual(reportBefore);
  expect(reportBefore.up).toBe(true);
  expect(source('production').requests).toHaveLength(1);
  expect(state('production', 'account-settings').up).toBe(false);
  expect(errors('production', 'access_denied', 'account-settings')).toBe(6);
  expect(log.filter(({ level }) => level === 'warn').map(({ fields }) => fields)).toEqual([
    { account: 'production', fact: 'account-settings', reason: 'access_denied' },
  ]);
});

test('a source is told what it gave last, after a failure too', async () => {
  const { clock, sources } = startLoop(accounts, withSettings);
  const settings = sources('production')['account-settings'];
  await clock.advance(0);
  settings.answer = denied;
  await clock.advance(4 * HOUR + 4 * MINUTE);

  const first = { quotas: new Map() };
  expect(settings.lasts.slice(0, 3)).toEqual([undefined, first, first]);
});

test('a report that fails keeps the other facts going', async () => {
  const { clock, source, sources, state } = startLoop(accounts, withSettings);
  await clock.advance(0);
  source('production').answer = denied;

  await clock.advance(4 * HOUR + 5_000);

  expect(state('production').up).toBe(false);
  expect(state('production', 'account-settings').up).toBe(true);
  expect(sources('production')['account-settings'].requests).toHaveLength(2);
});

test('a fact is unread until its first try has ended, failed after it, and there once AWS gives it', async () => {
  const { clock, sources, facts, changes } = startLoop(accounts, withSettings);
  const settings = sources('production')['account-settings'];
  const { answer } = settings;
  settings.answer = () => new Promise(() => undefined);
  await clock.advance(0);
  const unread = facts('production')?.missing;
  const changesBefore = changes();
  await clock.advance(10 * MINUTE);
  const failed = facts('production')?.missing;
  const changesAfter = changes();
  settings.answer = denied;
  await clock.advance(MINUTE + 5_000);
  const changesLater = changes();
  settings.answer = answer;
  await clock.advance(2 * MINUTE);

  expect([unread, failed]).toEqual([{ 'account-settings': 'unread' }, { 'account-settings': 'failed' }]);
  expect(settings.requests).toHaveLength(3);
  // A check that needs the fact is unknown now, which the page has to say; a second failure changes nothing.
  expect([changesAfter - changesBefore, changesLater - changesAfter]).toEqual([1, 0]);
  expect(facts('production')?.missing).toEqual({});
  expect(facts('production')?.facts['account-settings']?.value).toEqual({ quotas: new Map() });
});

test('the last good value of a fact stays when it fails later, and is not missing', async () => {
  const { clock, sources, facts } = startLoop(accounts, withSettings);
  await clock.advance(0);
  const before = facts('production')?.facts['account-settings'];
  sources('production')['account-settings'].answer = denied;

  await clock.advance(5 * HOUR);

  expect(before).toBeDefined();
  expect(facts('production')?.facts['account-settings']).toBe(before);
  expect(facts('production')?.missing).toEqual({});
});

test('an account that turns into another one has no fact of the one before, and is asked for its own at once', async () => {
  const { clock, source, sources, facts } = startLoop([...accounts, awsAccount('sandbox')], {
    facts: { 'account-settings': { enabled: true, interval: DAY } },
  });
  await clock.advance(0);
  const settings = sources('production')['account-settings'];
  source('production').answer = () => report(clock, 7);
  settings.answer = denied;

  await clock.advance(4 * HOUR + 5_000);

  expect(facts('production')?.facts['credential-report'].value.accountId).toBe('100000000007');
  expect(facts('production')?.facts['account-settings']).toBeUndefined();
  expect(facts('production')?.missing).toEqual({ 'account-settings': 'failed' });
  expect(settings.requests).toHaveLength(2);
  expect(sources('sandbox')['account-settings'].requests).toHaveLength(1);
  expect(facts('sandbox')?.missing).toEqual({});
});

test('an account without a report has no facts, whatever else is known of it', async () => {
  const { clock, source, state, served } = startLoop(accounts, withSettings);
  source('production').answer = denied;
  await clock.advance(0);
  const before = served();
  source('production').answer = () => report(clock, 1);

  await clock.advance(MINUTE + 5_000);

  expect(state('production', 'account-settings').up).toBe(true);
  expect(before).toEqual([]);
  expect(served()).toEqual(['production']);
});

test('a fact that is not asked for is not looked at, not missing and has no state', async () => {
  const { clock, sources, facts, loop } = startLoop(accounts);

  await clock.advance(HOUR);

  expect(sources('production')['account-settings'].requests).toEqual([]);
  expect(facts('production')?.missing).toEqual({});
  expect(loop.states().map(({ fact }) => fact)).toEqual(['credential-report']);
});

test('a report file has nothing but its report, even where more is asked for', async () => {
  const { clock, facts, loop } = startLoop([fileAccount()], withSettings);

  await clock.advance(0);

  expect(facts('sandbox')?.missing).toEqual({});
  expect(loop.states().map(({ fact }) => fact)).toEqual(['credential-report']);
});

test('the state of each fact says whether it is up, of what moment it is, and how old it may get', async () => {
  const { clock, sources, source, loop } = startLoop(accounts, {
    facts: { 'account-settings': ON, 'user-details.policies': { enabled: true, interval: 15 * MINUTE } },
  });
  source('production').answer = () => report(clock, 1, { age: HOUR });
  sources('production')['user-details.policies'].answer = denied;

  await clock.advance(0);

  const now = Date.parse(START) / 1000;
  const states = loop.states().map(({ fact, up, timestamp, refreshInterval, nextRefresh }) => {
    return { fact, up, timestamp, refreshInterval, nextRefresh };
  });
  expect(states).toEqual([
    {
      fact: 'credential-report',
      up: true,
      timestamp: now - 3_600,
      refreshInterval: 14_400,
      nextRefresh: now + 10_800,
    },
    { fact: 'account-settings', up: true, timestamp: now, refreshInterval: 14_400, nextRefresh: now + 14_400 - 120 },
    { fact: 'user-details.policies', up: false, timestamp: undefined, refreshInterval: 900, nextRefresh: now + 60 },
  ]);
});

test('a fact that is turned on is looked at the next moment, and the others go on as they were', async () => {
  const { clock, configure, source, facts, loop } = startLoop(accounts);
  await clock.advance(MINUTE);
  const before = loop.states();
  const ofReport = source('production');

  configure(withSettings);
  const between = facts('production')?.missing;
  await clock.advance(1_000);

  expect(between).toEqual({ 'account-settings': 'unread' });
  expect(Object.keys(facts('production')?.facts ?? {})).toEqual(['credential-report', 'account-settings']);
  expect(loop.states()[0]).toEqual(before[0]);
  expect(ofReport.requests).toHaveLength(1);
});

test('a fact that is turned off is gone at once, a look at it that is under way ends, and the others stay', async () => {
  const { clock, configure, source, sources, facts, loop } = startLoop(accounts, withSettings);
  await clock.advance(0);
  const settings = sources('production')['account-settings'];
  settings.answer = () => new Promise(() => undefined);
  await clock.advance(4 * HOUR + 5_000);

  configure({ facts: { 'account-settings': OFF } });

  expect(settings.requests).toHaveLength(2);
  expect(settings.requests[1]?.signal.aborted).toBe(true);
  expect(Object.keys(facts('production')?.facts ?? {})).toEqual(['credential-report']);
  expect(facts('production')?.missing).toEqual({});
  expect(loop.states().map(({ fact, up }) => [fact, up])).toEqual([['credential-report', true]]);
  expect(source('production').requests).toHaveLength(2);
});

test('a fact that is turned off and on again is unread until AWS gives it anew', async () => {
  const { clock, configure, facts } = startLoop(accounts, withSettings);
  await clock.advance(0);
  configure({ facts: { 'account-settings': OFF } });

  configure(withSettings);
  const missing = facts('production')?.missing;
  await clock.advance(1_000);

  expect(missing).toEqual({ 'account-settings': 'unread' });
  expect(facts('production')?.missing).toEqual({});
});

test('another interval of one fact leaves the due times of the others alone', async () => {
  const { clock, configure, state } = startLoop(accounts, withSettings);
  await clock.advance(MINUTE);
  const before = state('production').nextRefresh;

  configure({ facts: { 'account-settings': { enabled: true, interval: HOUR } } });

  expect(state('production').nextRefresh).toBe(before);
  expect(state('production', 'account-settings').nextRefresh).toBe((Date.parse(START) + HOUR - 2 * MINUTE) / 1000);
});
