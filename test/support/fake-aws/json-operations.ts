/** What answers each operation of the protocols that speak JSON. */
import { answerAthena } from './athena.ts';
import { lookupEvents } from './event-history.ts';
import type { JsonRequest } from './json-protocol.ts';
import { filterLogEvents } from './log-groups.ts';
import { ofOrganization } from './organization-access.ts';
import { describeOrganizationalUnit, listAccounts, listParents, listTagsForResource } from './organizations.ts';
import type { JsonOperation, Success, WireError } from './protocol.ts';
import { listRegions } from './regions.ts';
import { type Call, signedIn } from './signed-in.ts';

export type JsonCall = Call<JsonRequest>;

type Answer = Success | WireError;

const ANSWERS: Readonly<Record<JsonOperation, (call: JsonCall) => Answer>> = {
  FilterLogEvents: signedIn(({ live }, { request }) => filterLogEvents(live.logGroups ?? [], request)),
  LookupEvents: signedIn(lookupEvents),
  GetTableMetadata: signedIn(answerAthena),
  GetWorkGroup: signedIn(answerAthena),
  StartQueryExecution: signedIn(answerAthena),
  GetQueryExecution: signedIn(answerAthena),
  GetQueryResults: signedIn(answerAthena),
  StopQueryExecution: signedIn(answerAthena),
  ListRegions: signedIn(listRegions),
  ListAccounts: ofOrganization(listAccounts),
  ListTagsForResource: ofOrganization(listTagsForResource),
  ListParents: ofOrganization(listParents),
  DescribeOrganizationalUnit: ofOrganization(describeOrganizationalUnit),
};

export function answerJson(call: JsonCall): Answer {
  return ANSWERS[call.request.operation](call);
}
