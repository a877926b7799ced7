/** A search of the event history in a process of its own; prints how long it took, and what it found, as JSON. */
import { setTimeout } from 'node:timers/promises';
import { regionProblem } from '../../src/config/region.ts';
import type { SteadyClock } from '../../src/model/clock.ts';
import { createPlaces } from '../../src/refresh/places.ts';
import { createAccountAccess } from '../../src/sources/aws/account-access.ts';
import { createEventHistorySource } from '../../src/sources/aws/event-history.ts';
import { createHistoryClients } from '../../src/sources/aws/history-client.ts';
import { createPace } from '../../src/sources/aws/pace.ts';

export interface HistorySearch {
  readonly seconds: number;
  readonly records: number;
  /** Whether the search was complete. */
  readonly complete: boolean;
}

const [user = '', perSecond = '', callsInFlight = ''] = process.argv.slice(2);
const clock: SteadyClock = {
  now: () => Date.now(),
  passed: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined),
};
const { inPlace } = createPlaces(Number(callsInFlight), clock);
const { to } = createAccountAccess({
  count: undefined,
  answered: () => undefined,
  inPlace,
  clock,
  environment: process.env,
  log: console,
  regionProblem,
});
const account = { source: 'aws', name: 'bench', owner: '' } as const;
const source = createEventHistorySource({
  access: to(account),
  historyOf: createHistoryClients(),
  accountName: account.name,
  regions: ['us-east-1'],
  pace: createPace(Number(perSecond), clock),
  inPlace,
  clock,
  random: Math.random,
});

const now = Math.floor(Date.now() / 1000);
const question = { subject: { of: 'user', name: user }, events: [], from: now - 24 * 60 * 60, to: now } as const;
const begin = performance.now();
const search = source.search(question, { signal: new AbortController().signal });
let records = 0;
for await (const record of search.records) if (record !== undefined) records += 1;
const seconds = (performance.now() - begin) / 1000;
const complete = search.coverage().every(({ incomplete }) => incomplete === undefined);
console.log(JSON.stringify({ seconds, records, complete } satisfies HistorySearch));
