/** The codes of AWS's errors, and what they mean for a refresh. */
import type { FailureReason } from '../../model/refresh-failure.ts';
import { type ConnectionError, NODE_CODE } from './connection-failure.ts';

/**
 * AWS's codes, which a class name of the SDK extends by `Exception`, and what they mean for a refresh. The wire code of query
 * protocols and the name of the SDK's class differ for some, so both are looked up; never the message.
 * Sources: IAM API reference, "Common errors"; STS API reference, AssumeRole; CloudTrail API reference, LookupEvents; Organizations API reference; the SDK's lists of codes that it retries.
 */
const REASON_BY_CODE: Readonly<Record<string, FailureReason>> = {
  AccessDenied: 'access_denied',
  UnauthorizedOperation: 'access_denied',
  NotAuthorized: 'access_denied',
  OperationNotPermitted: 'access_denied',
  OptInRequired: 'access_denied',
  AuthFailure: 'credentials',
  ExpiredToken: 'credentials',
  // STS could not ask the provider of the token, and wants to be asked again.
  IDPCommunicationError: 'service',
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
  NoSuchEntity: 'service',
  // Of CloudTrail, to a question in a form that it does not take.
  InvalidLookupAttributes: 'service',
  InvalidMaxResults: 'service',
  InvalidNextToken: 'service',
  InvalidTimeRange: 'service',
  UnsupportedOperation: 'service',
  // A role session name, an external id or an ARN that is not well-formed.
  InvalidParameterValue: 'configuration',
  ValidationError: 'configuration',
  // Of CloudWatch Logs and Athena: a log group, a table or a work group that is not there, and what they refuse.
  InvalidParameter: 'configuration',
  InvalidRequest: 'configuration',
  Metadata: 'configuration',
  ResourceNotFound: 'configuration',
  // Of Organizations: the account is in none; and an account or unit that has left since it was listed.
  AWSOrganizationsNotInUse: 'configuration',
  ChildNotFound: 'service',
  TargetNotFound: 'service',
  InvalidInput: 'service',
  // Settings that do not go together, such as FIPS and an endpoint of one's own.
  EndpointError: 'configuration',
};

/** No report to hand out: an answer, and not a failure. */
export const NO_REPORT = new Set([
  'ReportNotPresent',
  'ReportExpired',
  'ReportInProgress',
  'CredentialReportNotPresent',
  'CredentialReportExpired',
  'CredentialReportNotReady',
]);

/** Only a proxy answers with this status. */
export const PROXY_LOGIN = 407;

/** The fields of the SDK's errors that are looked at. */
export interface AwsError extends ConnectionError {
  readonly name: string;
  readonly message: string;
  /** The wire code of a service's answer, or the code of a system error such as ECONNREFUSED. */
  readonly Code?: string;
  readonly code?: string;
  /** Whose fault a service's answer is; absent: the error is no such answer. */
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

export function listedReason(error: AwsError): FailureReason | undefined {
  return codesOf(error)
    .map((code) => REASON_BY_CODE[code])
    .find((reason) => reason !== undefined);
}

export function codesOf(error: AwsError): string[] {
  return [error.name, error.Code ?? '', error.code ?? ''].map(bare);
}

const SUFFIX = /(?:Exception|Fault)$/;

/** The code of a class name. */
export function bare(code: string): string {
  return code.replace(SUFFIX, '');
}

/** Whether a service has answered with a code of its own: those that speak JSON have it in the name only. */
export function hasCode({ Code, $fault, name }: AwsError): boolean {
  return Code !== undefined || ($fault !== undefined && !NO_NAMES.has(name));
}

/** What the SDK calls an answer without a code. */
const NO_NAMES = new Set(['Unknown', 'UnknownError']);

/** One that may be repeated. */
export function shownCode({ Code, code, name }: AwsError): string {
  return [Code, code, name].find((word) => typeof word === 'string' && isCode(word)) ?? 'no known code';
}

/** A listed code, one of Node.js, or words such as InternalFailure. What else stands in a code's place may hold anything. */
function isCode(word: string): boolean {
  return (
    Object.hasOwn(REASON_BY_CODE, bare(word)) ||
    NO_REPORT.has(bare(word)) ||
    NODE_CODE.test(word) ||
    /^(?:[A-Z][a-z]{2,15}){1,8}$/.test(word)
  );
}
