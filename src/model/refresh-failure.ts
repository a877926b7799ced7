import { withoutSecrets } from './without-secrets.ts';

/** Why a refresh failed: a closed list, and the values of the label `reason`. */
export const FAILURE_REASONS = [
  'access_denied',
  'assume_role_denied',
  'credentials',
  'throttled',
  'report_limit',
  'timeout',
  'network',
  'service',
  'malformed_report',
  'file',
  'duplicate_account',
  'configuration',
  'internal',
] as const;

export type FailureReason = (typeof FAILURE_REASONS)[number];

/**
 * The one error that sources and the report parser throw: an expected failure of one account. Its message is logged, so it
 * holds no secret, no token and nothing of a report's rows; what has the form of a secret is cut out of it.
 */
export class RefreshFailure extends Error {
  override readonly name = 'RefreshFailure';
  readonly reason: FailureReason;
  /** The message without what may be otherwise at the next try, though the failure is the same. */
  readonly gist: string;

  /** @param options.aside such an end of the message. */
  constructor(reason: FailureReason, message: string, options: ErrorOptions & { readonly aside?: string } = {}) {
    super(withoutSecrets(message + (options.aside ?? '')), options);
    this.reason = reason;
    this.gist = withoutSecrets(message);
  }
}

/** In messages about a refusal: a policy says no, */
export const EXPLICIT_DENY = ' with an explicit deny in ';
/** or none of the one who asks says yes. */
export const NOT_ALLOWED_BY_IDENTITY = ' because no identity-based policy allows it';

/** `throttled: there are too many requests (HTTP 429)` */
export function reasonAndMessage({ reason, message }: RefreshFailure): string {
  return `${reason}: ${message}`;
}
