import { readSightings } from '../../../../src/activity/read-sightings.ts';
import type { Activity } from '../../../../src/model/facts/activity.ts';
import { createActivityWatch, type WatchSettings } from '../../../../src/sources/aws/activity-watch.ts';
import { createHistoryClients } from '../../../../src/sources/aws/history-client.ts';
import { createPace } from '../../../../src/sources/aws/pace.ts';
import { accessBy } from '../../../support/account-access.ts';
import { factRequest } from '../../../support/fact-request.ts';
import type { GivenEvent } from '../../../support/fake-aws/lookup-envelope.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import type { PassingClock } from '../../../support/passing-clock.ts';
import { ACCOUNT } from '../../../support/cloudtrail-records.ts';
import { rootSignIn as rootSignInAt } from '../../../support/root-sign-in.ts';
import { eventAt, NOW } from './search-history.ts';

export const HOUR = 3600;
export const MINUTE = 60;
const INTERVAL = 15 * MINUTE;

export interface SweepOptions {
  readonly settings?: Partial<WatchSettings>;
  readonly signal?: AbortSignal;
}

/** Sweeps, with what it gave last. */
export type Sweep = (last?: Activity, options?: SweepOptions) => Promise<Activity>;

/** The watch over an account, by the clock of the test. */
export function createSweep(clock: PassingClock, region = 'eu-central-1'): Sweep {
  const to = accessBy(clock);
  let settings: WatchSettings = { regions: [], lookBack: 24 * HOUR * 1000 };
  const source = createActivityWatch({
    access: to({ source: 'aws', name: 'production', owner: '', region }),
    historyOf: createHistoryClients(),
    accountName: 'production',
    pace: createPace(1, clock),
    inPlace: (_account, call) => call(),
    clock,
    random: () => 0,
    settings: () => settings,
    readSightings,
  });
  return (last, { settings: own, signal } = {}) => {
    settings = { ...settings, ...own };
    const askedAt = clock.now() / 1000;
    const request = factRequest({ askedAt, newerThan: askedAt - INTERVAL, ...(signal !== undefined && { signal }) });
    return source.fetch(request, last);
  };
}

/** A sign-in as root, so many seconds ago. */
export function rootSignIn(secondsAgo: number, more: Partial<GivenEvent> = {}): GivenEvent {
  return rootSignInAt(ACCOUNT, Date.parse(NOW) - secondsAgo * 1000, more);
}

/** So many calls of CreateUser by eve, one a minute until a minute ago. */
export function usersCreated(count: number): GivenEvent[] {
  return Array.from({ length: count }, (_, index) =>
    eventAt((index + 1) * 10, {
      eventID: `user-${index}`,
      eventName: 'CreateUser',
      requestParameters: { userName: `user-${index}` },
      recipientAccountId: ACCOUNT,
    }),
  );
}

/** What AWS was asked for: region and question. */
export function askedOf(fake: FakeAws): string[] {
  return fake.requests
    .filter(({ operation }) => operation === 'LookupEvents')
    .map(({ signingRegion, input }) => {
      const [attribute] = (input?.LookupAttributes ?? []) as { AttributeKey: string; AttributeValue: string }[];
      return `${signingRegion} ${attribute?.AttributeValue ?? ''}`;
    });
}

export function seen({ sightings }: Activity): string[] {
  return sightings.map(({ kind, user }) => (user === '' ? kind : `${kind} of ${user}`));
}
