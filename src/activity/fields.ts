/**
 * Fields of a record, of which nothing is certain: each counts only when it has the form of what it should be, and is as if it were not
 * there otherwise. So a token, a password or the text of a policy never passes for a name, and no text is longer than its form.
 */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = {};

/** Of an object; null and anything else has none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : NONE;
}

/** undefined: it is no text of that form. */
export function textOf(value: unknown, form: RegExp): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

/** What AWS writes in the place of a name that is no user's: a person may have typed the password there. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** A name of any form but that of no name. */
export function nameOf(value: unknown, form: RegExp = NAME): string | undefined {
  return value === HIDDEN ? undefined : textOf(value, form);
}

/** Of a user, a role or a role's session. Source: IAM user guide, "IAM and AWS STS quotas". */
const NAME = /^[\w+=,.@-]{1,64}$/;
/** Of a group or a policy. */
export const LONG_NAME = /^[\w+=,.@-]{1,128}$/;
/** What an identity provider calls a person or a program: mail, a subject such as `repo:org/name:ref`, an X.509 name. */
export const PROVIDER_NAME = /^(?!eyJ)[\w+=,.@:/|*#~ -]{1,255}$/;
export const ACCOUNT_ID = /^\d{12}$/;
/** `AIDA...`, `AROA...`: IAM user guide, "IAM identifiers". */
export const UNIQUE_ID = /^A[A-Z0-9]{3,127}$/;
export const KEY_ID = /^A[A-Z0-9]{15,127}$/;
/** A path may hold any visible character. */
export const IAM_ARN = /^arn:[a-z0-9-]{1,32}:(?:iam|sts)::(?:\d{12}|aws):[!-~]{1,640}$/;
export const TRAIL_ARN = /^arn:[a-z0-9-]{1,32}:cloudtrail:[a-z0-9-]{1,32}:\d{12}:[\w.:/-]{1,200}$/;
/** `secretsmanager.amazonaws.com`, `AWS Internal`. */
export const SERVICE_NAME = /^[A-Za-z][\w. -]{0,99}$/;
/** An IP address, or the name of a service. */
export const ADDRESS = /^[\w.: -]{1,100}$/;
export const ERROR_CODE = /^[A-Za-z][\w.:]{0,99}$/;

/** What stands behind the last slash or colon: the name of what has the ARN. */
export function endOfArn(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
}
