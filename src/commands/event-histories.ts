/** The event history of each account, as `activity` searches it. */
import type { ActivityQuestion } from '../model/activity-source.ts';
import { createPlaces } from '../refresh/places.ts';
import { createEnabledRegionsSource } from '../sources/aws/enabled-regions.ts';
import { createEventHistorySource } from '../sources/aws/event-history.ts';
import { createPace } from '../sources/aws/pace.ts';
import type { ActivityOutside } from './activity.ts';
import { type ActivityPlaces, type ChosenAccount, notAsked } from './activity-places.ts';
import type { Asking } from './asking.ts';

/** All that AWS grants to an account in a region: a person waits for the answer. */
const REQUESTS_PER_SECOND = 2;
/** Calls to CloudTrail in flight, of all accounts. */
const CALLS_IN_FLIGHT = 64;

const NAME_REGIONS = ': let it list its regions, or name some with --region';

export function createEventHistories(
  question: ActivityQuestion,
  { access: allAccess, ask }: Asking,
  outside: ActivityOutside,
): (chosen: ChosenAccount) => Promise<ActivityPlaces> {
  const { clock, random } = outside;
  const { inPlace } = createPlaces(CALLS_IN_FLIGHT, clock);
  const pace = createPace(REQUESTS_PER_SECOND, clock);
  return async ({ account, id }) => {
    if (!id.ok) return notAsked(account, id.failure);
    const access = allAccess.to(account);
    const { name: accountName } = account;
    const regionsOf = createEnabledRegionsSource({ access, accountName, inPlace, waiting: outside });
    const regions =
      question.regions === undefined ? await ask(regionsOf) : { ok: true as const, value: question.regions };
    if (!regions.ok) return notAsked(account, regions.failure, NAME_REGIONS);
    const asked = { access, accountName, accountId: id.value, regions: regions.value };
    const source = createEventHistorySource({ ...asked, pace, inPlace, clock, random });
    return { places: [{ account, source, question }], failures: [] };
  };
}
