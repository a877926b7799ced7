/** A source that gives a report from before the one that the exporter has. */
import { expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { awsAccount, DAY, fileAccount, report, startLoop } from './running-loop.ts';

const OFTEN = { facts: { 'credential-report': { enabled: true, interval: 5 * MINUTE } } };

test('does not replace it, and the account fails', async () => {
  const { clock, source, users, errors, log, state } = startLoop([awsAccount('production')], OFTEN);
  source('production').answer = () => report(clock, 1, { users: ['rob', 'eve'], age: HOUR });
  await clock.advance(0);
  source('production').answer = () => report(clock, 1, { users: [], age: DAY });

  await clock.advance(5 * MINUTE);

  expect(users('production')).toBe(3);
  expect(state('production').up).toBe(false);
  expect(errors('production', 'service')).toBeGreaterThan(0);
  expect(log.at(-1)?.message).toMatch(
    /^the report is of 2026-11-21T.*Z, older than the one of 2026-11-22T11:00:00Z that/,
  );
});

test('says for a file what to do', async () => {
  const { clock, source, errors, log } = startLoop([fileAccount()]);
  source('sandbox').answer = () => report(clock, 1, { age: HOUR });
  await clock.advance(0);
  Object.assign(source('sandbox'), { answer: () => report(clock, 1, { age: DAY }), changed: true });

  await clock.advance(5_000);

  expect(errors('sandbox', 'file')).toBe(1);
  expect(log.at(-1)?.message).toMatch(/put a newer one in its place, or set generatedTime$/);
});

test('may give the same one again', async () => {
  const { clock, source, state } = startLoop([awsAccount('production')], OFTEN);
  const same = report(clock, 1);
  source('production').answer = () => same;

  await clock.advance(6 * MINUTE);

  expect(source('production').requests).toHaveLength(2);
  expect(state('production').up).toBe(true);
});

test('replaces one of a time in the future, which would keep all others out', async () => {
  const { clock, source, users, state } = startLoop([awsAccount('production')], OFTEN);
  source('production').answer = () => report(clock, 1, { age: -70 * 365 * DAY });
  await clock.advance(0);
  source('production').answer = () => report(clock, 1, { users: ['rob'] });

  await clock.advance(6 * MINUTE);

  expect(users('production')).toBe(2);
  expect(state('production').up).toBe(true);
});

test('replaces it if the entry of the account is another one now', async () => {
  const { clock, source, users, configure } = startLoop([fileAccount()]);
  source('sandbox').answer = () => report(clock, 1, { age: HOUR });
  await clock.advance(0);

  configure({ accounts: [fileAccount({ reportFile: 'other.csv' })] });
  source('sandbox').answer = () => report(clock, 1, { users: ['rob'], age: DAY });
  await clock.advance(5_000);

  expect(users('sandbox')).toBe(2);
});
