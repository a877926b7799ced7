/** What answers each operation of the protocols that speak JSON. */
import type { JsonRequest } from './json-protocol.ts';
import type { JsonOperation, Success, WireError } from './protocol.ts';
import { type Call, signedIn } from './signed-in.ts';

export type JsonCall = Call<JsonRequest>;

type Answer = Success | WireError;

const ANSWERS: Readonly<Record<JsonOperation, (call: JsonCall) => Answer>> = {
  LookupEvents: signedIn(() => ({ operation: 'LookupEvents', result: { Events: [] } })),
  ListRegions: signedIn(() => ({ operation: 'ListRegions', result: { Regions: [] } })),
};

export function answerJson(call: JsonCall): Answer {
  return ANSWERS[call.request.operation](call);
}
