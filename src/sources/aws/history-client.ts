import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';

/**
 * A client of an account in a region, made at its first call and not while hundreds of others wait for their turn. It is to be kept for the
 * calls of one sweep or search: its first call leaves ten times as much garbage as the others, and of all regions of all accounts such
 * clients would take more memory than all else together.
 */
export function createHistoryClient(access: AccountAccess, region: string): () => CloudTrailClient {
  let client: CloudTrailClient | undefined;
  return () => (client ??= create(access, region));
}

function create({ settings, equip }: AccountAccess, region: string): CloudTrailClient {
  // Retries of the SDK's own would not wait for their turn.
  const client = new CloudTrailClient({ ...settings, region, maxAttempts: 1 });
  // The place is not taken by a plugin, as for IAM: a call's deadline begins with its place, and the next call's turn too.
  equip(client, [boundAnswers(JSON_ANSWERS)]);
  return client;
}
