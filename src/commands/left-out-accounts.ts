/** What commands say of accounts that the organization has and that nobody reads. */
import { listedWords } from '../model/listed-words.ts';
import type { ExclusionReason, Outsider } from '../model/members.ts';

const LIST = 'the command accounts lists who is read and who is not';

/**
 * @param text what somebody asked for.
 * @param meant the accounts that it means; at least one.
 */
export function leftOutLine(text: string, meant: readonly Outsider[]): string {
  const [only] = meant;
  const why =
    only !== undefined && meant.length === 1
      ? `${named(text, only)} is left out: ${reasonOf(only)}`
      : `${text} means accounts that are left out: ${listedWords(meant.map((each) => `"${each.accountName}" (${reasonOf(each)})`))}`;
  return `${why}; ${LIST}`;
}

/** Somebody may have asked by the id, or by a pattern. */
function named(text: string, { accountName }: Outsider): string {
  return text === accountName ? text : `${text} ("${accountName}")`;
}

function reasonOf({ reason, by = '', rule }: Outsider): string {
  return reason === 'excluded'
    ? `organization.${by}${rule === undefined ? '' : ` (${rule})`} excludes it`
    : REASONS[reason];
}

const REASONS: Readonly<Record<Exclude<ExclusionReason, 'excluded'>, string>> = {
  not_included: 'no rule of organization.include matches it',
  suspended: 'AWS has suspended it',
  pending_closure: 'it is being closed',
  closed: 'it is closed',
  pending_activation: 'AWS has not activated it yet',
};
