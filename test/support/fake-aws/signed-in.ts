import type { FakeAccount } from './account.ts';
import { faults } from './faults.ts';
import type { FakeOrganization } from './organization.ts';
import type { Signer, Success, WireError } from './protocol.ts';
import { sessionAccountId, sessionCredentials } from './role-session.ts';

export interface Call<Request extends Signer> {
  readonly request: Request;
  /** The account that the request concerns, if there is such an account. */
  readonly account: FakeAccount | undefined;
  readonly callerAccountId: string;
  readonly accounts: readonly FakeAccount[];
  readonly organization: FakeOrganization | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/** For callers whose credentials are of an account that exists. */
export function signedIn<Request extends Signer>(
  ofAccount: (account: FakeAccount, call: Call<Request>) => Success | WireError,
): (call: Call<Request>) => Success | WireError {
  return (call) => {
    const { account, request } = call;
    if (account === undefined || !isSession(request, account)) return faults.invalidClientTokenId.error;
    return ofAccount(account, call);
  };
}

/** A session's key is worth nothing without its token; long-term keys have none. */
function isSession(request: Signer, account: FakeAccount): boolean {
  if (sessionAccountId(request.accessKeyId) === undefined) return true;
  return request.sessionToken === sessionCredentials(account.options.accountId).sessionToken;
}
