import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import type { AccountSources, FactSource, FetchedReport } from '../../../src/model/fact-source.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { gatherOnce } from '../../../src/refresh/gather-once.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { refreshSettings, START } from './running-loop.ts';

type ReportSource = FactSource<FetchedReport>;

let clock: ManualClock;

beforeEach(() => void (clock = new ManualClock(START)));
afterEach(() => clock.restore());

function sourceOf(accountId: string): ReportSource {
  return { fetch: () => Promise.resolve({ csv: Buffer.from(reportCsv(accountId)), generatedTime: 0 }) };
}

function failing(error: Error): FactSource<never> {
  return { fetch: () => Promise.reject(error) };
}

/** @param settings whether the settings of the accounts are asked for too. */
async function gather(sources: Record<string, AccountSources>, settings = false) {
  const accounts = Object.keys(sources).map((name): Account => ({ name, owner: '', source: 'aws' }));
  const done: string[] = [];
  const gathered = await gatherOnce(
    {
      clock,
      sourcesOf: ({ name }) => sources[name] ?? {},
      onAccount: ({ account }) => done.push(account.name),
    },
    refreshSettings({ accounts, facts: { 'account-settings': { enabled: settings, interval: 60_000 } } }),
  );
  const read = gathered.map(({ account, facts, failures }) => [
    account.name,
    facts?.facts['credential-report'].value.accountId,
    ...failures.map(({ fact, failure }) => `${fact}: ${failure.reason}`),
  ]);
  return { gathered, read, done };
}

function gatherReports(sources: Record<string, ReportSource>) {
  return gather(
    Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, { 'credential-report': source }])),
  );
}

test('each account is told as it is done, and all of them in the order of the configuration', async () => {
  const gate = new AbortController();
  const waiting = once(gate.signal, 'abort');
  const slow: ReportSource = { fetch: async (request) => waiting.then(() => sourceOf('111122223333').fetch(request)) };
  const last: ReportSource = {
    fetch: (request) => {
      gate.abort();
      return sourceOf('444455556666').fetch(request);
    },
  };

  const { read, done } = await gatherReports({ slow, last });

  expect(done).toEqual(['last', 'slow']);
  expect(read).toEqual([
    ['slow', '111122223333'],
    ['last', '444455556666'],
  ]);
});

test('the report of another account than the entry names is a failure', async () => {
  const accounts: Account[] = [{ source: 'aws', name: 'a', owner: '', accountId: '444455556666' }];
  const sources = { 'credential-report': sourceOf('111122223333') };
  const input = { clock, sourcesOf: () => sources, onAccount: () => undefined };

  const [{ failures } = { failures: [] }] = await gatherOnce(input, refreshSettings({ accounts }));

  expect(failures.map(({ failure }) => failure.message)).toEqual([
    'the report is of account 111122223333, and the entry "a" has the id 444455556666: correct the id, or the default AWS credential chain',
  ]);
});

test('one that fails takes no other down, whatever it throws', async () => {
  const denied = failing(new RefreshFailure('access_denied', 'no'));
  const broken = failing(new TypeError('a bug'));

  const { read } = await gatherReports({ denied, broken, good: sourceOf('111122223333') });

  expect(read).toEqual([
    ['denied', undefined, 'credential-report: access_denied'],
    ['broken', undefined, 'credential-report: internal'],
    ['good', '111122223333'],
  ]);
});

test('an account that is there twice is not counted twice', async () => {
  const { read } = await gatherReports({ one: sourceOf('111122223333'), two: sourceOf('111122223333') });

  expect(read).toEqual([
    ['one', '111122223333'],
    ['two', undefined, 'credential-report: duplicate_account'],
  ]);
});

test('a source that hangs is given up at the deadline, and the others are read', async () => {
  const hanging: ReportSource = { fetch: () => new Promise(() => undefined) };

  const result = gatherReports({ hanging, good: sourceOf('111122223333') });
  await clock.advance(10 * 60_000);

  expect((await result).read).toEqual([
    ['hanging', undefined, 'credential-report: timeout'],
    ['good', '111122223333'],
  ]);
});

test('a further fact that fails is missing and changes nothing of the report', async () => {
  const denied = failing(new RefreshFailure('access_denied', 'no'));

  const { gathered, read } = await gather(
    { one: { 'credential-report': sourceOf('111122223333'), 'account-settings': denied } },
    true,
  );

  expect(read).toEqual([['one', '111122223333', 'account-settings: access_denied']]);
  expect(gathered[0]?.facts?.missing).toEqual({ 'account-settings': 'failed' });
});

test('a fact that is not asked for, or that an account cannot have, is not missing', async () => {
  const asked: string[] = [];
  const settings = { fetch: () => Promise.resolve(asked.push('settings')) } as unknown as FactSource<never>;
  const sources = { one: { 'credential-report': sourceOf('111122223333'), 'account-settings': settings } };

  const notAskedFor = await gather(sources);
  const ofFile = await gather({ file: { 'credential-report': sourceOf('111122223333') } }, true);

  expect(asked).toEqual([]);
  expect([...notAskedFor.gathered, ...ofFile.gathered].map(({ facts }) => facts?.missing)).toEqual([{}, {}]);
});
