/** What CloudTrail recorded of an access key, in lines for people. */
import type { ActivityEvent } from '../model/activity-event.ts';
import { groupedBy } from '../model/grouped.ts';
import type { Counted, KeyActivity, KeyUse } from '../model/key-activity.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import { dayOf, minuteOf, type UnixSeconds } from '../model/time.ts';
import { callerWords } from './caller-words.ts';
import { rootOf } from './containment-of-root-session.ts';
import type { OwnCommands } from './own-commands.ts';

export type Line = readonly [label: string, text: string];

export function lifeLines(owner: KeyOwner, { life, since, failures }: KeyActivity): readonly Line[] {
  if (life === undefined) return [];
  const created = life.some(({ name }) => name === 'CreateAccessKey');
  const lines = life.map(
    (event) => `${timeOf(event)} ${changeOf(event)} by ${callerWords(event.principal)}${from(event)}`,
  );
  // What was not read may hold it.
  if (!created && failures.length === 0) lines.unshift(beforeLife(owner, since, life.length > 0));
  return labelled('Life', lines);
}

function beforeLife(owner: KeyOwner, since: UnixSeconds, changed: boolean): string {
  const known = owner.is === 'user-key' ? owner.known : undefined;
  const changes = changed ? '' : unchanged(known?.status);
  if (owner.is === 'no-key' && !changed) return `no event since ${dayOf(since)}: older than the event history, or none`;
  if (known !== undefined && known.created >= since) return `its creation is not in the event history${changes}`;
  return `created before ${dayOf(since)}, which is older than the event history${changes}`;
}

/** A key is made active: one that is not was changed, whatever was found. */
function unchanged(status: string | undefined): string {
  return status === undefined || status === 'Active'
    ? ', and nobody changed its state since'
    : '; its deactivation is not in the event history: it is older, or CloudTrail has it in some minutes';
}

function changeOf({ name, keyStatus }: ActivityEvent): string {
  if (name === 'CreateAccessKey') return 'created';
  if (name === 'DeleteAccessKey') return 'deleted';
  return keyStatus === undefined ? 'changed' : keyStatus === 'Active' ? 'activated' : 'deactivated';
}

export function issuingLines(
  { issuing, since, looked }: KeyActivity,
  nameOf: (accountId: string) => string,
): readonly Line[] {
  if (issuing === undefined) return [];
  if (issuing.length === 0) {
    const regions = looked.map(({ accountId = '', region = '' }) => `${nameOf(accountId)} in ${region}`);
    return [['Issued', `not found in the event history of ${regions.join(', ')} since ${dayOf(since)}`]];
  }
  return labelled('Issued', issuing.map(issuedText));
}

/** Of the key of a session, whose account is only in its id. */
export function unlookedLines({ is, key }: KeyOwner): readonly Line[] {
  if (is !== 'session-key') return [];
  const account =
    key.accountHint === undefined ? 'no account' : `the account ${key.accountHint}, which is not in the configuration`;
  return [['Issued', `not looked for: its id names ${account}`]];
}

function issuedText(event: ActivityEvent): string {
  const { principal } = event;
  const key = principal.keyId === undefined ? '' : ` with the key ${principal.keyId}`;
  return `${timeOf(event)} ${sessionOf(event)} to ${callerWords(principal)}${key}${from(event)}${until(event)}`;
}

export function useLines({ use }: KeyActivity): readonly Line[] {
  if (use === undefined) return [];
  const inAny = use.regions.filter(({ calls }) => calls > 0);
  const without = namesOf(use.regions.filter(({ calls }) => calls === 0));
  if (inAny.length === 0)
    return [['Used by', `no call in the event history of ${without}, which has no reads and writes of data`]];
  const none = without === '' ? '' : `, none in ${without}`;
  return labelled('Used by', [
    `${use.calls === 1 ? 'its last call' : `its last ${use.calls} calls`} in ${countedText(inAny, use)}${none}: ${countedText(use.services, use)}`,
    `from ${countedText(use.addresses, use)}`,
    `with ${countedText(use.agents, use)}`,
  ]);
}

