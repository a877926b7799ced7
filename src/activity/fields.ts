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

/** What a field must look like. */
export type Form = (text: string) => boolean;

/** undefined: it is no text of that form. */
export function textOf(value: unknown, isForm: Form): string | undefined {
  return typeof value === 'string' && isForm(value) ? value : undefined;
}

/** What AWS writes in the place of a name that is no user's: a person may have typed the password there. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** A name of any form but that of no name. */
export function nameOf(value: unknown, isForm: Form = isName): string | undefined {
  return value === HIDDEN ? undefined : textOf(value, isForm);
}

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** A regular expression for each of twenty fields takes longer than to parse the record. */
export function ofCharacters(allowed: RegExp, longest: number, shortest = 1): Form {
  const isAllowed = Uint8Array.from(ASCII, (character) => Number(allowed.test(character)));
  return (text) => {
    const { length } = text;
    if (length < shortest || length > longest) return false;
    for (let index = 0; index < length; index += 1) if (isAllowed[text.charCodeAt(index)] !== 1) return false;
    return true;
  };
}

/** Of a user, a role or a role's session. Source: IAM user guide, "IAM and AWS STS quotas". */
const isName = ofCharacters(/[\w+=,.@-]/, 64);
/** Of a group or a policy. */
export const isLongName = ofCharacters(/[\w+=,.@-]/, 128);
const isProviderText = ofCharacters(/[\w+=,.@:/|*#~ -]/, 255);
/** What an identity provider calls a person or a program: mail, a subject such as `repo:org/name:ref`, an X.509 name. No JSON web token. */
export const isProviderName: Form = (text) => isProviderText(text) && !text.startsWith('eyJ');
export const isAccountId = ofCharacters(/\d/, 12, 12);
const isCapitals = ofCharacters(/[A-Z0-9]/, 128, 4);
/** `AIDA...`, `AROA...`: IAM user guide, "IAM identifiers". The id of an account stands in the same place. */
export const isUniqueId: Form = (text) => text.startsWith('A') && isCapitals(text);
export const isKeyId: Form = (text) => text.length >= 16 && isUniqueId(text);
const IAM_ARN = /^arn:[a-z0-9-]{1,32}:(?:iam|sts)::(?:\d{12}|aws):/;
/** A path may hold any visible character, and 512 of them. */
export const isIamArn: Form = (text) => text.length <= 700 && IAM_ARN.test(text);
const TRAIL_ARN = /^arn:[a-z0-9-]{1,32}:cloudtrail:[a-z0-9-]{1,32}:\d{12}:[\w.:/-]{1,200}$/;
export const isTrailArn: Form = (text) => TRAIL_ARN.test(text);
/** `secretsmanager.amazonaws.com`, `AWS Internal`. */
export const isServiceName = ofCharacters(/[\w. -]/, 100);

/** What stands behind the last slash or colon: the name of what has the ARN. */
export function endOfArn(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
}
