import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';

/**
 * Makes the clients of an account, which share the session of its role: one for each call, since the clients of hundreds of accounts in
 * many regions would take more memory than all else together, and to make one costs half a millisecond.
 */
export function createHistoryClients({ settings, equip }: AccountAccess): (region: string) => CloudTrailClient {
  let { credentials } = settings;
  return (region) => {
    // Retries of the SDK's own would not wait for their turn.
    const client = new CloudTrailClient({ ...settings, credentials, region, maxAttempts: 1 });
    // The place is not taken by a plugin, as for IAM: a call's deadline begins with its place, and the next call's turn too.
    equip(client, [boundAnswers(JSON_ANSWERS)]);
    credentials = client.config.credentials;
    return client;
  };
}
