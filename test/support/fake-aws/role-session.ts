/**
 * The credentials of an assumed role. The access key id holds the account, so that a later request tells by itself which
 * account it concerns, and which of its sessions; nothing is random.
 */
import { accessDenied } from './access-denied.ts';
import type { FakeAccount } from './account.ts';
import type { Success, WireError } from './protocol.ts';
import { isoSeconds, validationError, type QueryRequest } from './query-protocol.ts';

export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * What AssumeRole hands out for the account; a test may use it directly to speak as that account.
 *
 * @param number of the session, from 1.
 */
export function sessionCredentials(accountId: string, number = 1): SessionCredentials {
  return {
    accessKeyId: `ASIA${accountId}${number === 1 ? 'FAKE' : String(number).padStart(4, '0')}`,
    secretAccessKey: `secret-of-${accountId}`,
    sessionToken: `session-of-${accountId}`,
  };
}

/** The account that a session's access key id belongs to; undefined for a long-term key. */
export function sessionAccountId(accessKeyId: string): string | undefined {
  return /^ASIA(\d{12})(?:FAKE|\d{4})$/.exec(accessKeyId)?.[1];
}

/** The account that the role of an AssumeRole request is in. */
export function roleAccountId(request: QueryRequest): string | undefined {
  return /^arn:[\w-]+:iam::(\d{12}):role\/./.exec(request.parameters.RoleArn ?? '')?.[1];
}

/** STS answers alike for a role that does not exist, one that does not trust the caller and a wrong ExternalId. */
export function assumeRole(
  account: FakeAccount | undefined,
  request: QueryRequest,
  callerAccountId: string,
): Success | WireError {
  const { RoleArn: roleArn = '', RoleSessionName: name, ExternalId: externalId } = request.parameters;
  if (name === undefined) {
    return validationError('Value null at roleSessionName failed to satisfy constraint');
  }
  const expected = account?.options.externalId;
  if (
    account === undefined ||
    account.options.assumeRoleRefused === true ||
    (expected !== undefined && expected !== externalId)
  ) {
    return accessDenied(request, callerAccountId);
  }
  const { accountId } = account.options;
  const session = sessionCredentials(accountId, account.nextSession());
  const seconds = Number(request.parameters.DurationSeconds ?? 3600);
  return {
    operation: 'AssumeRole',
    result: {
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        // The real clock and not the fake's: the SDK compares it with the real one, and asks anew when it has passed.
        Expiration: isoSeconds(Date.now() + seconds * 1000),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROAFAKEFAKEFAKEFAKE:${name}`,
        Arn: roleArn.replace(':iam:', ':sts:').replace(/:role\/(?:.*\/)?/, ':assumed-role/') + `/${name}`,
      },
    },
  };
}
