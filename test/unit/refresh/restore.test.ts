/** A start that finds the reports of an earlier run. */
import { expect, test } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import type { FactFiles } from '../../../src/refresh/fact-files.ts';
import { readStoredReport } from '../../../src/refresh/stored-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { awsAccount, DAY, report, START, startLoop } from './running-loop.ts';

const NOW = Date.parse(START);
const production = awsAccount('production');
const sandbox = awsAccount('sandbox');

interface Stored {
  readonly account: number;
  /** Milliseconds; default: a day. */
  readonly age?: number;
}

/** Stored reports by the account's name, and what becomes of them. */
function files(stored: Record<string, Stored>) {
  const written: { account: Account; name: string; content: Buffer }[] = [];
  const forgotten: Account[] = [];
  const factFiles: FactFiles = {
    readReport: async ({ name }: Account) => {
      const found = stored[name];
      if (found === undefined) return undefined;
      const { account, age = DAY } = found;
      const value = await parseReport(Buffer.from(reportCsv(String(100_000_000_000 + account), ['stored'])));
      const asOf = (NOW - age) / 1000;
      return { value, asOf, gatheredAt: asOf };
    },
    readActivity: () => Promise.resolve(undefined),
    write: (account, name, content) => void written.push({ account, name, content: Buffer.concat(content) }),
    forget: (account, names) => {
      if (names === undefined) forgotten.push(account);
    },
    written: () => Promise.resolve(),
  };
  return { factFiles, written, forgotten };
}

function unreachable(): never {
  throw new RefreshFailure('network', 'connect ECONNREFUSED');
}

test('while AWS cannot be reached the stored reports are served with their true age, and the failure shows', async () => {
  const { factFiles } = files({ production: { account: 1 } });
  const { clock, source, state, facts, users, changes, loop, errors } = startLoop([production], {}, { factFiles });
  source('production').answer = unreachable;

  await clock.advance(HOUR);

  expect(users('production')).toBe(2);
  expect(facts('production')?.facts['credential-report'].asOf).toBe((NOW - DAY) / 1000);
  expect(state('production')).toMatchObject({
    up: false,
    timestamp: (NOW - DAY) / 1000,
    lastSuccess: (NOW - DAY) / 1000,
  });
  expect(errors('production', 'network')).toBe(6);
  expect(loop.unread()).toEqual({ failed: 0, waiting: 0 });
  expect(changes()).toBe(1);
});

test('an account that comes after the start is served with what an earlier run stored', async () => {
  const { factFiles } = files({ production: { account: 2 } });
  const { clock, users, configure, source } = startLoop([sandbox], {}, { factFiles });
  await clock.advance(MINUTE);

  configure({ accounts: [sandbox, production] });
  source('production').answer = unreachable;
  await clock.advance(0);

  expect(users('production')).toBe(2);
  expect(source('production').requests).toHaveLength(1);
});

test('a stored report is served before AWS has answered, and AWS is asked at once, however young it is', async () => {
  const { factFiles } = files({ production: { account: 1, age: MINUTE } });
  const { clock, source, users, loop, state } = startLoop([production], {}, { factFiles });
  source('production').answer = async () => {
    await clock.sleep(30_000);
    return report(clock, 1);
  };

  await clock.advance(0);
  const early = [users('production'), source('production').requests.length, state('production').up];
  const { nextRefresh } = state('production');
  const unread = loop.unread();
  await clock.advance(30_000);

  expect(early).toEqual([2, 1, undefined]);
  expect(nextRefresh).toBeLessThanOrEqual(NOW / 1000 + 1);
  expect(unread).toEqual({ failed: 0, waiting: 0 });
  expect(users('production')).toBe(1);
});

test.each([
  ['an interval of 4 hours', { 'credential-report': { enabled: true, interval: 4 * HOUR } }],
  ['a short interval', { 'credential-report': { enabled: true, interval: MINUTE } }],
])('a stored report of next year does not keep AWS from being asked: %s', async (_what, facts) => {
  const { factFiles } = files({ production: { account: 1, age: -365 * DAY } });
  const { clock, source, configure } = startLoop([production], { facts }, { factFiles });
  source('production').answer = unreachable;
  await clock.advance(1_000);
  const atStart = source('production').requests.length;

  configure({});
  await clock.advance(MINUTE + 5_000);

  expect([atStart, source('production').requests.length]).toEqual([1, 2]);
});

test('each good report is stored, and a failure stores nothing', async () => {
  const { factFiles, written } = files({});
  const { clock, source } = startLoop([production, sandbox], {}, { factFiles });
  source('sandbox').answer = unreachable;

  await clock.advance(4 * HOUR + 5_000);

  expect(written.map(({ account, name }) => [account.name, name])).toEqual(
    Array(2).fill(['production', 'credential-report']),
  );
  for (const { account, content } of written) {
    expect((await readStoredReport(content, account)).value.accountId).toBe('100000000001');
  }
});

test('of two entries that turn out to be one account only the first is stored, and only one is restored', async () => {
  const { factFiles, written } = files({ production: { account: 7 }, sandbox: { account: 7 } });
  const { clock, source, served } = startLoop([production, sandbox], {}, { factFiles });
  source('production').answer = unreachable;
  source('sandbox').answer = () => report(clock, 7);

  await clock.advance(1_000);

  expect(served()).toEqual(['production']);
  expect(written).toEqual([]);
});

