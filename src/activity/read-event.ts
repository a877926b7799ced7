/**
 * A record of CloudTrail as an event. Source: CloudTrail user guide, "CloudTrail record contents for management, data, and network
 * activity events", and records as AWS wrote them.
 */
import type { ActivityEvent } from '../model/activity-event.ts';
import { isoSeconds } from '../model/iso-seconds.ts';
import { readAgent } from './agent.ts';
import { type Fields, fieldsOf, isAccountId, isIamArn, ofCharacters, textOf } from './fields.ts';
import { type Draft, readPrincipal } from './read-principal.ts';
import { readTargets } from './read-targets.ts';
import { readSessionExpiry } from './session-expiry.ts';
import { OTHER_SPELLING, SIGN_IN_TYPE, signInError, signInMfa } from './sign-in.ts';

/** Why a record is no event. */
export const RECORD_REFUSALS = [
  'not-an-object',
  /** CloudTrail Insights found an unusual rate of calls: it is no call. */
  'insight',
  /** A record of a major version that is not known may mean another thing by the same field. */
  'unknown-version',
  'without-id',
  'without-time',
  'without-service',
  'without-name',
  'without-region',
  'without-account',
] as const;
export type RecordRefusal = (typeof RECORD_REFUSALS)[number];

export type ReadEvent =
  { readonly ok: true; readonly event: ActivityEvent } | { readonly ok: false; readonly refusal: RecordRefusal };

const INSIGHT = 'AwsCloudTrailInsight';
const UNKNOWN_TYPE = 'unknown';

const isEventId = ofCharacters(/[\w-]/, 64);
const isService = ofCharacters(/[a-z0-9.-]/, 100);
const isEventName = ofCharacters(/[\w.: -]/, 100);
const isRegion = ofCharacters(/[a-z0-9-]/, 32);
const isEventType = ofCharacters(/[A-Za-z]/, 64);
const isErrorCode = ofCharacters(/[\w.:]/, 100);
/** An IP address, or the name of a service. */
const isAddress = ofCharacters(/[\w.: -]/, 100);

/** Never throws, whatever it is given. */
export function readEvent(record: unknown): ReadEvent {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return refused('not-an-object');
  const fields = record as Fields;
  if (fields.eventType === INSIGHT || fields.eventCategory === 'Insight') return refused('insight');
  if (!isKnownVersion(fields.eventVersion)) return refused('unknown-version');
  const id = textOf(fields.eventID, isEventId);
  if (id === undefined) return refused('without-id');
  const time = typeof fields.eventTime === 'string' ? isoSeconds(fields.eventTime) : undefined;
  if (time === undefined) return refused('without-time');
  const service = textOf(fields.eventSource, isService);
  if (service === undefined) return refused('without-service');
  const name = textOf(fields.eventName, isEventName);
  if (name === undefined) return refused('without-name');
  const region = textOf(fields.awsRegion, isRegion);
  if (region === undefined) return refused('without-region');
  const identity = fieldsOf(fields.userIdentity);
  // Old records have only that of the caller, and are in its account.
  const accountId = textOf(fields.recipientAccountId, isAccountId) ?? textOf(identity.accountId, isAccountId);
  if (accountId === undefined) return refused('without-account');

  const principal = readPrincipal(identity);
  const mfa = signInMfa(fields, service, principal);
  if (mfa !== undefined) principal.mfa = mfa;
  const switchedFrom = readSwitchedFrom(fields, name);
  if (switchedFrom !== undefined) principal.switchedFrom = switchedFrom;
  const error = readError(fields, service, name);
  const targets = readTargets(fields, { service, name, principal, succeeded: error === undefined });
  const event: Draft<ActivityEvent> = {
    id,
    time,
    region,
    accountId,
    service,
    name,
    type: readType(fields.eventType),
    principal,
    readOnly: fields.readOnly === true || fields.readOnly === 'true',
    targets,
  };
  const address = textOf(fields.sourceIPAddress, isAddress);
  if (address !== undefined) event.address = address;
  const agent = readAgent(fields.userAgent);
  if (agent !== undefined) event.agent = agent;
  if (error !== undefined) event.error = error;
  if (targets.some(({ kind }) => kind === 'session-key')) {
    const { expiration } = fieldsOf(fieldsOf(fields.responseElements).credentials);
    const sessionExpiry = readSessionExpiry(expiration, time);
    if (sessionExpiry !== undefined) event.sessionExpiry = sessionExpiry;
  }
  const keyStatus = readKeyStatus(fields, service, name);
  if (keyStatus !== undefined) event.keyStatus = keyStatus;
  const sharedId = textOf(fields.sharedEventID, isEventId);
  if (sharedId !== undefined) event.sharedId = sharedId;
  const replaces = textOf(fieldsOf(fields.addendum).originalEventID, isEventId);
  if (replaces !== undefined && replaces !== id) event.replaces = replaces;
  return { ok: true, event };
}

function refused(refusal: RecordRefusal): ReadEvent {
  return { ok: false, refusal };
}

/** `1.11`. Not every source hands it on. */
function isKnownVersion(version: unknown): boolean {
  if (version === undefined || version === null) return true;
  return typeof version === 'string' && (version === '1' || version.startsWith('1.'));
}

function readType(type: unknown): string {
  return type === OTHER_SPELLING ? SIGN_IN_TYPE : (textOf(type, isEventType) ?? UNKNOWN_TYPE);
}

/** Never its message, which may repeat a policy, or what somebody typed. */
function readError(record: Fields, service: string, name: string): string | undefined {
  const { errorCode, errorMessage } = record;
  const code = textOf(errorCode, isErrorCode) ?? signInError(record, service, name);
  if (code !== undefined) return code;
  return isSaid(errorCode) || isSaid(errorMessage) ? 'failed' : undefined;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function readKeyStatus(record: Fields, service: string, name: string): ActivityEvent['keyStatus'] {
  if (name !== 'UpdateAccessKey' || service !== 'iam.amazonaws.com') return undefined;
  const { status } = fieldsOf(record.requestParameters);
  return status === 'Active' || status === 'Inactive' ? status : undefined;
}

/** Only the account of the role has a record of it. */
function readSwitchedFrom(record: Fields, name: string): string | undefined {
  if (name !== 'SwitchRole') return undefined;
  return textOf(fieldsOf(record.additionalEventData).SwitchFrom, isIamArn);
}
