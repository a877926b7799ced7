import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';

/** The clients of an account, one for each region, which share the session of its role. */
export function createHistoryClients({ settings, equip }: AccountAccess): (region: string) => CloudTrailClient {
  const clients = new Map<string, CloudTrailClient>();
  let { credentials } = settings;
  return (region) => {
    const made = clients.get(region);
    if (made !== undefined) return made;
    // Retries of the SDK's own would not wait for their turn.
    const client = new CloudTrailClient({ ...settings, credentials, region, maxAttempts: 1 });
    // The place is not taken by a plugin, as for IAM: a call's deadline begins with its place, and the next call's turn too.
    equip(client, [boundAnswers(JSON_ANSWERS)]);
    credentials = client.config.credentials;
    clients.set(region, client);
    return client;
  };
}