function namesOf(counted: readonly Counted[]): string {
  return counted.map(({ name }) => name).join(', ');
}

const MOST_NAMED = 5;
const LONGEST = 60;

function countedText(counted: readonly Counted[], { calls }: KeyUse): string {
  const named = counted.slice(0, MOST_NAMED).map((each) => {
    const name = each.name.length <= LONGEST ? each.name : `${each.name.slice(0, LONGEST)}...`;
    return each.calls === calls ? name : `${name} (${each.calls})`;
  });
  const more = counted.length - named.length;
  return `${named.join(', ') || 'somewhere that no record names'}${more === 0 ? '' : `, and ${more} more`}`;
}

/** Of what was not read to the end, nobody says that there is nothing. */
export function leftLines({ left, failures }: KeyActivity): readonly Line[] {
  if (left === undefined) return [];
  const found = failures.length === 0 ? 'found' : 'in what was read';
  const sessions = left.sessions.map((event) => `${timeOf(event)} ${sessionOf(event)}${until(event)}${from(event)}`);
  const [made, changed] = [left.made.map(doneText), left.changed.map(doneText)];
  return [
    ...labelled('Sessions', sessions.length === 0 ? [`none ${found}`] : sessions),
    ...labelled('Made', made.length === 0 ? [`nothing ${found}`] : made),
    ...labelled('Changed', changed.length === 0 ? [`nothing ${found}`] : changed),
  ];
}

/** What is in no list of what it left behind. */
export function unlistedLines(keyId: string, { left }: KeyActivity, own: OwnCommands): readonly Line[] {
  if (left === undefined) return [];
  return [
    [
      'Not listed',
      `instances, functions and all else that it did: see ${own.activity(keyId, '--since 89d', '--summary')}`,
    ],
  ];
}

function doneText(event: ActivityEvent): string {
  const status = event.keyStatus === undefined ? '' : ` to ${event.keyStatus}`;
  return `${timeOf(event)} ${event.name} ${targetText(event)}${status} in ${event.accountId}${from(event)}`;
}

export function lookedLines({ looked, since }: KeyActivity, nameOf: (accountId: string) => string): readonly Line[] {
  const complete = looked.filter(({ incomplete }) => incomplete === undefined);
  const places = [...groupedBy(complete, ({ accountId = '' }) => accountId)].map(
    ([accountId, ofAccount]) => `${nameOf(accountId)} in ${ofAccount.map(({ region }) => region ?? '').join(', ')}`,
  );
  return places.length === 0 ? [] : [['Looked at', `the event history of ${places.join('; ')} since ${dayOf(since)}`]];
}

/** `a session of the role arn:... (ASIA...)`. */
function sessionOf({ name, targets }: ActivityEvent): string {
  const role = targets.find(({ kind }) => kind === 'role');
  const key = targets.find(({ kind }) => kind === 'session-key');
  const account = rootOf(targets);
  const root = account === undefined ? '' : ` of root of the account ${account}`;
  const of = role === undefined ? root : ` of the role ${role.arn ?? role.name}`;
  return `${name}: session${of}${key === undefined ? '' : ` ${key.name}`}`;
}

function targetText({ targets }: ActivityEvent): string {
  const named = targets.map(({ kind, name }) => `${kind.replaceAll('-', ' ')} ${name}`);
  return named.join(', ') || 'of a name that the record does not have';
}

function until({ sessionExpiry }: ActivityEvent): string {
  return sessionExpiry === undefined ? '' : `, until ${minuteOf(sessionExpiry)}`;
}

function from({ address }: ActivityEvent): string {
  return address === undefined ? '' : ` from ${address}`;
}

function timeOf({ time }: ActivityEvent): string {
  return minuteOf(time);
}

/** The label is said once. */
export function labelled(label: string, texts: readonly string[]): readonly Line[] {
  return texts.map((text, index) => [index === 0 ? label : '', text]);
}
