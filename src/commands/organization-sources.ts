/** Who answers for the organization: one client for the list and for tags, which have a pace of their own. */
import type { OrganizationSettings } from '../model/organization-settings.ts';
import type { OrganizationSource } from '../refresh/discovery.ts';
import type { AllAccess } from '../sources/aws/account-access.ts';
import { createPace } from '../sources/aws/pace.ts';
import type { Waiting } from '../sources/aws/patience.ts';
import type { SteadyClock } from '../model/clock.ts';

/** AWS publishes no rate, and throttles those who ask for many. */
const TAGS_PER_SECOND = 5;
const BUCKET = 'organization';

export interface OrganizationSourcesInput extends Waiting {
  readonly clock: SteadyClock;
  readonly access: Pick<AllAccess, 'to' | 'caller'>;
  /** How many exporters share the organization, and so its rate. */
  readonly totalShards: number;
}

/** The client is loaded where there is an organization: most exporters have none. */
export function createOrganizationSources(
  input: OrganizationSourcesInput,
): (settings: OrganizationSettings) => OrganizationSource {
  const { clock, access, totalShards } = input;
  const pace = createPace(TAGS_PER_SECOND / totalShards, clock);

  async function questionsTo({ reader }: OrganizationSettings) {
    const [{ createOrganizationsClient }, { createOrganizationList }, { createTagsQuestion }] = await Promise.all([
      import('../sources/aws/organization-client.ts'),
      import('../sources/aws/organization.ts'),
      import('../sources/aws/organization-tags.ts'),
    ]);
    const client = createOrganizationsClient(access.to(reader));
    const onThrottled = () => pace.throttled(BUCKET);
    const turn = async (signal: AbortSignal) => {
      await pace.turn(BUCKET, signal);
      pace.began(BUCKET);
    };
    return {
      list: createOrganizationList(client, input),
      tags: createTagsQuestion(client, { ...input, onThrottled }, turn),
    };
  }

  return (settings) => {
    let made: ReturnType<typeof questionsTo> | undefined;
    const questions = () => (made ??= questionsTo(settings));
    return {
      list: async (needsUnits, signal) => (await questions()).list(needsUnits, signal),
      tags: async (accountId, signal) => (await questions()).tags(accountId, signal),
      ownAccountId: async () => (await access.caller(settings.reader)).accountId,
    };
  };
}
