import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import type { ReportSource } from '../../../src/model/report-source.ts';
import { refreshOnce } from '../../../src/refresh/refresh-once.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const HEADER = 'user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_2_active';

function sourceOf(accountId: string): ReportSource {
  const row = `alice,arn:aws:iam::${accountId}:user/alice,2024-03-05T09:12:44Z,false,false,false,false`;
  return { fetch: () => Promise.resolve({ csv: Buffer.from(`${HEADER}\n${row}`), generatedTime: 0 }) };
}

async function askOnce(sources: Record<string, ReportSource>) {
  const accounts = Object.keys(sources).map((name): Account => ({ name, owner: '', source: 'aws' }));
  const settings = { accounts, refreshInterval: 14_400_000, refreshTimeout: 600_000, concurrency: 2 };
  const told: string[] = [];
  const results = await refreshOnce(
    {
      clock: new ManualClock('2026-11-22T12:00:00Z'),
      createSource: ({ name }) => sources[name] ?? sourceOf(''),
      onResult: ({ account }) => told.push(account.name),
    },
    settings,
  );
  const read = results.map(({ account, snapshot, failure }) => [
    account.name,
    snapshot?.report.accountId ?? failure?.reason,
  ]);
  return { read, told };
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

  const { read, told } = await askOnce({ slow, last });

  expect(told).toEqual(['last', 'slow']);
  expect(read).toEqual([
    ['slow', '111122223333'],
    ['last', '444455556666'],
  ]);
});

test('one that fails takes no other down, whatever it throws', async () => {
  const denied: ReportSource = { fetch: () => Promise.reject(new RefreshFailure('access_denied', 'no')) };
  const broken: ReportSource = { fetch: () => Promise.reject(new TypeError('a bug')) };

  const { read } = await askOnce({ denied, broken, good: sourceOf('111122223333') });

  expect(read).toEqual([
    ['denied', 'access_denied'],
    ['broken', 'internal'],
    ['good', '111122223333'],
  ]);
});

test('an account that is there twice is not counted twice', async () => {
  const { read } = await askOnce({ one: sourceOf('111122223333'), two: sourceOf('111122223333') });

  expect(read).toEqual([
    ['one', '111122223333'],
    ['two', 'duplicate_account'],
  ]);
});

test('no more accounts are asked at a time than the configuration allows', async () => {
  let running = 0;
  let most = 0;
  const source = (accountId: string): ReportSource => ({
    fetch: async (request) => {
      running += 1;
      most = Math.max(most, running);
      await setImmediate();
      running -= 1;
      return sourceOf(accountId).fetch(request);
    },
  });
  const ids = Array.from({ length: 7 }, (_, index) => String(100_000_000_000 + index));

  const { told } = await askOnce(Object.fromEntries(ids.map((id) => [`account ${id}`, source(id)])));

  expect(told).toHaveLength(7);
  expect(most).toBe(2);
});
