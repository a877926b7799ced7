/** Where `activity` looks: the event history of each chosen account, or the one place that has the records of all. */
import type { ActivityOptions } from '../cli/activity-options.ts';
import type { Config } from '../config/config.ts';
import type { AwsAccount } from '../model/account.ts';
import type { ActivityQuestion } from '../model/activity-source.ts';
import { createAccountIds, namesById } from './account-ids.ts';
import type { ActivityOutside, ActivityPlaces } from './activity-place.ts';
import type { Asking } from './asking.ts';
import { isChosen, readFilters } from '../config/filters.ts';
import { mayBeChosen, unmatchedAccounts } from './check-selection.ts';
import { createChosenHistories } from './chosen-histories.ts';
import { recordsOfAll } from './records-of-all.ts';

export type FoundPlaces =
  | (ActivityPlaces & {
      readonly ok: true;
      /** Of the accounts in the configuration, by their ids. */
      readonly names: ReadonlyMap<string, string>;
    })
  | { readonly ok: false; readonly problems: readonly string[] };

const NO_ACCOUNT = 'no account that AWS is asked about is chosen: a report file has no record of what was done';

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
  const unmatched = unmatchedAccounts(selection, known, config);
  if (unmatched.length > 0) return { ok: false, problems: unmatched };
  if (chosen.length === 0) return { ok: false, problems: [NO_ACCOUNT] };
  const names = namesById(asked);

  if (options.source === 'events') {
    const placeOf = createChosenHistories(question, asking, outside);
    const found = await Promise.all(chosen.map(placeOf));
    return { ok: true, names, ...inOne(found) };
  }
  const isSome = texts.length + owners.length > 0;
  const found = recordsOfAll(question, chosen, isSome, options, config, asking, outside);
  return found.ok ? { ...found, names } : found;
}

function inOne(found: readonly ActivityPlaces[]): ActivityPlaces {
  return { places: found.flatMap(({ places }) => places), failures: found.flatMap(({ failures }) => failures) };
}
