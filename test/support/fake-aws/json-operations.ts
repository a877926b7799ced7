/** What answers each operation of the protocols that speak JSON. */
import { lookupEvents } from './event-history.ts';
import type { JsonRequest } from './json-protocol.ts';
import type { JsonOperation, Success, WireError } from './protocol.ts';
import { listRegions } from './regions.ts';
import { type Call, signedIn } from './signed-in.ts';

export type JsonCall = Call<JsonRequest>;

type Answer = Success | WireError;

const ANSWERS: Readonly<Record<JsonOperation, (call: JsonCall) => Answer>> = {
  LookupEvents: signedIn(lookupEvents),
  ListRegions: signedIn(listRegions),
};

export function answerJson(call: JsonCall): Answer {
  return ANSWERS[call.request.operation](call);
}