test('a stored report is not replaced by an older one', async () => {
  const { factFiles } = files({ production: { account: 1, age: HOUR } });
  const { clock, source, users, errors } = startLoop([production], {}, { factFiles });
  source('production').answer = () => report(clock, 1, { age: DAY });

  await clock.advance(5_000);

  expect([users('production'), errors('production', 'service')]).toEqual([2, 1]);
});

test('what is stored of an account that leaves the configuration is forgotten, and nothing of the others', async () => {
  const { factFiles, forgotten } = files({});
  const { clock, configure } = startLoop([production, sandbox], {}, { factFiles });
  await clock.advance(0);

  configure({ accounts: [{ ...production, owner: 'platform' }] });

  expect(forgotten).toEqual([sandbox]);
});

test('what is stored of an account that leaves before it was read is forgotten', async () => {
  const { factFiles, forgotten } = files({});
  const { clock, configure, source } = startLoop([production, sandbox], {}, { factFiles });
  source('sandbox').answer = unreachable;
  await clock.advance(0);

  configure({ accounts: [production] });

  expect(forgotten).toEqual([sandbox]);
});

test('what is stored under a role that changes is forgotten once AWS has answered under the new one', async () => {
  const { factFiles, forgotten } = files({ production: { account: 1 } });
  const { clock, configure, source } = startLoop([production], {}, { factFiles });
  await clock.advance(0);

  configure({ accounts: [{ ...production, roleArn: 'arn:aws:iam::100000000001:role/other' }] });
  source('production').answer = async () => {
    await clock.sleep(30_000);
    return report(clock, 1);
  };
  await clock.advance(29_000);
  const before = [...forgotten];
  await clock.advance(1_000);

  expect([before, forgotten]).toEqual([[], [production]]);
});

test('what is stored under a role is forgotten at once when the new one is of another account', async () => {
  const { factFiles, forgotten } = files({ production: { account: 1 } });
  const { clock, configure } = startLoop([production], {}, { factFiles });
  await clock.advance(0);

  configure({ accounts: [{ ...production, roleArn: 'arn:aws:iam::444455556666:role/reader' }] });

  expect(forgotten).toEqual([production]);
});

/** Reading takes until the test says so. */
function slowFiles(stored: Record<string, Stored>) {
  const { factFiles, ...rest } = files(stored);
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const readReport: FactFiles['readReport'] = async (account) => {
    await gate;
    return factFiles.readReport(account);
  };
  return { ...rest, factFiles: { ...factFiles, readReport }, go: () => go() };
}

test('a reload while stored reports are read: those of an entry that has changed are not served', async () => {
  const { factFiles, go } = slowFiles({ production: { account: 1 }, sandbox: { account: 2 } });
  const { clock, configure, served, source } = startLoop([production, sandbox], {}, { factFiles });
  await clock.advance(0);

  configure({ accounts: [{ ...production, roleArn: 'arn:aws:iam::444455556666:role/reader' }, sandbox] });
  for (const { name } of [production, sandbox]) source(name).answer = unreachable;
  go();
  await clock.advance(0);

  expect(served()).toEqual(['sandbox']);
});

test('a stored report does not take the place of one that AWS gave meanwhile', async () => {
  const { factFiles, go } = slowFiles({ production: { account: 1 } });
  const { clock, configure, source, facts } = startLoop([production], {}, { factFiles });
  source('production').answer = () => report(clock, 2);
  const accountId = () => facts('production')?.facts['credential-report'].value.accountId;
  configure({});
  await clock.advance(0);
  const before = accountId();

  go();
  await clock.advance(0);

  expect([before, accountId()]).toEqual(['100000000002', '100000000002']);
});

test('a disk that hangs keeps AWS from being asked for half a minute and no longer', async () => {
  const { factFiles } = slowFiles({});
  const { clock, source, loop } = startLoop([production], {}, { factFiles });

  await clock.advance(29_999);
  const before = source('production').requests.length;
  await clock.advance(1);

  expect([before, source('production').requests.length]).toEqual([0, 1]);
  expect(loop.lastTurn()).toBe(clock.passed());
});

test('a stop does not wait for stored reports that are still being read', async () => {
  const { factFiles } = slowFiles({});
  const { clock, source, stop } = startLoop([production], {}, { factFiles });
  await clock.advance(0);

  await expect(stop()).resolves.toBeUndefined();
  expect(source('production').requests).toEqual([]);
});

test('a stop waits for reports that are being written, but not for ever', async () => {
  const { factFiles } = files({});
  let written = (): void => undefined;
  const hanging = { ...factFiles, written: () => new Promise<void>((resolve) => (written = resolve)) };
  const { clock, stop } = startLoop([production], {}, { factFiles: hanging });
  await clock.advance(0);
  let ended = 0;

  void stop().then(() => (ended = clock.now() - NOW));
  await clock.advance(2_000);
  const before = ended;
  await clock.advance(2_000);
  written();

  expect([before, ended]).toEqual([0, 3_000]);
});
