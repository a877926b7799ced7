/**
 * The AWS Query protocol, as IAM and STS speak it: a signed form in, XML out. Knows no account and no state.
 */
import type { IncomingHttpHeaders } from 'node:http';
import {
  type Form,
  QUERY_SERVICES,
  type QueryOperation,
  SERVICES,
  type Signer,
  signerOf,
  type Success,
  type WireError,
} from './protocol.ts';

const NAMESPACES: Readonly<Record<string, string>> = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

/**
 * What a member holds. An array goes over the wire as a list of `member`, a Map as one of `entry`, a Date to the second, and any
 * other object as a structure. An undefined member is not sent.
 */
type Value = string | number | boolean | object | undefined;

/** What IAM and STS make of a parameter that they refuse. */
export function validationError(message: string): WireError {
  return { code: 'ValidationError', status: 400, message };
}

/** A request as its form and its headers tell it. */
export interface QueryRequest extends Signer {
  readonly operation: QueryOperation;
  readonly parameters: Readonly<Record<string, string>>;
}

function isOperation(action: string): action is QueryOperation {
  return Object.hasOwn(QUERY_SERVICES, action);
}

export function readQuery(headers: IncomingHttpHeaders, body: string): QueryRequest | WireError {
  const { Action: action = '', ...parameters } = Object.fromEntries(new URLSearchParams(body));
  if (!isOperation(action)) {
    return { code: 'InvalidAction', status: 400, message: `Could not find operation ${action}` };
  }
  const signer = signerOf(headers);
  return 'code' in signer ? signer : { operation: action, parameters, ...signer };
}

export const QUERY_FORM: Form = { type: 'text/xml', success: successXml, error: errorXml, own: (error) => error };

function successXml({ operation, result }: Success): string {
  return (
    `<${operation}Response xmlns="${NAMESPACES[SERVICES[operation]] ?? ''}">` +
    `<${operation}Result>${membersXml(result)}</${operation}Result>` +
    '<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>' +
    `</${operation}Response>`
  );
}

function errorXml({ code, status, message }: WireError): string {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return (
    `<ErrorResponse xmlns="${NAMESPACES.iam ?? ''}">` +
    `<Error><Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>` +
    '<RequestId>00000000-0000-4000-8000-000000000000</RequestId>' +
    '</ErrorResponse>'
  );
}

function membersXml(members: object): string {
  return Object.entries(members)
    .map(([name, value]: [string, Value]) => elementXml(name, value))
    .join('');
}

function elementXml(name: string, value: Value): string {
  return value === undefined ? '' : `<${name}>${valueXml(value)}</${name}>`;
}

function valueXml(value: NonNullable<Value>): string {
  if (typeof value !== 'object') return escapeXml(String(value));
  if (value instanceof Date) return isoSeconds(value.getTime());
  if (Array.isArray(value)) return value.map((item: Value) => elementXml('member', item)).join('');
  if (value instanceof Map) return mapXml(value as ReadonlyMap<string, Value>);
  return membersXml(value);
}

function mapXml(map: ReadonlyMap<string, Value>): string {
  return [...map].map(([key, value]) => elementXml('entry', { key, value })).join('');
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A moment as IAM and STS write it: ISO 8601 in UTC, to the second. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
