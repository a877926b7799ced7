/**
 * CloudTrail's event history: the management events of 90 days, of one account and region, newest first.
 * Source: CloudTrail API reference, LookupEvents.
 */
import { createHash } from 'node:crypto';
import type { LookupAttribute } from '@aws-sdk/client-cloudtrail';
import type { FakeAccount } from './account.ts';
import type { JsonCall } from './json-operations.ts';
import type { JsonInput } from './json-protocol.ts';
import { type Envelope, envelopeOf, type GivenEvent } from './lookup-envelope.ts';
import { isWireError, type Success, type WireError } from './protocol.ts';
import { isEnabled } from './regions.ts';

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;
const MOST_RESULTS = 50;

interface LookupInput {
  readonly LookupAttributes?: readonly LookupAttribute[];
  readonly StartTime?: number;
  readonly EndTime?: number;
  readonly EventCategory?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export function lookupEvents(account: FakeAccount, { request, now }: JsonCall): Success | WireError {
  const { signingRegion: region } = request;
  if (!isEnabled(account, region)) return UNKNOWN_TOKEN;
  if (!account.lookupRate.take(region, now)) return error('ThrottlingException', 'Rate exceeded');
  const input: LookupInput = request.input;
  const refusal = refusalOf(input);
  if (refusal !== undefined) return refusal;
  const offset = offsetOf(request.input);
  if (isWireError(offset)) return offset;

  const isCut = ({ eventID }: GivenEvent) => account.live.cutEvents?.includes(eventID) === true;
  const found = eventsIn(account, region, input, now);
  const end = offset.offset + (input.MaxResults ?? MOST_RESULTS);
  const Events = found.slice(offset.offset, end).map(({ event, envelope }) => ({
    ...envelope,
    CloudTrailEvent: JSON.stringify(event).slice(0, isCut(event) ? -1 : undefined),
  }));
  const NextToken = end < found.length ? tokenOf(request.input, end) : undefined;
  return { operation: 'LookupEvents', result: { Events, NextToken } };
}

function eventsIn(account: FakeAccount, region: string, input: LookupInput, now: number) {
  const { LookupAttributes: [attribute] = [], StartTime: start = 0, EndTime: end = now / 1000 } = input;
  const from = Math.max(start * 1000, now - KEPT_MS);
  if (input.EventCategory !== undefined) return [];
  return (account.live.events ?? [])
    .filter((event) => event.awsRegion === region && event.managementEvent !== false)
    .map((event) => ({ event, envelope: envelopeOf(event), time: Date.parse(event.eventTime) }))
    .filter(({ envelope, time }) => time >= from && time <= end * 1000 && isMeant(envelope, attribute))
    .sort((one, other) => other.time - one.time);
}

const ATTRIBUTES: Readonly<Record<string, (envelope: Envelope) => readonly (string | undefined)[]>> = {
  EventId: ({ EventId }) => [EventId],
  EventName: ({ EventName }) => [EventName],
  ReadOnly: ({ ReadOnly }) => [ReadOnly],
  Username: ({ Username }) => [Username],
  ResourceType: ({ Resources }) => Resources.map(({ ResourceType }) => ResourceType),
  ResourceName: ({ Resources }) => Resources.map(({ ResourceName }) => ResourceName),
  EventSource: ({ EventSource }) => [EventSource],
  AccessKeyId: ({ AccessKeyId }) => [AccessKeyId],
};

function isMeant(envelope: Envelope, attribute: LookupAttribute | undefined): boolean {
  if (attribute === undefined) return true;
  const { AttributeKey: key = '', AttributeValue: value } = attribute;
  return ATTRIBUTES[key]?.(envelope).includes(value) === true;
}

function refusalOf({ LookupAttributes, StartTime, EndTime, MaxResults = MOST_RESULTS }: LookupInput) {
  const attributes = LookupAttributes ?? [];
  if (attributes.length > 1 || attributes.some(({ AttributeKey: key = '' }) => !Object.hasOwn(ATTRIBUTES, key))) {
    return error('InvalidLookupAttributesException', 'The lookup attribute specified is invalid.');
  }
  if (StartTime !== undefined && EndTime !== undefined && EndTime < StartTime) {
    return error('InvalidTimeRangeException', 'The start time occurs after the end time.');
  }
  if (MaxResults < 1 || MaxResults > MOST_RESULTS) {
    return error('InvalidMaxResultsException', `Max results must be between 1 and ${MOST_RESULTS}.`);
  }
  return undefined;
}

function offsetOf(input: JsonInput): { readonly offset: number } | WireError {
  const { NextToken: token }: LookupInput = input;
  if (token === undefined) return { offset: 0 };
  const offset = Number(Buffer.from(token, 'base64').toString().split(' ')[0]);
  return token === tokenOf(input, offset)
    ? { offset }
    : error('InvalidNextTokenException', 'The token is invalid, or is for another request.');
}

/** Opaque to the client, and worth nothing with other parameters than those of the request that it was given for. */
function tokenOf({ NextToken: _given, ...parameters }: JsonInput, offset: number): string {
  const of = createHash('sha256').update(JSON.stringify(parameters)).digest('base64');
  return Buffer.from(`${offset} ${of}`).toString('base64');
}

/** What AWS answers in a region that the account has not enabled. */
const UNKNOWN_TOKEN = error('UnrecognizedClientException', 'The security token included in the request is invalid.');

function error(code: string, message: string): WireError {
  return { code, status: 400, message };
}
