/** Clocks that are wrong, and facts that are of a moment to come: neither stops the refreshes. */
import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { awsAccount, DAY, fileAccount, type LogEntry, report, START, startLoop } from './running-loop.ts';

const NOW = Date.parse(START);
const AHEAD = 'the fact is of a moment in the future: a clock is wrong, or the time of the file';

const accounts = [awsAccount('production')];
const withSettings = { facts: { 'account-settings': { enabled: true, interval: 4 * HOUR } } };

function warnings(log: readonly LogEntry[]): unknown[] {
  return log.filter(({ level }) => level === 'warn').map(({ message, fields }) => [message, fields.fact, fields.asOf]);
}

/** A loop on a machine whose clock is wrong by so much; AWS knows the right time. */
function startWrongBy(ms: number) {
  const clock = new ManualClock(new Date(NOW + ms).toISOString());
  const started = startLoop(accounts, withSettings, { clock });
  let wrongBy = ms;
  started.source('production').answer = () => report(clock, 1, { age: wrongBy });
  const setRight = () => {
    clock.jump(-wrongBy);
    wrongBy = 0;
  };
  const looks = () => ({
    report: started.source('production').requests.length,
    settings: started.sources('production')['account-settings'].requests.length,
  });
  return { ...started, setRight, looks };
}

test('a clock that was 30 days ahead and is set right: every fact is looked at once more, and then in its interval', async () => {
  const { clock, setRight, looks, state, log } = startWrongBy(30 * DAY);
  await clock.advance(MINUTE);
  const before = looks();

  setRight();
  await clock.advance(5_000);
  const after = looks();
  await clock.advance(4 * HOUR - 2 * MINUTE - 10_000);
  const inInterval = looks();
  await clock.advance(2 * MINUTE + 10_000);

  expect(before).toEqual({ report: 1, settings: 1 });
  expect(after).toEqual({ report: 2, settings: 2 });
  expect(inInterval).toEqual({ report: 2, settings: 2 });
  expect(looks()).toEqual({ report: 3, settings: 3 });
  expect(state('production').nextRefresh).toBeLessThanOrEqual((clock.now() + 4 * HOUR) / 1000);
  expect(warnings(log)).toEqual([]);
});

test('a clock that was 30 days ahead while an account failed and is set right: the account is tried again at once', async () => {
  const { clock, setRight, looks, source, state } = startWrongBy(30 * DAY);
  const answer = source('production').answer;
  source('production').answer = () => {
    throw new RefreshFailure('network', 'ECONNREFUSED');
  };
  await clock.advance(1_000);
  source('production').answer = answer;

  setRight();
  await clock.advance(5_000);

  expect(looks().report).toBe(2);
  expect(state('production').up).toBe(true);
});

test('a clock that is 30 days behind puts no look off, and every fact is due once it is set right', async () => {
  const { clock, setRight, looks, log } = startWrongBy(-30 * DAY);
  await clock.advance(4 * HOUR);
  const meanwhile = looks();

  setRight();
  await clock.advance(5_000);

  expect(meanwhile).toEqual({ report: 2, settings: 2 });
  expect(looks()).toEqual({ report: 3, settings: 3 });
  expect(warnings(log)).toEqual([[AHEAD, 'credential-report', START.replace('Z', '.000Z')]]);
});

test('a clock that is set back in the middle of a refresh makes it last no less than no time', async () => {
  const { clock, source, state } = startLoop(accounts);
  source('production').answer = async () => {
    await clock.sleep(30_000);
    return report(clock, 1);
  };
  await clock.advance(10_000);

  clock.jump(-DAY);
  await clock.advance(20_000);

  expect(state('production').refreshDuration).toBe(0);
});

test.each([
  ['a GeneratedTime a year ahead', awsAccount('production'), '2027-11-22T12:00:00.000Z', 4 * HOUR],
  [
    'a generatedTime of 2062 in the configuration',
    fileAccount({ generatedTime: Date.parse('2062-01-01T00:00:00Z') / 1000, staleAfter: HOUR }),
    '2062-01-01T00:00:00.000Z',
    HOUR,
  ],
  ['a file that was modified tomorrow', fileAccount({ staleAfter: HOUR }), '2026-11-23T12:00:00.000Z', HOUR],
])('%s does not put off the next look, and the log says so once', async (_what, account, asOf, interval) => {
  const { clock, source, log, state } = startLoop([account]);
  source(account.name).answer = () => ({ ...report(clock, 1), generatedTime: Date.parse(asOf) / 1000 });

  await clock.advance(interval - 5_000);
  const before = source(account.name).requests.length;
  await clock.advance(5_000);
  const after = source(account.name).requests.length;

  expect([before, after]).toEqual([1, 2]);
  expect(state(account.name)).toMatchObject({ up: true, timestamp: Date.parse(asOf) / 1000 });
  expect(warnings(log)).toEqual([[AHEAD, 'credential-report', asOf]]);
});

test('a fact that comes from the future again, after it was right, is logged again', async () => {
  const { clock, source, log } = startLoop(accounts);
  for (const age of [-DAY, 0, -DAY]) {
    source('production').answer = () => report(clock, 1, { age });
    await clock.advance(4 * HOUR + 5_000);
  }

  expect(warnings(log)).toHaveLength(2);
});
