/** Failures of AWS in words. */
import type { FailureReason } from '../../model/refresh-failure.ts';
import { describeAccessDenied } from './access-denied.ts';
import { type AwsError, bare, hasCode, listedReason, PROXY_LOGIN, shownCode } from './aws-codes.ts';
import { describeClocks } from './clock-offset.ts';
import { describeConnection, describeTimeout } from './connection-failure.ts';

/**
 * Made of parts that are known to hold no secret: the message of a refused signature, for one, repeats the session token, and one
 * of JSON.parse a piece of what it could not read.
 */
export function describe(error: AwsError, reason: FailureReason): string {
  const status = error.$metadata?.httpStatusCode;
  if (status === PROXY_LOGIN) return WANTS_LOGIN;
  if (reason === 'network') return describeConnection(error);
  if (reason === 'timeout' && status === undefined) return describeTimeout(error);
  if (error.name === 'EndpointError') return NO_ENDPOINT;
  const denied = listedReason(error) === 'access_denied' ? describeAccessDenied(error.message) : undefined;
  if (denied !== undefined) return denied;
  const code = shownCode(error);
  if (code === 'ERR_INVALID_CHAR') return NOT_SENT;
  if (reason === 'credentials' && status === undefined) return `the AWS SDK found no usable credentials (${code})`;
  if (status === undefined) return code;
  if (!hasCode(error) && reason === 'throttled') return `there are too many requests (HTTP ${status})`;
  if (!hasCode(error) && reason === 'service') return describeForeign(status);
  const [what, hint] = WORDS_BY_CODE[bare(code)] ?? [];
  return what === undefined ? `${code} (HTTP ${status})` : `${what} (${code}, HTTP ${status}): ${hint}`;
}

/** What else than AWS answered. */
export function describeForeign(status: number): string {
  return status === PROXY_LOGIN ? WANTS_LOGIN : `${NOT_AWS} (HTTP ${status}): look for a proxy in between`;
}

/** Where a signature was refused, how far apart the clocks are. @param now Unix milliseconds. */
export function describeClocksOf(error: AwsError, now: number): string {
  return CLOCK_CODES.has(bare(shownCode(error))) ? describeClocks(error.$response, now) : '';
}

const UNKNOWN_KEY = [
  'AWS does not know this access key',
  'it was deleted or deactivated, was copied only in part, or is of another partition',
] as const;
const MALFORMED = [
  'AWS calls a parameter malformed',
  'look at roleArn and externalId of the account, or at role_arn and external_id of the profile',
] as const;
const NO_LOG_GROUP = [
  'AWS knows no such log group',
  'look at the name and the region in logs.logGroup of the configuration, and at logs.account, by whose credentials it is read',
] as const;
const NO_TABLE = [
  'AWS knows no such table',
  'look at athena of the configuration, at the region in it, and at the account by whose credentials it is read',
] as const;

/** What the commonest refusals mean, and what to do. */
const WORDS_BY_CODE: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  InvalidClientTokenId: UNKNOWN_KEY,
  UnrecognizedClient: UNKNOWN_KEY,
  ExpiredToken: [
    'the session of these credentials has expired',
    'get new ones where these come from; of a web identity, a new token',
  ],
  RegionDisabled: [
    'the account that is asked has this region switched off for STS',
    'set another region, or activate it in the account settings of IAM',
  ],
  InvalidIdentityToken: [
    'STS does not take the web identity token',
    'look at the identity provider in IAM: its URL, its audience and its thumbprint',
  ],
  IDPRejectedClaim: [
    'the identity provider rejects the web identity token',
    'it has expired or was revoked, or its audience is another one',
  ],
  IDPCommunicationError: [
    'STS cannot reach the identity provider of the web identity token',
    'its URL must be reachable from the internet',
  ],
  Metadata: NO_TABLE,
  ResourceNotFound: NO_LOG_GROUP,
  InvalidParameterValue: MALFORMED,
  ValidationError: MALFORMED,
};

const NOT_SENT =
  'the credentials hold a character that cannot be sent: look for a line break in AWS_SESSION_TOKEN and AWS_ACCESS_KEY_ID';
const WANTS_LOGIN = 'the proxy wants a login (HTTP 407): put user and password into the URL of the proxy';
const NOT_AWS = 'an answer in a form that AWS does not use';
const NO_ENDPOINT =
  'the AWS SDK has no endpoint for these settings: FIPS and dual-stack endpoints do not go together with an endpoint URL of your own, and not every region has them';

/** A signature holds the time at which it was made. */
const CLOCK_CODES = new Set([
  'AuthFailure',
  'InvalidSignature',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);
