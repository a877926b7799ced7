import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';

/** One service for all regions of a partition: whichever the region is, the SDK knows where to ask. */
export function createOrganizationsClient({ settings, equip }: AccountAccess): OrganizationsClient {
  const client = new OrganizationsClient(settings);
  // It takes no place of the calls to IAM: one list and one question for tags are in flight at most.
  equip(client, [boundAnswers(JSON_ANSWERS)]);
  return client;
}
