/**
 * How a sign-in ended, which it says in fields of its own: its name with `Success` or `Failure`, and no code.
 * Source: CloudTrail user guide, "AWS Management Console sign-in events"; IAM Identity Center user guide, "Understanding IAM Identity
 * Center sign-in events", which has the outcome in `serviceEventDetails`.
 */
import type { OwnError, Principal } from '../model/activity-event.ts';
import { type Fields, fieldsOf } from './fields.ts';

export const SIGN_IN_SERVICE = 'signin.amazonaws.com';

export const SIGN_IN_TYPE = 'AwsConsoleSignIn';
/** AWS has spelt it so too. */
export const OTHER_SPELLING = 'AwsConsoleSignin';

/** The messages that are known; what else stands in one is not kept. */
const ERRORS: ReadonlyMap<unknown, OwnError> = new Map([
  ['Failed authentication', 'failed-authentication'],
  ['No username found in supplied account', 'no-such-user'],
]);

/** undefined: it succeeded, or is no sign-in. */
export function signInError(record: Fields, service: string, name: string): OwnError | undefined {
  if (service !== SIGN_IN_SERVICE) return undefined;
  const outcome = fieldsOf(record.responseElements)[name] ?? fieldsOf(record.serviceEventDetails)[name];
  if (outcome !== 'Failure') return undefined;
  const error = ERRORS.get(record.errorMessage) ?? 'failed';
  // Who is asked for a code of MFA has had the password right.
  return error === 'failed-authentication' && saysMfa(record) === true ? 'wrong-mfa-code' : error;
}

/** undefined: the record does not say, as of a role, whose `No` knows nothing of what the identity provider asked for. */
export function signInMfa(record: Fields, service: string, { kind }: Principal): boolean | undefined {
  return service === SIGN_IN_SERVICE && (kind === 'user' || kind === 'root') ? saysMfa(record) : undefined;
}

/** `Yes` and `No`, which AWS has written in capitals too. */
function saysMfa({ additionalEventData }: Fields): boolean | undefined {
  const { MFAUsed: used } = fieldsOf(additionalEventData);
  if (typeof used !== 'string') return undefined;
  if (/^yes$/i.test(used)) return true;
  return /^no$/i.test(used) ? false : undefined;
}
