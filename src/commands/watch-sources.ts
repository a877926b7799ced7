/** Where the watch of an account reads: its event history, or the log group that has the records of all accounts. As it is configured now. */
import { readSightings } from '../activity/read-sightings.ts';
import type { Config } from '../config/config.ts';
import { readingAccountOf } from '../config/reading-account.ts';
import { type AwsAccount, namedAccountId, sourceOf } from '../model/account.ts';
import type { SteadyClock } from '../model/clock.ts';
import type { FactSource } from '../model/fact-source.ts';
import type { Activity } from '../model/facts/activity.ts';
import type { LogGroup } from '../model/log-group.ts';
import type { AllAccess } from '../sources/aws/account-access.ts';
import type { Waiting } from '../sources/aws/patience.ts';
import { collectingGarbage, createHistoryPace, HALF_OF_THE_RATE } from './history-pace.ts';

export interface WatchSourcesInput extends Waiting {
  readonly clock: SteadyClock;
  readonly accessTo: AllAccess['to'];
  readonly collectGarbage: () => void;
  /** As they are configured now. */
  readonly watched: () => Pick<Config, 'accounts' | 'activity'>;
}

type LogWatch = (idOf: AccountIdOf) => FactSource<Activity>;
type AccountIdOf = (signal: AbortSignal) => Promise<string>;

/** The clients of CloudTrail and CloudWatch Logs are loaded where the fact is read: most exporters do not. */
export function createWatchSources(input: WatchSourcesInput): (account: AwsAccount) => FactSource<Activity> {
  const { clock, random, accessTo, watched } = input;
  const { pace, ...places } = createHistoryPace(clock, HALF_OF_THE_RATE);
  const inPlace = collectingGarbage(places.inPlace, input.collectGarbage);
  const historyClients = once(async () => (await import('../sources/aws/history-client.ts')).createHistoryClients());
  const logWatch = createLogWatches(input);

  async function fromHistory(account: AwsAccount): Promise<FactSource<Activity>> {
    const { createActivityWatch } = await import('../sources/aws/activity-watch.ts');
    const historyOf = await historyClients();
    const access = accessTo(account);
    const settings = () => watched().activity;
    const accountName = account.name;
    return createActivityWatch({
      access,
      historyOf,
      accountName,
      pace,
      inPlace,
      clock,
      random,
      settings,
      readSightings,
    });
  }

  async function identityQuestion(account: AwsAccount) {
    const { createIdentityQuestion } = await import('../sources/aws/caller-identity.ts');
    return createIdentityQuestion(accessTo(account), input);
  }

  function accountIdOf(account: AwsAccount): AccountIdOf {
    const named = namedAccountId(account);
    if (named !== undefined) return () => Promise.resolve(named);
    const question = once(() => identityQuestion(account));
    // The credentials of the exporter itself may be another account's tomorrow, so that they are asked each time.
    return async (signal) => (await (await question()).ask(signal)).accountId;
  }

  return (account) => {
    const history = once(() => fromHistory(account));
    const idOf = accountIdOf(account);
    return {
      // What it gave last may come from the other: what was seen there stays, and its looks are of other questions.
      async fetch(request, last) {
        const { logGroup } = watched().activity;
        if (logGroup === undefined) return (await history()).fetch(request, last);
        const watch = await logWatch(logGroup);
        return watch(idOf).fetch(request, last);
      },
    };
  };
}

/** One for all accounts, and another one once the configuration names another group or other credentials for it. */
function createLogWatches({ clock, random, accessTo, watched }: WatchSourcesInput) {
  let current: { readonly of: string; readonly watch: Promise<LogWatch> } | undefined;

  async function create(group: LogGroup, reader: AwsAccount): Promise<LogWatch> {
    const { createLogWatch } = await import('../sources/aws/activity-log-watch.ts');
    const access = accessTo(reader);
    const lookBack = () => watched().activity.lookBack;
    return createLogWatch({ access, group, clock, random, lookBack, readSightings });
  }

  return (group: LogGroup): Promise<LogWatch> => {
    const reader = readingAccountOf(group, watched().accounts);
    const of = `${group.arn} ${sourceOf(reader)}`;
    if (current?.of !== of) current = { of, watch: create(group, reader) };
    return current.watch;
  };
}

function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => (made ??= make());
}
