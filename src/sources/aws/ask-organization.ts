/** A call to Organizations. Source: Organizations API reference, AccessDeniedException. */
import type { ORGANIZATION_FACTS } from '../../model/facts/organization.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { patiently, type Waiting } from './patience.ts';

type OrganizationsAction = (typeof ORGANIZATION_FACTS)[number]['permissions'][number];

/** Throws as `patiently` does. Where Organizations itself refuses, it does not say what: the failure names the action. */
export async function askOrganization<Answer>(
  action: OrganizationsAction,
  call: () => Promise<Answer>,
  waiting: Waiting,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    return await patiently(call, waiting, signal);
  } catch (error) {
    if (!(error instanceof RefreshFailure) || error.reason !== 'access_denied') throw error;
    throw new RefreshFailure(error.reason, `${action} is denied: ${WHERE_TO_ALLOW}; AWS: ${error.message}`, {
      cause: error,
    });
  }
}

const WHERE_TO_ALLOW =
  "add it to the exporter's policy (that of the role under organization.roleArn, where there is one), and to the delegation policy where one lets it in";
