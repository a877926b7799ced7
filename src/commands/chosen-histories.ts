/** The event history of each account, as `activity` searches it. */
import type { ActivityQuestion } from '../model/activity-source.ts';
import { createEnabledRegionsSource } from '../sources/aws/enabled-regions.ts';
import { createEventHistorySource } from '../sources/aws/event-history.ts';
import { createHistoryClients } from '../sources/aws/history-client.ts';
import { type ActivityOutside, type ActivityPlaces, type ChosenAccount, notAsked } from './activity-place.ts';
import type { Asking } from './asking.ts';
import { ALL_OF_THE_RATE, createHistoryPace } from './history-pace.ts';

const NAME_REGIONS = ': let it list its regions, or name some with --region';

export function createChosenHistories(
  question: ActivityQuestion,
  { access: allAccess, ask }: Asking,
  outside: ActivityOutside,
): (chosen: ChosenAccount) => Promise<ActivityPlaces> {
  const { clock, random } = outside;
  const { pace, inPlace } = createHistoryPace(clock, ALL_OF_THE_RATE);
  const historyOf = createHistoryClients();
  return async ({ account, id }) => {
    if (!id.ok) return notAsked(account, id.failure);
    const access = allAccess.to(account);
    const { name: accountName } = account;
    const regionsOf = createEnabledRegionsSource({ access, accountName, inPlace, waiting: outside });
    const regions =
      question.regions === undefined ? await ask(regionsOf) : { ok: true as const, value: question.regions };
    if (!regions.ok) {
      return notAsked(account, regions.failure, regions.failure.reason === 'access_denied' ? NAME_REGIONS : '');
    }
    const asked = { access, accountName, accountId: id.value, regions: regions.value };
    const source = createEventHistorySource({ ...asked, historyOf, pace, inPlace, clock, random });
    return { places: [{ account, source, question }], failures: [] };
  };
}
