import { type FailureReason, RefreshFailure } from '../../model/refresh-failure.ts';

/**
 * AWS's codes, which a class name of the SDK extends by `Exception`, and what they mean for a refresh. The wire code of query
 * protocols and the name of the SDK's class differ for some, so both are looked up; never the message.
 * Sources: IAM API reference, "Common errors"; STS API reference, AssumeRole.
 */
const REASON_BY_CODE: Readonly<Record<string, FailureReason>> = {
  AccessDenied: 'access_denied',
  UnauthorizedOperation: 'access_denied',
  NotAuthorized: 'access_denied',
  OptInRequired: 'access_denied',
  ExpiredToken: 'credentials',
  IDPRejectedClaim: 'credentials',
  IncompleteSignature: 'credentials',
  InvalidClientTokenId: 'credentials',
  InvalidIdentityToken: 'credentials',
  MissingAuthenticationToken: 'credentials',
  RegionDisabled: 'credentials',
  RequestExpired: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  UnrecognizedClient: 'credentials',
  CredentialsProviderError: 'credentials',
  TokenProviderError: 'credentials',
  LimitExceeded: 'report_limit',
  RequestLimitExceeded: 'throttled',
  Throttling: 'throttled',
  Throttled: 'throttled',
  TooManyRequests: 'throttled',
  TimeoutError: 'timeout',
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
interface AwsError {
  readonly name: string;
  readonly message: string;
  /** The wire code of a service's answer, or the code of a system error such as ECONNREFUSED. */
  readonly Code?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

export function isNoReport(error: unknown): boolean {
  return error instanceof Error && codesOf(error).some((code) => NO_REPORT.has(code));
}

/**
 * What a failed call means. An error that does not come from AWS, the network or the credential chain is a fault of this program
 * and is returned as it is.
 *
 * @param assumingRole whether the call was AssumeRole, where a refusal is one of the role.
 */
export function toRefreshFailure(error: unknown, assumingRole = false): unknown {
  if (!(error instanceof Error) || error instanceof RefreshFailure) return error;
  const reason = reasonOf(error);
  if (reason === undefined) return error;
  const refused = assumingRole && reason === 'access_denied';
  return new RefreshFailure(refused ? 'assume_role_denied' : reason, describe(error, reason), { cause: error });
}

function reasonOf(error: AwsError): FailureReason | undefined {
  // First the codes of Node's network, DNS and TLS errors, which are upper case: the SDK calls a cut connection TimeoutError.
  const { code } = error;
  if (code !== undefined && /^[A-Z][A-Z0-9_]+$/.test(code)) return code === 'ETIMEDOUT' ? 'timeout' : 'network';
  for (const known of codesOf(error)) {
    const reason = REASON_BY_CODE[known];
    if (reason !== undefined) return reason;
  }
  const status = error.$metadata?.httpStatusCode;
  if (status === 401 || status === 403) return 'access_denied';
  return status === undefined ? undefined : 'service';
}

function codesOf(error: AwsError): string[] {
  return [error.name, error.Code ?? '', error.code ?? ''].map((code) => code.replace(/(?:Exception|Fault)$/, ''));
}

/**
 * AWS's own words only where they help and are known to hold no secret: who lacks which permission. The message of a refused
 * signature, for one, repeats the session token.
 */
function describe(error: AwsError, reason: FailureReason): string {
  if (reason === 'access_denied' || reason === 'network') return error.message;
  const status = error.$metadata?.httpStatusCode;
  const code = error.Code ?? error.code ?? error.name;
  if (reason === 'credentials' && status === undefined) return `the AWS SDK found no usable credentials (${code})`;
  return status === undefined ? code : `${code} (HTTP ${status})`;
}
