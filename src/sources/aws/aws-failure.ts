import { type FailureReason, RefreshFailure } from '../../model/refresh-failure.ts';
import { describeAccessDenied } from './access-denied.ts';
import { describeClocks } from './clock-offset.ts';
import { describeConnection, NODE_CODE } from './connection-failure.ts';

/**
 * AWS's codes, which a class name of the SDK extends by `Exception`, and what they mean for a refresh. The wire code of query
 * protocols and the name of the SDK's class differ for some, so both are looked up; never the message.
 * Sources: IAM API reference, "Common errors"; STS API reference, AssumeRole; the SDK's lists of codes that it retries.
 */
const REASON_BY_CODE: Readonly<Record<string, FailureReason>> = {
  AccessDenied: 'access_denied',
  UnauthorizedOperation: 'access_denied',
  NotAuthorized: 'access_denied',
  OptInRequired: 'access_denied',
  AuthFailure: 'credentials',
  ExpiredToken: 'credentials',
  IDPRejectedClaim: 'credentials',
  IncompleteSignature: 'credentials',
  InvalidClientTokenId: 'credentials',
  InvalidIdentityToken: 'credentials',
  InvalidSignature: 'credentials',
  MissingAuthenticationToken: 'credentials',
  RegionDisabled: 'credentials',
  RequestExpired: 'credentials',
  RequestInTheFuture: 'credentials',
  RequestTimeTooSkewed: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  UnrecognizedClient: 'credentials',
  CredentialsProviderError: 'credentials',
  TokenProviderError: 'credentials',
  LimitExceeded: 'report_limit',
  BandwidthLimitExceeded: 'throttled',
  EC2Throttled: 'throttled',
  PriorRequestNotComplete: 'throttled',
  ProvisionedThroughputExceeded: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  SlowDown: 'throttled',
  Throttling: 'throttled',
  Throttled: 'throttled',
  TooManyRequests: 'throttled',
  TransactionInProgress: 'throttled',
  TimeoutError: 'timeout',
  // A role session name, an external id or an ARN that is not well-formed.
  InvalidParameterValue: 'configuration',
  ValidationError: 'configuration',
  // Settings that do not go together, such as FIPS and an endpoint of one's own.
  EndpointError: 'configuration',
};

/** No report to hand out: an answer, and not a failure. */
const NO_REPORT = new Set([
  'ReportNotPresent',
  'ReportExpired',
  'ReportInProgress',
  'CredentialReportNotPresent',
  'CredentialReportExpired',
  'CredentialReportNotReady',
]);

