import type { Environment } from '../../model/environment.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { profileOf } from './credential-origin.ts';

/** IAM is one service for all regions of a partition, but the SDK wants a region to sign for. */
const DEFAULT_REGION = 'us-east-1';

/** What the SDK says of a region that cannot be a part of a host's name; any other text it takes. */
const NOT_ACCEPTED = /^Region not accepted: region="(.*)" is not a valid hostname component/s;

/**
 * The region of accounts that name none.
 *
 * @param configured that of AWS_REGION, which was looked at before, of the profile, or of the instance. Rejects where there is none.
 * @param problemOf what is wrong with the text as a region.
 */
export async function defaultRegion(
  configured: () => Promise<string>,
  problemOf: (region: string) => string | undefined,
  environment: Environment,
): Promise<string> {
  const region = await configured().catch((error: unknown) => notAccepted(error) ?? DEFAULT_REGION);
  const problem = problemOf(region);
  if (problem === undefined) return region;
  const profile = profileOf(environment);
  throw new RefreshFailure('configuration', `the region of the profile ${profile} in the shared AWS files: ${problem}`);
}

function notAccepted(error: unknown): string | undefined {
  return error instanceof Error ? NOT_ACCEPTED.exec(error.message)?.[1] : undefined;
}
