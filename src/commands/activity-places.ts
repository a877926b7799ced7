/** Where `activity` looks: the event history of each chosen account, or the one place that has the records of all. */
import type { ActivityOptions } from '../cli/activity-options.ts';
import type { Config } from '../config/config.ts';
import type { AwsAccount } from '../model/account.ts';
import type { ActivityQuestion, ActivitySource } from '../model/activity-source.ts';
import { type RefreshFailure, reasonAndMessage } from '../model/refresh-failure.ts';
import { createPlaces } from '../refresh/places.ts';
import { createEnabledRegionsSource } from '../sources/aws/enabled-regions.ts';
import { createEventHistorySource } from '../sources/aws/event-history.ts';
import { createPace } from '../sources/aws/pace.ts';
import { createAccountIds } from './account-ids.ts';
import type { ActivityOutside } from './activity.ts';
import type { Asking } from './asking.ts';
import { isChosen, mayBeChosen, readFilters, unmatchedAccounts } from './check-selection.ts';

/** What is searched at a time. */
export interface ActivityPlace {
  /** Absent: the place has the records of several accounts. */
  readonly account?: AwsAccount;
  readonly source: ActivitySource;
  readonly question: ActivityQuestion;
}

export type FoundPlaces =
  | {
      readonly ok: true;
      readonly places: readonly ActivityPlace[];
      /** Of the accounts in the configuration, by their ids. */
      readonly names: ReadonlyMap<string, string>;
      /** Accounts that could not be asked, in words. */
      readonly failures: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** All that AWS grants to an account in a region: a person waits for the answer. */
const REQUESTS_PER_SECOND = 2;
/** Calls to CloudTrail in flight, of all accounts. */
const CALLS_IN_FLIGHT = 64;

const NAME_REGIONS = 'let it list its regions, or name some with --region';

/** Either of them. */
interface FoundPlace {
  readonly place?: ActivityPlace;
  /** In words. */
  readonly failure?: string;
}

export async function findActivityPlaces(
  question: ActivityQuestion,
  options: ActivityOptions,
  config: Config,
  asking: Asking,
  outside: ActivityOutside,
): Promise<FoundPlaces> {
  const { accounts: texts, owners } = options;
  const filters = readFilters({ accounts: texts, owners, users: [], checks: [], severities: [] }, config.policy);
  if (!filters.ok) return filters;
  const { selection } = filters;
  const meant = config.accounts.filter(
    (account): account is AwsAccount => account.source === 'aws' && mayBeChosen(account, selection),
  );
  const idOf = createAccountIds(asking, outside);
  const asked = await Promise.all(meant.map(async (account) => ({ account, id: await idOf(account) })));
  const chosen = asked.filter(({ account, id }) => isChosen(account, id.ok ? id.value : undefined, selection));
  const known = asked.flatMap(({ id }) => (id.ok ? id.value : []));
  const unmatched = unmatchedAccounts(selection, known, config.accounts);
  if (unmatched.length > 0) return { ok: false, problems: unmatched };
  if (chosen.length === 0) return { ok: false, problems: [NO_ACCOUNT] };

  const { clock } = outside;
  const { inPlace } = createPlaces(CALLS_IN_FLIGHT, clock);
  const pace = createPace(REQUESTS_PER_SECOND, clock);
  const found = await Promise.all(
    chosen.map(async ({ account, id }): Promise<FoundPlace> => {
      const failed = (failure: RefreshFailure, more = ''): FoundPlace => ({
        failure: `${account.name}: ${reasonAndMessage(failure)}${more}`,
      });
      if (!id.ok) return failed(id.failure);
      const access = asking.access.to(account);
      const { name: accountName } = account;
      const regionsOf = createEnabledRegionsSource({ access, accountName, inPlace, waiting: outside });
      const regions =
        options.regions.length > 0 ? ({ ok: true, value: options.regions } as const) : await asking.ask(regionsOf);
      if (!regions.ok) return failed(regions.failure, `: ${NAME_REGIONS}`);
      const source = createEventHistorySource({
        ...outside,
        access,
        accountName,
        accountId: id.value,
        regions: regions.value,
        pace,
        inPlace,
      });
      return { place: { account, source, question } };
    }),
  );
  return {
    ok: true,
    places: found.flatMap(({ place }) => place ?? []),
    names: new Map(asked.flatMap(({ account, id }) => (id.ok ? [[id.value, account.name] as const] : []))),
    failures: found.flatMap(({ failure }) => failure ?? []),
  };
}

const NO_ACCOUNT = 'no account that AWS is asked about is chosen: a report file has no record of what was done';