/** The fields of the SDK's errors that are looked at. */
export interface AwsError {
  readonly name: string;
  readonly message: string;
  /** The wire code of a service's answer, or the code of a system error such as ECONNREFUSED. */
  readonly Code?: string;
  readonly code?: string;
  /** Of a connection that was tried with several addresses. */
  readonly errors?: readonly unknown[];
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

export function isNoReport(error: unknown): boolean {
  return error instanceof Error && codesOf(error).some((code) => NO_REPORT.has(code));
}

/** What was asked for does not exist, which is an answer. Nothing else means that it is not there. */
export function isNoSuchEntity(error: unknown): boolean {
  return error instanceof Error && codesOf(error).includes('NoSuchEntity');
}

/** STS refuses a parameter, such as the id of a key that it does not know. */
export function isValidationError(error: unknown): boolean {
  return error instanceof Error && codesOf(error).includes('ValidationError');
}

/**
 * What a failed call means. An error that does not come from AWS or the network is a fault of this program and is returned as it is.
 *
 * @param now Unix milliseconds, by the clock of this machine.
 * @param resolvingCredentials whether the call was one for credentials, where a refusal is one of the role.
 */
export function toRefreshFailure(error: unknown, now: number, resolvingCredentials = false): unknown {
  if (!(error instanceof Error) || error instanceof RefreshFailure) return error;
  const reason = reasonOf(error);
  if (reason === undefined) return error;
  return new RefreshFailure(resolvingCredentials ? ofCredentials(reason) : reason, describe(error, reason), {
    cause: error,
    aside: describeClocksOf(error, now),
  });
}

/** Why a call failed; undefined for a fault of this program. */
export function failureReason(error: unknown): FailureReason | undefined {
  if (error instanceof RefreshFailure) return error.reason;
  return error instanceof Error ? reasonOf(error) : undefined;
}

/** Where credentials are asked for, a refusal is one of the role. */
export function ofCredentials(reason: FailureReason): FailureReason {
  return reason === 'access_denied' ? 'assume_role_denied' : reason;
}

export function reasonOf(error: AwsError): FailureReason | undefined {
  const code = systemCode(error);
  // The SDK calls a cut connection TimeoutError, so that Node's own codes come first.
  if (code !== undefined) return reasonOfNodeCode(code);
  const listed = listedReason(error);
  if (listed !== undefined) return listed;
  const status = error.$metadata?.httpStatusCode;
  if (status === 429) return 'throttled';
  if (status === PROXY_LOGIN) return 'network';
  // A page of a proxy has no code.
  if ((status === 401 || status === 403) && error.Code !== undefined) return 'access_denied';
  return status === undefined ? undefined : 'service';
}

/** Only a proxy answers so. */
const PROXY_LOGIN = 407;

function systemCode({ code, errors }: AwsError): string | undefined {
  if (code !== undefined) return NODE_CODE.test(code) ? code : undefined;
  const [first] = errors ?? [];
  return first instanceof Error ? systemCode(first) : undefined;
}

const SUFFIX = /(?:Exception|Fault)$/;

/** The chain reads files: a token, a profile. Everything else with such a code is the network, DNS or TLS. */
const FILE_CODES = new Set(['EACCES', 'EISDIR', 'ENOENT', 'ENOTDIR', 'EPERM']);

function reasonOfNodeCode(code: string): FailureReason | undefined {
  if (code === 'ETIMEDOUT') return 'timeout';
  // A line break in a session token cannot be sent.
  if (FILE_CODES.has(code) || code === 'ERR_INVALID_CHAR') return 'credentials';
  // Other ERR_ codes are Node's names for a programmer's errors.
  return /^ERR_(?!SSL|TLS|INVALID_URL)/.test(code) ? undefined : 'network';
}

function listedReason(error: AwsError): FailureReason | undefined {
  return codesOf(error)
    .map((code) => REASON_BY_CODE[code])
    .find((reason) => reason !== undefined);
}

function codesOf(error: AwsError): string[] {
  return [error.name, error.Code ?? '', error.code ?? ''].map((code) => code.replace(SUFFIX, ''));
}

/**
 * Made of parts that are known to hold no secret: the message of a refused signature, for one, repeats the session token, and one
 * of JSON.parse a piece of what it could not read.
 */
export function describe(error: AwsError, reason: FailureReason): string {
  const status = error.$metadata?.httpStatusCode;
  if (status === PROXY_LOGIN)
    return 'the proxy wants a login (HTTP 407): put user and password into the URL of the proxy';
  if (reason === 'network') return describeConnection(error);
  if (error.name === 'EndpointError') return NO_ENDPOINT;
  const denied = listedReason(error) === 'access_denied' ? describeAccessDenied(error.message) : undefined;
  if (denied !== undefined) return denied;
  const code = shownCode(error);
  if (reason === 'credentials' && status === undefined) return `the AWS SDK found no usable credentials (${code})`;
  if (status === undefined) return code;
  if (reason === 'service' && error.Code === undefined)
    return `${NOT_AWS} (HTTP ${status}): look for a proxy in between`;
  return `${code} (HTTP ${status})`;
}

/** Where a signature was refused, how far apart the clocks are. @param now Unix milliseconds. */
export function describeClocksOf(error: AwsError, now: number): string {
  return CLOCK_CODES.has(shownCode(error).replace(SUFFIX, '')) ? describeClocks(error.$response, now) : '';
}

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

function shownCode({ Code, code, name }: AwsError): string {
  return [Code, code, name].find((word) => typeof word === 'string' && isCode(word)) ?? 'no known code';
}

/** A listed code, one of Node.js, or words such as InternalFailure. What else stands in a code's place may hold anything. */
function isCode(word: string): boolean {
  return (
    Object.hasOwn(REASON_BY_CODE, word.replace(SUFFIX, '')) ||
    NODE_CODE.test(word) ||
    /^(?:[A-Z][a-z]{2,15}){1,8}$/.test(word)
  );
}
