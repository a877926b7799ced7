import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupEventsCommandOutput,
  type LookupEventsRequest,
} from '@aws-sdk/client-cloudtrail';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';
import type { KeptCredentials } from './credential-chain.ts';

/** One call, whose connection is closed when the signal is aborted. */
export type LookUpPage = (request: LookupEventsRequest, signal: AbortSignal) => Promise<LookupEventsCommandOutput>;

/** By which the event history of an account is asked in a region. */
export type HistoryOf = (access: AccountAccess, region: string) => LookUpPage;

/** By it a call finds the credentials of the account that it is for: accounts share the client. */
const credentialsByCall = new AsyncLocalStorage<KeptCredentials>();

const credentialsOfCall: KeptCredentials = Object.assign(
  async (properties: Parameters<KeptCredentials>[0]) => {
    const credentials = credentialsByCall.getStore();
    if (credentials === undefined) throw new Error('CloudTrail is asked for no account');
    return credentials(properties);
  },
  { memoized: true as const },
);

/**
 * A client for each region, which all accounts share: it takes some 60 KB and leaves as much when it is made, and of hundreds of accounts each
 * would make one of its own. All access to them is of one `AllAccess`, with one request handler.
 */
export function createHistoryClients(): HistoryOf {
  const clients = new Map<string, CloudTrailClient>();

  function clientIn(region: string, { settings: { requestHandler } }: AccountAccess): CloudTrailClient {
    const known = clients.get(region);
    if (known !== undefined) return known;
    const client = new CloudTrailClient({
      region,
      requestHandler,
      credentials: credentialsOfCall,
      // Retries of the SDK's own would not wait for their turn.
      maxAttempts: 1,
      // Whatever the environment says: in the mode `adaptive` a throttled account would slow all the others.
      retryMode: 'standard',
    });
    clients.set(region, client);
    return client;
  }

  return (access, region) => (request, abortSignal) => {
    const command = new LookupEventsCommand(request);
    // The place is not taken by a plugin, as for IAM: a call's deadline begins with its place, and the next call's turn too.
    access.equip(command, [boundAnswers(JSON_ANSWERS)]);
    return credentialsByCall.run(access.settings.credentials, () =>
      clientIn(region, access).send(command, { abortSignal }),
    );
  };
}
