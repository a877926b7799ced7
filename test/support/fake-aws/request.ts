/** A request of any service, by the protocol that it is in. */
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { jsonFormOf, type JsonRequest, readJson } from './json-protocol.ts';
import type { Form, WireError } from './protocol.ts';
import { QUERY_FORM, type QueryRequest, readQuery } from './query-protocol.ts';

export type AwsRequest = QueryRequest | JsonRequest;

export interface ReadRequest {
  readonly form: Form;
  readonly read: AwsRequest | WireError;
}

export async function readRequest(message: IncomingMessage): Promise<ReadRequest> {
  const body = await text(message);
  const json = readJson(message.url ?? '', message.headers, body);
  return json === undefined
    ? { form: QUERY_FORM, read: readQuery(message.headers, body) }
    : { form: jsonFormOf(json), read: json };
}
