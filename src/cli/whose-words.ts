/** What `whose` says of a key, of its account and of its findings, in words for people. */
import type { UserAccessKey } from '../model/access-key.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import { dayOf, minuteOf, type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import type { KeyAnswer } from './whose-fields.ts';

const SECONDS_PER_HOUR = 3600;

export function ownerText(owner: KeyOwner): string {
  switch (owner.is) {
    case 'user-key':
      return `a key of the user ${owner.user} in ${placeOf(owner)}`;
    case 'root-key':
      return `a key of root in ${placeOf(owner)}`;
    case 'session-key':
      return 'the key of a session, which ends by itself';
    case 'foreign-key':
      return `a key of the account ${owner.accountId}, which the configuration does not ask AWS about`;
    case 'no-key':
      return owner.accountId === undefined
        ? 'AWS knows no such key: it was deleted, or there never was one'
        : `the account ${owner.accountId} has no such key: it was deleted, or there never was one`;
    case 'not-known':
      return owner.account === undefined
        ? 'nobody knows, as AWS could not be asked'
        : `nobody knows, as ${owner.account.name} could not be asked`;
  }
}

type OfAccount = Extract<KeyOwner, { accountId: string; account: object }>;

function placeOf(owner: OfAccount): string {
  const team = owner.account.owner;
  return `${nameOf(owner)}${team === '' ? '' : `, owner ${team}`}`;
}

function nameOf({ account, accountId }: OfAccount): string {
  return `${account.name} (${accountId})`;
}

/** One that was asked about as well has an answer of its own. */
export function otherText(
  other: UserAccessKey,
  answer: KeyAnswer,
  answers: readonly KeyAnswer[],
  now: UnixSeconds,
): string {
  const place = answers.findIndex(({ owner }) => owner.key.id === other.id);
  if (place === -1) return `${other.id}, ${keyText(other, now)}`;
  return `${other.id}, see ${place < answers.indexOf(answer) ? 'above' : 'below'}`;
}

export function keyText({ status, created, lastUsed }: UserAccessKey, now: UnixSeconds): string {
  return `${status.toLowerCase()}, created ${timeAgo(created, now)}, ${useText(lastUsed, now)}`;
}

export function useText(lastUsed: UserAccessKey['lastUsed'], now: UnixSeconds): string {
  if (lastUsed === undefined) return 'its last use is not known';
  if (lastUsed === 'never') return 'never used';
  const region = lastUsed.region === undefined ? '' : ` in ${lastUsed.region}`;
  return `last used ${timeAgo(lastUsed.at, now)} for ${lastUsed.service}${region}`;
}

/** Of the last two days, the hour decides whether it was somebody else. */
function timeAgo(time: UnixSeconds, now: UnixSeconds): string {
  const days = wholeDaysBetween(time, now);
  if (days >= 2) return `${dayOf(time)} (${days} days ago)`;
  const hours = Math.max(0, Math.floor((now - time) / SECONDS_PER_HOUR));
  const ago = hours === 0 ? 'less than an hour ago' : hours === 1 ? '1 hour ago' : `${hours} hours ago`;
  return `${minuteOf(time)} (${ago})`;
}

/** Why the findings of a key are not known. */
const UNJUDGED: Readonly<Record<NonNullable<KeyAnswer['unjudged']>, string>> = {
  'no report': 'the report could not be read; the last lines say why',
  'another key':
    'the report does not show the key as it is now: AWS makes a new report every 4 hours, so ask again after the next one',
  'no state': 'IAM did not say in which state the key is',
};

export function unjudgedText(why: NonNullable<KeyAnswer['unjudged']>): string {
  return `not known: ${UNJUDGED[why]}`;
}

export function findingText(finding: Finding | ExemptFinding): string {
  const { severity, check, age } = finding;
  const days = age === undefined ? '' : `, ${age.days} days, limit ${age.limit}`;
  const exempt = 'exemption' in finding ? `, exempt by ${finding.exemption}` : '';
  return `${severity}: ${check}${days}${exempt}`;
}
