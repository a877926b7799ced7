/** What `whose` prints on standard output. */
import type { UserAccessKey } from '../model/access-key.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import { printable } from '../model/printable.ts';
import { isoTime, type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import { toObject } from './field.ts';
import { failuresOf, type KeyAnswer, WHOSE_FIELDS } from './whose-fields.ts';
import type { WhoseOutput } from './whose-options.ts';

export function printAnswers(answers: readonly KeyAnswer[], output: WhoseOutput, now: UnixSeconds): string {
  if (output === 'text') return answers.map((answer) => answerText(answer, answers, now)).join('\n');
  return `${JSON.stringify({ keys: answers.map((answer) => toObject(WHOSE_FIELDS, answer)) }, null, 2)}\n`;
}

const INDENT = '  ';
const LABEL_WIDTH = 'Other key'.length;

/** A paragraph for people. */
function answerText(answer: KeyAnswer, answers: readonly KeyAnswer[], now: UnixSeconds): string {
  const { owner, findings, next } = answer;
  const { known, other } = owner.is === 'user-key' ? owner : {};
  const judged = owner.is === 'user-key' || owner.is === 'root-key';
  const lines: (readonly [label: string, text: string])[] = [
    ...(known === undefined ? [] : [['Key', keyText(known, now)] as const]),
    ...(known === undefined && 'lastUsed' in owner ? [['Key', useText(owner.lastUsed, now)] as const] : []),
    ...(other === undefined ? [] : [['Other key', otherText(other, answer, answers, now)] as const]),
    ...(findings ?? []).map((finding) => ['Finding', findingText(finding)] as const),
    ...(judged && findings === undefined
      ? [['Finding', 'not known: the report could not be read, or does not show the key as it is now'] as const]
      : []),
    ...failuresOf(owner).map((failure) => ['Not known', reasonAndMessage(failure)] as const),
    ...(next === undefined ? [] : [['Next step', next.text] as const]),
    ...(next?.command === undefined ? [] : commandLines(next.command, owner)),
  ];
  return [`${owner.key.id}: ${ownerText(owner)}`, ...lines.map(([label, text]) => labelled(label, text))]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

function labelled(label: string, text: string): string {
  return `${INDENT}${label.padEnd(LABEL_WIDTH)}${INDENT}${text}`;
}

function ownerText(owner: KeyOwner): string {
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

/** Somebody with several profiles must not run it in the wrong account. */
function commandLines(command: string, owner: KeyOwner): (readonly [label: string, text: string])[] {
  const place = 'accountId' in owner && 'account' in owner ? [`Run it in ${nameOf(owner)}:`] : [];
  return [...place, command].map((line) => ['', line] as const);
}

/** One that was asked about as well has an answer of its own. */
function otherText(other: UserAccessKey, answer: KeyAnswer, answers: readonly KeyAnswer[], now: UnixSeconds): string {
  const place = answers.findIndex(({ owner }) => owner.key.id === other.id);
  if (place === -1) return `${other.id}, ${keyText(other, now)}`;
  return `${other.id}, see ${place < answers.indexOf(answer) ? 'above' : 'below'}`;
}

function keyText({ status, created, lastUsed }: UserAccessKey, now: UnixSeconds): string {
  return `${status.toLowerCase()}, created ${daysAgo(created, now)}, ${useText(lastUsed, now)}`;
}

function useText(lastUsed: UserAccessKey['lastUsed'], now: UnixSeconds): string {
  if (lastUsed === undefined) return 'its last use is not known';
  if (lastUsed === 'never') return 'never used';
  const region = lastUsed.region === undefined ? '' : ` in ${lastUsed.region}`;
  return `last used ${daysAgo(lastUsed.at, now)} for ${lastUsed.service}${region}`;
}

function daysAgo(time: UnixSeconds, now: UnixSeconds): string {
  const days = wholeDaysBetween(time, now);
  const ago = days === 0 ? 'less than a day ago' : days === 1 ? '1 day ago' : `${days} days ago`;
  return `${isoTime(time).slice(0, 10)} (${ago})`;
}

function findingText(finding: Finding | ExemptFinding): string {
  const { severity, check, age } = finding;
  const days = age === undefined ? '' : `, ${age.days} days, limit ${age.limit}`;
  const exempt = 'exemption' in finding ? `, exempt by ${finding.exemption}` : '';
  return `${severity}: ${check}${days}${exempt}`;
}
