/** What an error of the AWS SDK means for a refresh. */
import { type FailureReason, RefreshFailure } from '../../model/refresh-failure.ts';
import { type AwsError, codesOf, hasCode, listedReason, NO_REPORT, PROXY_LOGIN } from './aws-codes.ts';
import { NODE_CODE } from './connection-failure.ts';
import { describe, describeClocksOf } from './failure-words.ts';

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
  if ((status === 401 || status === 403) && hasCode(error)) return 'access_denied';
  return status === undefined ? undefined : 'service';
}

function systemCode({ code, errors }: AwsError): string | undefined {
  if (code !== undefined) return NODE_CODE.test(code) ? code : undefined;
  const [first] = errors ?? [];
  return first instanceof Error ? systemCode(first) : undefined;
}

/** The chain reads files: a token, a profile. Everything else with such a code is the network, DNS or TLS. */
const FILE_CODES = new Set(['EACCES', 'EISDIR', 'ENOENT', 'ENOTDIR', 'EPERM']);

function reasonOfNodeCode(code: string): FailureReason | undefined {
  if (code === 'ETIMEDOUT') return 'timeout';
  // A line break in a session token cannot be sent.
  if (FILE_CODES.has(code) || code === 'ERR_INVALID_CHAR') return 'credentials';
  // Other ERR_ codes are Node's names for a programmer's errors.
  return /^ERR_(?!SSL|TLS|INVALID_URL)/.test(code) ? undefined : 'network';
}
